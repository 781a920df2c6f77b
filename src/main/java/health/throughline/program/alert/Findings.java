package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import java.time.Instant;
import java.util.List;

/** What the rules of early warning find. */
interface Findings {

    /** All rules over all that is known of {@code patient} at {@code asOf}. */
    List<Raised> of(ResourceKey patient, Instant asOf);

    /** The rules that cannot wait over one resource that is being stored. */
    List<Raised> of(ResourceKey patient, ResourceKey key, ObjectNode resource, Instant asOf);
}
