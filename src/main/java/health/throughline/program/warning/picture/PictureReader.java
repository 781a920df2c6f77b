package health.throughline.program.warning.picture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.PatientPicture;
import health.throughline.record.HealthRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;

/** Reads what is known of a patient. */
public final class PictureReader {

    private final HealthRecord record;
    private final ZoneId zone;

    PictureReader(HealthRecord record, ZoneId zone) {
        this.record = record;
        this.zone = zone;
    }

    /** What is known of {@code patient} of the 26 weeks before {@code asOf}; in a transaction, as that sees it. */
    public PatientPicture read(ResourceKey patient, Instant asOf) {
        return PatientPicture.empty(patient, asOf, zone);
    }

    /**
     * What {@code resources} alone say, without any search: for rules that look within the transaction that stores them.
     *
     * @param resources with ids; those of other types or patients are passed over
     */
    public PatientPicture of(ResourceKey patient, Instant asOf, Collection<ObjectNode> resources) {
        return PatientPicture.empty(patient, asOf, zone);
    }
}
