package health.throughline.api.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.audit.EventCode.Code;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.store.trail.AuditLine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The agents of an AuditEvent: the user, the client software, the server, and the token that joined them. */
final class EventAgents {

    private static final Code SOURCE = new Code(EventCode.DICOM, "110153", "Source Role ID");
    private static final Code DESTINATION = new Code(EventCode.DICOM, "110152", "Destination Role ID");
    private static final Code APPLICATION = new Code(EventCode.DICOM, "110150", "Application");
    private static final Code CUSTODIAN =
            new Code("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "custodian", "Custodian");
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final Code RECIPIENT = new Code(PARTICIPATION, "IRCP", "information recipient");
    private static final Code AUTHOR = new Code(PARTICIPATION, "AUT", "author (originator)");
    private static final Code TOKEN = new Code(
            "https://profiles.ihe.net/ITI/BALP/CodeSystem/UserAgentTypes",
            "UserOauthAgent",
            "User OAuth Agent participant");
    private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String IP_ADDRESS = "2";
    private static final String URI = "5";

    private final String base;
    private final boolean whole;

    EventAgents(String base, boolean whole) {
        this.base = base;
        this.whole = whole;
    }

    void add(ObjectNode event, Kind kind, AuditLine line, ObjectNode detail) {
        AuditLine.Agent agent = line.agent();
        ArrayNode agents = event.putArray("agent");
        boolean person = !agent.account().isEmpty() || !agent.userResource().isEmpty();
        if (person) {
            user(agents.addObject(), kind, agent);
        }
        client(agents.addObject(), kind, line, detail, !person);
        server(agents.addObject(), kind);
        if (whole && !agent.authorization().isEmpty()) {
            token(agents.addObject(), agent);
        }
    }

    private void user(ObjectNode user, Kind kind, AuditLine.Agent agent) {
        type(user, writes(kind) ? AUTHOR : RECIPIENT);
        user.set("who", who(agent));
        user.put("requestor", true);
        if (!agent.purpose().isEmpty()) {
            user.putArray("purposeOfUse").addObject().putArray("coding").add(purpose(agent.purpose()));
        }
    }

    private static boolean writes(Kind kind) {
        return switch (kind) {
            case CREATE, UPDATE, DELETE, CONSENT, ADMINISTRATION -> true;
            default -> false;
        };
    }

    private ObjectNode who(AuditLine.Agent agent) {
        ObjectNode who = FhirJson.object();
        if (!agent.userResource().isEmpty()) {
            who.put("reference", agent.userResource());
        }
        if (!agent.account().isEmpty()) {
            who.putObject("identifier").put("system", base).put("value", agent.account());
        }
        return who;
    }

    /** In a disclosure the receiving organization stands in the client's place, where it is known. */
    private void client(ObjectNode client, Kind kind, AuditLine line, ObjectNode detail, boolean requestor) {
        type(client, clientType(kind));
        ObjectNode who = client.putObject("who");
        String recipient = detail.path("recipient").asText("");
        if (kind == Kind.DISCLOSURE && !recipient.isEmpty()) {
            who.put("reference", recipient);
            String name = detail.path("recipientName").asText("");
            if (!name.isEmpty()) {
                who.put("display", name);
            }
        } else if (line.agent().client().isEmpty()) {
            who.put("display", "unknown client");
        } else {
            who.putObject("identifier").put("value", line.agent().client());
        }
        client.put("requestor", requestor);
        if (whole && !line.agent().address().isEmpty()) {
            client.putObject("network").put("address", line.agent().address()).put("type", IP_ADDRESS);
        }
    }

    /** BALP follows DICOM: of a query the source is who asks, of a read who gives. */
    private static Code clientType(Kind kind) {
        return switch (kind) {
            case CREATE, UPDATE, QUERY, EXECUTE -> SOURCE;
            case READ, DISCLOSURE -> DESTINATION;
            default -> APPLICATION;
        };
    }

    private static Code serverType(Kind kind) {
        return switch (kind) {
            case CREATE, UPDATE, QUERY, EXECUTE -> DESTINATION;
            case READ, DISCLOSURE -> SOURCE;
            default -> CUSTODIAN;
        };
    }

    private void server(ObjectNode server, Kind kind) {
        type(server, serverType(kind));
        server.set("who", AuditEvents.observer(base));
        server.put("requestor", false);
        server.putObject("network").put("address", base).put("type", URI);
    }

    private void token(ObjectNode token, AuditLine.Agent agent) {
        type(token, TOKEN);
        ObjectNode who = who(agent);
        if (who.isEmpty()) {
            who.putObject("identifier").put("value", agent.client());
        }
        token.set("who", who);
        token.put("requestor", false);
        String id = URLEncoder.encode(agent.authorization(), StandardCharsets.UTF_8);
        token.putArray("policy").add("urn:throughline:authorization:" + id);
    }

    private static void type(ObjectNode agent, Code code) {
        agent.putObject("type").putArray("coding").add(AuditEvents.coding(code));
    }

    static ObjectNode purpose(String code) {
        return FhirJson.object().put("system", ACT_REASON).put("code", code);
    }
}
