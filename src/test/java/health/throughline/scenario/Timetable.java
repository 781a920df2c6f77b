package health.throughline.scenario;

import static health.throughline.testing.AskedParameters.asked;
import static health.throughline.testing.Json.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.testing.AskedParameters;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The sessions that somebody leads. */
record Timetable(Programme programme, ResourceKey schedule) {

    private static final String OWN = "https://throughline.example/fhir/";

    static Timetable of(Programme programme, Person leader) {
        return new Timetable(
                programme,
                programme.stored(json(
                        "{'resourceType':'Schedule','active':true,'actor':[{'reference':'%s'}]}",
                        leader.who().toString())));
    }

    /** @param capacity 0 to say none */
    ResourceKey slot(String type, String start, String end, int capacity) {
        ObjectNode slot = json(
                "{'resourceType':'Slot','meta':{'profile':['%sStructureDefinition/iop-session-slot']},"
                        + "'schedule':{'reference':'%s'},'status':'free','start':'%s','end':'%s','appointmentType':"
                        + "{'coding':[{'system':'%sCodeSystem/session-type','code':'%s'}]}}",
                OWN, schedule.toString(), start, end, OWN, type);
        if (capacity > 0) {
            slot.withArray("extension")
                    .addObject()
                    .put("url", OWN + "StructureDefinition/capacity")
                    .put("valuePositiveInt", capacity);
        }
        return programme.stored(slot);
    }

    /** One of an hour, some hours from now. */
    ResourceKey in(int hours, String type, int capacity) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(hours, ChronoUnit.HOURS);
        return slot(type, start.toString(), start.plus(1, ChronoUnit.HOURS).toString(), capacity);
    }

    static Reply book(Person by, ResourceKey slot, ResourceKey client) {
        return by.post(
                "Appointment/$book",
                asked().reference("slot", slot).reference("patient", client).json());
    }

    /** @param minutes negative to say nothing of them */
    static AskedParameters attendance(AskedParameters asked, ResourceKey appointment, String status, int minutes) {
        AskedParameters one = asked().reference("appointment", appointment).with("status", "valueCode", status);
        if (minutes >= 0) {
            one.number("minutes", minutes);
        }
        return asked.parts("attendance", one);
    }

    static ResourceKey key(Reply reply) {
        ObjectNode resource = reply.json();
        return new ResourceKey(
                resource.path("resourceType").asText(), resource.path("id").asText());
    }
}
