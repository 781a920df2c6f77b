package health.throughline.program.session;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Role;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who leads a session: the practitioners of its Schedule. Clinical leads stand in for all of them. */
@Component
final class SessionStaff {

    private final ClientRecord record;

    SessionStaff(ClientRecord record) {
        this.record = record;
    }

    /** @throws Refusal FORBIDDEN for everybody else; clients and relatives always */
    void require(Session session, Access access) {
        access.requireRole(
                Role.CLINICAL_LEAD, Role.THERAPIST, Role.PRESCRIBER, Role.CASE_MANAGER, Role.PEER, Role.SYSTEM);
        ClientRecord.requireOwn(access);
        Set<Role> roles = access.rights().caller().roles();
        boolean all = !access.audited() || roles.contains(Role.CLINICAL_LEAD) || roles.contains(Role.SYSTEM);
        ResourceKey user = access.rights().caller().user().resource();
        if (!all && (user == null || !leads(session, user))) {
            throw new Refusal(
                    Refusal.Reason.FORBIDDEN, "This is for those who lead the session: the actors of its Schedule.");
        }
    }

    private boolean leads(Session session, ResourceKey user) {
        for (JsonNode actor : session.schedule().path("actor")) {
            Optional<ResourceKey> key = ResourceKey.of(actor.path("reference").asText(""));
            if (key.isPresent()
                    && (key.get().equals(user) || practitioner(key.get()).equals(user.toString()))) {
                return true;
            }
        }
        return false;
    }

    /** Who has a PractitionerRole; empty for others. */
    private String practitioner(ResourceKey role) {
        return role.type().equals("PractitionerRole")
                ? record.find(role)
                        .map(found -> found.at("/practitioner/reference").asText(""))
                        .orElse("")
                : "";
    }
}
