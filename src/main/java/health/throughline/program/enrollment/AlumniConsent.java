package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.search.query.SearchParser.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether a client has opted in to stay connected: an active Consent of the category 'alumni' of program-track. */
@Component
final class AlumniConsent {

    private final ClientRecord record;
    private final ProgrammeDays days;

    AlumniConsent(ClientRecord record, ProgrammeDays days) {
        this.record = record;
        this.days = days;
    }

    /** @throws Refusal UNPROCESSABLE when they have not */
    void require(ResourceKey patient, LocalDate day) {
        boolean given = record
                .all(
                        "Consent",
                        new Parameter("patient", patient.toString()),
                        new Parameter("status", "active"),
                        new Parameter("category", Codes.url(Episode.TRACK) + "|" + Episode.ALUMNI))
                .stream()
                .anyMatch(consent -> permits(consent, days.start(day)));
        if (!given) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    List.of(Issue.error(
                            "business-rule",
                            "Alumni opt in: file a Consent of the client with the category 'alumni' of program-track "
                                    + "that permits and is in force.",
                            ProgrammeDays.place("track"))));
        }
    }

    private boolean permits(ObjectNode consent, Instant at) {
        String start = consent.at("/provision/period/start").asText("");
        String end = consent.at("/provision/period/end").asText("");
        Instant dayEnd = at.plusSeconds(86_400);
        return !consent.at("/provision/type").asText("permit").equals("deny")
                && (start.isEmpty() || days.moment(start).isBefore(dayEnd))
                && (end.isEmpty() || !days.moment(end).isBefore(at));
    }
}
