package health.throughline.program.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds sessions and who has booked them. */
@Component
final class Sessions {

    private static final String CAPACITY = Canonicals.of("StructureDefinition", "capacity");
    private static final int GROUP = 12;
    private static final Set<String> ALONE = Set.of(
            "individual", "family", "med-management", "case-management", "intake", "crisis", "alumni-checkin", "");

    private final ClientRecord record;
    private final ProgrammeDays days;

    Sessions(ClientRecord record, ProgrammeDays days) {
        this.record = record;
        this.days = days;
    }

    /** @throws Refusal NOT_FOUND when there is no such Slot */
    Session get(ResourceKey key) {
        return record.find(key)
                .map(this::of)
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such Slot."));
    }

    Session of(ObjectNode slot) {
        ObjectNode schedule = ResourceKey.of(slot.at("/schedule/reference").asText(""))
                .flatMap(record::find)
                .orElseGet(FhirJson::object);
        String type = Session.type(slot);
        return new Session(
                slot,
                schedule,
                type,
                days.moment(slot.path("start").asText()),
                days.moment(slot.path("end").asText()),
                capacity(slot, schedule, type));
    }

    /** As the Slot says, else its Schedule, else one place or those of a group. */
    private static int capacity(ObjectNode slot, ObjectNode schedule, String type) {
        int usual = ALONE.contains(type) ? 1 : GROUP;
        int ofSchedule =
                Extensions.first(schedule, CAPACITY).path("valuePositiveInt").asInt(usual);
        return Extensions.first(slot, CAPACITY).path("valuePositiveInt").asInt(ofSchedule);
    }

    /** The Appointments of a session, of all its clients. */
    List<ObjectNode> appointments(ResourceKey slot) {
        return record.all("Appointment", new Parameter("slot", slot.toString()));
    }

    /** The only client of an Appointment. */
    static ResourceKey client(JsonNode appointment) {
        for (JsonNode participant : appointment.path("participant")) {
            var patient =
                    ResourceKey.ofPatient(participant.at("/actor/reference").asText(""));
            if (patient.isPresent()) {
                return patient.get();
            }
        }
        throw new Refusal(Refusal.Reason.UNPROCESSABLE, "This Appointment has no client.");
    }

    static boolean takes(JsonNode appointment) {
        return Session.TAKING.contains(appointment.path("status").asText());
    }
}
