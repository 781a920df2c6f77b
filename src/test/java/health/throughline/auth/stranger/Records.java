package health.throughline.auth.stranger;

import static health.throughline.auth.SmartWorld.WORLD;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.testing.AccountServer;
import health.throughline.testing.Json;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** What the clients of others find in the record. */
final class Records {

    private static final Set<String> WITH_PASSWORD = new HashSet<>();

    private Records() {}

    /** Gives the account {@link AccountServer#PASSWORD}, which cannot be chosen twice. */
    static synchronized void password(String name) {
        if (WITH_PASSWORD.add(name)) {
            WORLD.accounts().choosePassword(WORLD.subject(name), AccountServer.PASSWORD);
        }
    }

    /** Stores a resource; its id. */
    static String stored(ObjectNode resource) {
        String type = resource.path("resourceType").asText();
        Change create = new Change.Create(new Change.Target(type, null, null), resource);
        return Objects.requireNonNull(WORLD.server
                        .part(HealthRecord.class)
                        .write(create, Access.everything("test"))
                        .version())
                .key()
                .id();
    }

    /** A measured pulse of a patient; its id. */
    static String pulse(String patient, int beats) {
        return stored(Json.json(
                "{'resourceType':'Observation','status':'final','category':[{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/observation-category','code':'vital-signs'}]}],"
                        + "'code':{'coding':[{'system':'http://loinc.org','code':'8867-4'}]},"
                        + "'subject':{'reference':'Patient/%s'},'effectiveDateTime':'2026-11-01T10:00:00Z',"
                        + "'valueQuantity':{'value':%s,'unit':'/min'}}",
                patient, beats));
    }

    /** A visit of a patient. */
    static void visit(String patient) {
        stored(Json.json(
                "{'resourceType':'Encounter','status':'finished','class':{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'AMB'},"
                        + "'type':[{'text':'Group session'}],'subject':{'reference':'Patient/%s'},"
                        + "'period':{'start':'2026-11-01T10:00:00Z'}}",
                patient));
    }
}
