package health.throughline.program.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.record.Derivation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Refuses a session that would lie in the records of two clients, whoever writes it: each would see the other. Nothing
 * follows from the others.
 */
@Component
final class OneClient implements Derivation {

    @Override
    public Set<String> types() {
        return Set.of("Appointment");
    }

    @Override
    public Derived derive(Accepted accepted) {
        ObjectNode appointment = accepted.resource();
        Set<String> clients = new HashSet<>();
        if (appointment != null) {
            for (JsonNode participant : appointment.path("participant")) {
                String actor = participant.at("/actor/reference").asText("");
                if (actor.startsWith("Patient/")) {
                    clients.add(actor);
                }
            }
        }
        if (clients.size() > 1) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    List.of(Issue.error(
                            "business-rule",
                            "One Appointment is for one client, so that no client learns of another: make one for "
                                    + "each, with the same Slot.",
                            "Appointment.participant")));
        }
        return Derived.NOTHING;
    }
}
