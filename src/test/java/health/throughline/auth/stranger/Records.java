package health.throughline.auth.stranger;

import static health.throughline.auth.SmartWorld.WORLD;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.testing.Json;
import java.util.Objects;

/** What the clients of others find in the record. */
final class Records {

    private Records() {}

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
}
