package health.throughline.program.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who is expected in a session, for those who lead it: they need not treat each of its clients to know who comes. Of a client
 * whose record they do not see otherwise they get the name only.
 */
@Component
public final class Roster {

    private static final Set<String> LEFT_OUT = Set.of("cancelled", "entered-in-error");
    private static final Set<String> SHOWN = Set.of("resourceType", "id", "name");

    private final ClientRecord record;
    private final Sessions sessions;
    private final SessionStaff staff;
    private final AttendanceRecords attendances;

    Roster(ClientRecord record, Sessions sessions, SessionStaff staff, AttendanceRecords attendances) {
        this.record = record;
        this.sessions = sessions;
        this.staff = staff;
        this.attendances = attendances;
    }

    /** One client: the appointment, then who it is, then the attendance so far. */
    public record Expected(ResourceVersion appointment, List<ResourceVersion> others) {}

    /** @throws health.throughline.fhir.Refusal FORBIDDEN to everybody else */
    public List<Expected> of(ResourceKey slot, Access access) {
        Session session = sessions.get(slot);
        staff.require(session, access);
        List<Expected> expected = new ArrayList<>();
        for (ObjectNode appointment : sessions.appointments(slot)) {
            if (!LEFT_OUT.contains(appointment.path("status").asText())) {
                expected.add(expected(appointment, access));
            }
        }
        return expected;
    }

    private Expected expected(ObjectNode appointment, Access access) {
        ResourceKey patient = Sessions.client(appointment);
        access.requireScope(Action.READ, "Appointment", patient);
        Access all = record.of(patient, access);
        List<ResourceVersion> others = new ArrayList<>();
        ResourceVersion who = record.read(patient, all);
        others.add(record.sees(patient, access) ? who : named(who));
        Optional<ObjectNode> attendance = attendances.of(ClientRecord.key(appointment), patient);
        attendance.ifPresent(found -> others.add(record.read(ClientRecord.key(found), all)));
        return new Expected(record.read(ClientRecord.key(appointment), all), others);
    }

    private static ResourceVersion named(ResourceVersion who) {
        ObjectNode tree = who.tree().retain(SHOWN);
        tree.putObject("meta")
                .putArray("tag")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue")
                .put("code", "SUBSETTED");
        return new ResourceVersion(
                who.rid(),
                who.key(),
                who.version(),
                who.updated(),
                who.operation(),
                FhirJson.bytes(tree),
                who.patients());
    }
}
