package health.throughline.program.warning.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.fact.Session;
import health.throughline.program.warning.fact.Session.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes sessions of Appointments and of what was recorded of them. */
final class SessionFacts {

    private static final String ATTENDANCE = "attendance";

    private final Moments moments;
    private final Map<String, ObjectNode> appointments = new HashMap<>();
    private final Map<String, ObjectNode> attendances = new HashMap<>();

    SessionFacts(Moments moments) {
        this.moments = moments;
    }

    void addAppointment(ObjectNode appointment) {
        Codes.key(appointment).ifPresent(key -> appointments.put(key.toString(), appointment));
    }

    /** Of an Observation that is none it takes no notice; of several of one Appointment the newest counts. */
    void addAttendance(ObjectNode observation) {
        boolean attendance = Codes.own(observation.path("code"), ATTENDANCE).equals("session-attendance");
        if (attendance && !observation.path("status").asText("").equals("entered-in-error")) {
            String about = observation.path("focus").path(0).path("reference").asText("");
            String own = Codes.key(observation).map(ResourceKey::toString).orElse("");
            attendances.merge(about.isEmpty() ? own : about, observation, SessionFacts::newer);
        }
    }

    private static ObjectNode newer(ObjectNode one, ObjectNode other) {
        String at = one.path("meta").path("lastUpdated").asText("");
        return at.compareTo(other.path("meta").path("lastUpdated").asText("")) > 0 ? one : other;
    }

    List<Session> sessions() {
        List<Session> sessions = new ArrayList<>();
        attendances.forEach((about, attendance) -> {
            JsonNode appointment = appointments.get(about);
            attended(attendance, appointment == null ? MissingNode.getInstance() : appointment)
                    .ifPresent(sessions::add);
        });
        appointments.forEach((reference, appointment) -> {
            if (!attendances.containsKey(reference)) {
                planned(appointment).ifPresent(sessions::add);
            }
        });
        return sessions;
    }

    private Optional<Session> attended(ObjectNode attendance, JsonNode appointment) {
        Optional<Instant> start = moments.first(
                appointment.path("start"),
                attendance.path("effectivePeriod").path("start"),
                attendance.path("effectiveDateTime"));
        Status status = Status.of(Codes.own(attendance.path("valueCodeableConcept"), "attendance-status"));
        return start.flatMap(at -> Codes.key(attendance)
                .map(key -> new Session(
                        at,
                        moments.day(at),
                        minutes(attendance, "scheduled-minutes").orElse(minutes(appointment)),
                        minutes(attendance, "attended-minutes").orElse(0),
                        status,
                        key)));
    }

    private static Optional<Integer> minutes(JsonNode attendance, String code) {
        for (JsonNode component : attendance.path("component")) {
            if (Codes.own(component.path("code"), ATTENDANCE).equals(code)) {
                return Optional.of(component.path("valueQuantity").path("value").asInt(0));
            }
        }
        return Optional.empty();
    }

    private int minutes(JsonNode appointment) {
        Optional<Instant> start = moments.at(appointment.path("start"));
        Optional<Instant> end = moments.at(appointment.path("end"));
        return start.isPresent() && end.isPresent()
                ? (int) Duration.between(start.get(), end.get()).toMinutes()
                : 0;
    }

    /** Who calls off before gives notice; what nobody recorded says nothing. */
    private Optional<Session> planned(ObjectNode appointment) {
        Status status = switch (appointment.path("status").asText("")) {
            case "noshow" -> Status.NO_SHOW;
            case "fulfilled" -> Status.ATTENDED;
            case "cancelled" -> Status.EXCUSED;
            default -> Status.PLANNED;
        };
        if (List.of("entered-in-error", "proposed", "waitlist")
                .contains(appointment.path("status").asText(""))) {
            return Optional.empty();
        }
        int minutes = minutes(appointment);
        return moments.at(appointment.path("start"))
                .flatMap(at -> Codes.key(appointment)
                        .map(key -> new Session(
                                at, moments.day(at), minutes, status == Status.ATTENDED ? minutes : 0, status, key)));
    }
}
