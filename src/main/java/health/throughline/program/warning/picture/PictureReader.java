package health.throughline.program.warning.picture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.PatientPicture;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordSearch;
import health.throughline.record.access.Access;
import health.throughline.search.plan.Cursor;
import health.throughline.search.plan.Everything;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import health.throughline.store.ResourceVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is known of a patient. */
public final class PictureReader {

    /** How far back is looked: an enrolment, and what came before it. */
    private static final Duration BACK = Duration.ofDays(26 * 7);

    /** So far may a client's clock be ahead of the server's. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final int PAGE = 500;
    private static final List<String> DATED = List.of("Appointment", "Communication", "MedicationDispense");
    private static final List<String> STANDING = List.of("CarePlan", "Condition", "Consent", "EpisodeOfCare");

    /** Check-ins of clients and alumni, and whether medicine was taken. */
    private static final List<String> FOR_THE_CLOCK = List.of("affect-composite", "craving", "medication-taken");

    private static final String ATTENDANCE = "session-attendance";

    private final HealthRecord record;
    private final ZoneId zone;

    PictureReader(HealthRecord record, ZoneId zone) {
        this.record = record;
        this.zone = zone;
    }

    /** What is known of {@code patient} of the 26 weeks before {@code asOf}; in a transaction, as that sees it. */
    public PatientPicture read(ResourceKey patient, Instant asOf) {
        return read(patient, asOf.minus(BACK), asOf);
    }

    /**
     * The same, but of what was observed only what rules BY_THE_CLOCK look at: half of the cost, for going through all
     * clients at night.
     */
    public PatientPicture readForTheClock(ResourceKey patient, Instant asOf) {
        return read(patient, asOf.minus(BACK), asOf, FOR_THE_CLOCK);
    }

    /** What is known of {@code patient} from one moment to another, for going through the days between by {@code at}. */
    public PatientPicture read(ResourceKey patient, Instant from, Instant asOf) {
        return read(patient, from, asOf, ReadingFacts.CODES);
    }

    /** The same of whole days of the programme. */
    public PatientPicture read(ResourceKey patient, LocalDate first, LocalDate last) {
        return read(
                patient,
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private PatientPicture read(ResourceKey patient, Instant from, Instant asOf, List<String> codes) {
        PictureDraft draft = new PictureDraft(zone);
        long since = from.toEpochMilli();
        compartment(patient, new Everything(DATED, 0, since, Everything.ALL.end()), draft);
        compartment(patient, new Everything(STANDING, 0, Everything.ALL.start(), Everything.ALL.end()), draft);
        // R4 has no Task in the compartment of a Patient.
        search("Task", List.of(new Parameter("patient", patient.id())), draft);
        search(
                "Observation",
                List.of(
                        new Parameter("patient", patient.id()),
                        new Parameter("date", "ge" + from),
                        new Parameter("code", String.join(",", codes) + "," + ATTENDANCE)),
                draft);
        search(
                "QuestionnaireResponse",
                List.of(
                        new Parameter("patient", patient.id()),
                        new Parameter("authored", "ge" + from),
                        new Parameter("questionnaire:below", ConcernFacts.FORM)),
                draft);
        return draft.picture(patient, asOf);
    }

    /**
     * What {@code resources} alone say, without any search: for rules that look within the transaction that stores them.
     * What a client whose clock is a little ahead has just sent counts as of now.
     *
     * @param resources with ids; those of other types are passed over
     */
    public PatientPicture of(ResourceKey patient, Instant asOf, Collection<ObjectNode> resources) {
        PictureDraft draft = new PictureDraft(zone);
        resources.forEach(draft::add);
        Instant newest = draft.newest(asOf);
        return draft.picture(patient, newest.isAfter(asOf.plus(AHEAD)) ? asOf : newest);
    }

    private static Access server() {
        return Access.everything("early warning");
    }

    private void compartment(ResourceKey patient, Everything wanted, PictureDraft draft) {
        long after = 0;
        List<ResourceVersion> page;
        do {
            page = record.search().everything(patient, wanted, after, PAGE, server());
            for (ResourceVersion version : page) {
                draft.add(version.tree());
                after = version.rid();
            }
        } while (page.size() == PAGE);
    }

    private void search(String type, List<Parameter> parameters, PictureDraft draft) {
        List<Parameter> asked = new ArrayList<>(parameters);
        asked.add(new Parameter("_count", Integer.toString(PAGE)));
        SearchQuery query = record.search().parse(List.of(type), asked, false);
        @Nullable Cursor cursor = null;
        do {
            RecordSearch.Page page = record.search().search(query, cursor, server());
            page.matches().forEach(version -> draft.add(version.tree()));
            cursor = page.next();
        } while (cursor != null);
    }
}
