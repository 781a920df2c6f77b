package health.throughline.program.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.Codes;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds what is recorded of a client's part in a session. */
@Component
final class AttendanceRecords {

    static final String SYSTEM = "attendance";
    static final String CODE = "session-attendance";

    private final ClientRecord record;

    AttendanceRecords(ClientRecord record) {
        this.record = record;
    }

    /** The attendance at the session of {@code appointment}. */
    Optional<ObjectNode> of(ResourceKey appointment, ResourceKey patient) {
        return record
                .all(
                        "Observation",
                        new Parameter("patient", patient.toString()),
                        new Parameter("code", Codes.url(SYSTEM) + "|" + CODE),
                        new Parameter("focus", appointment.toString()))
                .stream()
                .filter(one -> !one.path("status").asText().equals("entered-in-error"))
                .findFirst();
    }

    /** The visit of {@code appointment}, also one that was taken back. */
    Optional<ObjectNode> visit(ResourceKey appointment, ResourceKey patient) {
        return record
                .all(
                        "Encounter",
                        new Parameter("patient", patient.toString()),
                        new Parameter("appointment", appointment.toString()))
                .stream()
                .findFirst();
    }
}
