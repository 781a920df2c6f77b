package health.throughline.program.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Books sessions and moves them. All who want a place in one session wait for each other, and so do all sessions of one
 * client: no place is given twice, and nobody is in two sessions at once.
 */
@Component
public final class Booking {

    private static final Role[] WHO = {
        Role.CLIENT,
        Role.ADMISSIONS,
        Role.CLINICAL_LEAD,
        Role.THERAPIST,
        Role.PRESCRIBER,
        Role.CASE_MANAGER,
        Role.PEER,
        Role.SYSTEM
    };
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Set<String> MOVABLE = Set.of("proposed", "pending", "booked");

    private final ClientRecord record;
    private final Sessions sessions;
    private final BookedAppointment appointments;
    private final Codes codes;
    private final ProgrammeDays days;

    Booking(ClientRecord record, Sessions sessions, BookedAppointment appointments, Codes codes, ProgrammeDays days) {
        this.record = record;
        this.sessions = sessions;
        this.appointments = appointments;
        this.codes = codes;
        this.days = days;
    }

    /** The Appointment, and whether it is new. */
    public record Booked(ResourceVersion appointment, boolean fresh) {}

    /**
     * Books a session, or answers the Appointment that the client has in it.
     *
     * @throws Refusal CONFLICT when it is full or closed, or the client has another session then
     */
    public Booked book(ResourceKey slot, ResourceKey patient, Access access) {
        record.require(patient, Action.CREATE, "Appointment", access, WHO);
        Session session = sessions.get(slot);
        return record.alone(Set.of(session.lock(), Session.lock(patient)), () -> {
            Session now = sessions.get(slot);
            Optional<ObjectNode> had = of(patient, sessions.appointments(slot));
            if (had.isPresent()) {
                return new Booked(shown(had.get(), patient, access), false);
            }
            return new Booked(place(now, patient, "", access), true);
        });
    }

    private static Optional<ObjectNode> of(ResourceKey patient, List<ObjectNode> appointments) {
        return appointments.stream()
                .filter(Sessions::takes)
                .filter(one -> Sessions.client(one).equals(patient))
                .findFirst();
    }

    private ResourceVersion shown(ObjectNode appointment, ResourceKey patient, Access access) {
        return record.read(ClientRecord.key(appointment), record.of(patient, access));
    }

    /** @param instead the Appointment that it replaces; empty for none */
    private ResourceVersion place(Session session, ResourceKey patient, String instead, Access access) {
        requireOpen(session, access);
        long taken = sessions.appointments(session.key()).stream()
                .filter(Sessions::takes)
                .count();
        if (taken >= session.capacity()) {
            throw new Refusal(Refusal.Reason.CONFLICT, "No place is left in this session; find others by $find-slots.");
        }
        requireFree(session, patient, instead);
        ResourceVersion booked = record.write(
                ClientRecord.create(appointments.of(session, patient, instead)), record.of(patient, access));
        mark(session, "busy", access);
        return booked;
    }

    private void requireOpen(Session session, Access access) {
        if (session.closed()) {
            throw new Refusal(Refusal.Reason.CONFLICT, "This session cannot be booked; find others by $find-slots.");
        }
        boolean client = access.rights().caller().roles().contains(Role.CLIENT);
        if (client && !session.start().isAfter(days.now())) {
            throw new Refusal(Refusal.Reason.CONFLICT, "This session has begun; find others by $find-slots.");
        }
    }

    private void requireFree(Session session, ResourceKey patient, String instead) {
        boolean elsewhere = record
                .all(
                        "Appointment",
                        new Parameter("patient", patient.toString()),
                        new Parameter("date", "gt" + session.start().minus(LONGEST)),
                        new Parameter("date", "lt" + session.end()))
                .stream()
                .filter(one -> !ClientRecord.key(one).toString().equals(instead))
                .filter(Sessions::takes)
                .anyMatch(one -> session.overlaps(
                        days.moment(one.path("start").asText()),
                        days.moment(one.path("end").asText(one.path("start").asText()))));
        if (elsewhere) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT, "The client has another session at that time; move one of them.");
        }
    }

    /** A session with one place is taken or free for everybody to see; one with more says nothing of who comes. */
    private void mark(Session session, String status, Access access) {
        if (session.capacity() == 1) {
            ObjectNode slot = session.slot().deepCopy();
            slot.put("status", status);
            record.write(ClientRecord.update(slot), access.onBehalf());
        }
    }

    /**
     * Moves a client to another session; the old one is free again and does not count as missed.
     *
     * @param reason code of attendance-reason; empty when none is given
     * @throws Refusal CONFLICT when the old one is over or the new one cannot be booked
     */
    public Booked reschedule(ResourceKey appointment, ResourceKey slot, String reason, Access access) {
        if (!reason.isEmpty()) {
            codes.given("attendance-reason", reason, "reason");
        }
        ObjectNode seen = record.read(appointment, access).tree();
        ResourceKey patient = Sessions.client(seen);
        record.require(patient, Action.UPDATE, "Appointment", access, WHO);
        Optional<ResourceKey> from = ResourceKey.of(seen.at("/slot/0/reference").asText(""));
        Session target = sessions.get(slot);
        Set<String> locks = new TreeSet<>(Set.of(target.lock(), Session.lock(patient)));
        from.ifPresent(old -> locks.add("session " + old));
        return record.alone(locks, () -> {
            ObjectNode old =
                    record.read(appointment, record.of(patient, access)).tree();
            Optional<ObjectNode> had = of(patient, sessions.appointments(slot));
            if (had.isPresent()) {
                return new Booked(moved(old, had.get(), patient, access), false);
            }
            requireMovable(old);
            ResourceVersion booked = place(sessions.get(slot), patient, appointment.toString(), access);
            record.write(ClientRecord.update(appointments.cancelled(old, reason, access)), record.of(patient, access));
            from.map(sessions::get).ifPresent(session -> mark(session, "free", access));
            return new Booked(booked, true);
        });
    }

    private static void requireMovable(ObjectNode appointment) {
        if (!MOVABLE.contains(appointment.path("status").asText())) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT,
                    List.of(Issue.error(
                            "conflict",
                            "This appointment is over or was cancelled; book another by Appointment/$book.",
                            "Appointment.status")));
        }
    }

    /** A repeated move is answered as the first was. */
    private ResourceVersion moved(ObjectNode old, ObjectNode had, ResourceKey patient, Access access) {
        boolean same = ClientRecord.key(old).equals(ClientRecord.key(had));
        boolean before = had.at("/supportingInformation/0/reference")
                .asText("")
                .equals(ClientRecord.key(old).toString());
        if (!same && !before) {
            throw new Refusal(Refusal.Reason.CONFLICT, "The client has a place in that session already.");
        }
        return shown(had, patient, access);
    }
}
