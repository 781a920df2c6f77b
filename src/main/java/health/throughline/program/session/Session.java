package health.throughline.program.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.Codes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One session: a Slot with what its Schedule says of it.
 *
 * @param type code of session-type; empty when it says none
 * @param capacity how many clients can take part
 */
record Session(ObjectNode slot, ObjectNode schedule, String type, Instant start, Instant end, int capacity) {

    static final String TYPE = "session-type";

    /** Appointments in these states take a place. */
    static final Set<String> TAKING = Set.of("proposed", "pending", "booked", "arrived", "checked-in", "fulfilled");

    private static final Set<String> CLOSED = Set.of("busy-unavailable", "busy-tentative", "entered-in-error");

    ResourceKey key() {
        return new ResourceKey("Slot", slot.path("id").asText());
    }

    int minutes() {
        return (int) Duration.between(start, end).toMinutes();
    }

    /** Whether it can be booked at all; that a group is busy says nothing, its places do. */
    boolean closed() {
        String status = slot.path("status").asText();
        return CLOSED.contains(status) || (capacity == 1 && status.equals("busy"));
    }

    boolean overlaps(Instant from, Instant until) {
        return from.isBefore(end) && until.isAfter(start);
    }

    /** By what everybody who books a place in it waits for each other. */
    String lock() {
        return "session " + key();
    }

    /** The same for all sessions of one client. */
    static String lock(ResourceKey patient) {
        return "sessions " + patient;
    }

    /** The kind of session that {@code resource}, a Slot or an Appointment, says. */
    static String type(ObjectNode resource) {
        String code = Codes.of(resource.path("appointmentType"), TYPE);
        return code.isEmpty() ? Codes.first(resource.path("serviceType"), TYPE) : code;
    }
}
