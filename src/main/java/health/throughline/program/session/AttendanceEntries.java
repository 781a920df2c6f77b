package health.throughline.program.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.program.enrollment.Episodes;
import health.throughline.record.access.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Builds what is recorded of one client's part in one session. */
@Component
final class AttendanceEntries {

    /** What an appointment becomes when the client was not there. */
    private static final Map<String, String> ABSENT = Map.of(
            "no-show", "noshow",
            "cancelled-by-client", "cancelled",
            "cancelled-by-program", "cancelled",
            "excused", "cancelled",
            "technical-failure", "noshow");

    private final Episodes episodes;
    private final Codes codes;
    private final ProgrammeDays days;

    AttendanceEntries(Episodes episodes, Codes codes, ProgrammeDays days) {
        this.episodes = episodes;
        this.codes = codes;
        this.days = days;
    }

    /** One client's part in one session, and who says so. */
    record Part(Session session, ResourceKey patient, Attendance said, int minutes, Access access) {

        /** Who comes late is there at the end, who leaves early at the start. */
        Instant from() {
            return said.status().equals("late") ? session.end().minus(Duration.ofMinutes(minutes)) : session.start();
        }

        Instant until() {
            return said.status().equals("late")
                    ? session.end()
                    : session.start().plus(Duration.ofMinutes(minutes));
        }
    }

    ObjectNode appointment(ObjectNode before, Attendance said) {
        ObjectNode appointment = before.deepCopy();
        String status = said.present() ? "fulfilled" : ABSENT.getOrDefault(said.status(), "noshow");
        appointment.put("status", status);
        appointment.remove("cancelationReason");
        if (status.equals("cancelled")) {
            boolean programme = said.status().equals("cancelled-by-program");
            appointment.set(
                    "cancelationReason",
                    Codes.hl7(
                            "appointment-cancellation-reason",
                            programme ? "prov" : "pat",
                            programme ? "Provider" : "Patient"));
        }
        return appointment;
    }

    ObjectNode visit(Part part) {
        ObjectNode visit = FhirJson.object().put("resourceType", "Encounter");
        visit.putObject("meta").putArray("profile").add(Canonicals.of("StructureDefinition", "iop-session-encounter"));
        visit.put("status", "finished");
        visit.putObject("class")
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", "VR")
                .put("display", "virtual");
        String type = part.session().type();
        visit.putArray("type").add(codes.concept(Session.TYPE, type.isEmpty() ? "individual" : type));
        visit.putObject("subject").put("reference", part.patient().toString());
        episodes.current(part.patient())
                .ifPresent(
                        episode -> visit.putArray("episodeOfCare").addObject().put("reference", episode.toString()));
        for (JsonNode actor : part.session().schedule().path("actor")) {
            String reference = actor.path("reference").asText("");
            if (reference.startsWith("Practitioner")) {
                leader(visit.withArray("participant").addObject(), reference);
            }
        }
        visit.putArray("appointment")
                .addObject()
                .put("reference", part.said().appointment().toString());
        visit.set("period", period(part));
        visit.set("length", quantity(part.minutes()));
        return visit;
    }

    private static void leader(ObjectNode participant, String reference) {
        participant.putArray("type").add(Codes.hl7("v3-ParticipationType", "PPRF", "primary performer"));
        participant.putObject("individual").put("reference", reference);
    }

    private ObjectNode period(Part part) {
        return FhirJson.object().put("start", days.text(part.from())).put("end", days.text(part.until()));
    }

    private static ObjectNode quantity(int minutes) {
        return FhirJson.object()
                .put("value", minutes)
                .put("unit", "min")
                .put("system", "http://unitsofmeasure.org")
                .put("code", "min");
    }

    /** What was recorded of the visit besides, such as activities, stays. */
    ObjectNode over(ObjectNode before, ObjectNode now) {
        ObjectNode visit = before.deepCopy();
        for (String element : List.of("status", "period", "length")) {
            visit.set(element, now.path(element));
        }
        return visit;
    }

    /** @param visit reference to the Encounter; empty when the client was not there */
    ObjectNode attendance(Part part, String visit) {
        ObjectNode attendance = FhirJson.object().put("resourceType", "Observation");
        attendance.putObject("meta").putArray("profile").add(Canonicals.of("StructureDefinition", "iop-attendance"));
        attendance.put("status", "final");
        attendance.putArray("category").add(Codes.hl7("observation-category", "activity", "Activity"));
        attendance.set("code", codes.concept(AttendanceRecords.SYSTEM, AttendanceRecords.CODE));
        attendance.putObject("subject").put("reference", part.patient().toString());
        attendance
                .putArray("focus")
                .addObject()
                .put("reference", part.said().appointment().toString());
        if (!visit.isEmpty()) {
            attendance.putObject("encounter").put("reference", visit);
            attendance.set("effectivePeriod", period(part));
        } else {
            attendance.put("effectiveDateTime", days.text(part.session().start()));
        }
        ResourceKey user = part.access().rights().caller().user().resource();
        if (user != null) {
            attendance.putArray("performer").addObject().put("reference", user.toString());
        }
        attendance.set(
                "valueCodeableConcept",
                codes.concept("attendance-status", part.said().status()));
        ArrayNode components = attendance.putArray("component");
        component(components, "scheduled-minutes")
                .set("valueQuantity", quantity(part.session().minutes()));
        component(components, "attended-minutes").set("valueQuantity", quantity(part.minutes()));
        if (!part.said().reason().isEmpty()) {
            component(components, "reason")
                    .set(
                            "valueCodeableConcept",
                            codes.concept("attendance-reason", part.said().reason()));
        }
        return attendance;
    }

    private ObjectNode component(ArrayNode components, String code) {
        ObjectNode component = components.addObject();
        component.set("code", codes.concept(AttendanceRecords.SYSTEM, code));
        return component;
    }

    /** The first statement stays when the same is said again, by whomever. */
    ObjectNode amended(ObjectNode before, ObjectNode now) {
        boolean same = List.of("valueCodeableConcept", "component", "effectivePeriod", "effectiveDateTime").stream()
                .allMatch(element -> before.path(element).equals(now.path(element)));
        if (same) {
            return before;
        }
        ObjectNode amended = now.deepCopy();
        amended.put("id", before.path("id").asText());
        return amended.put("status", "amended");
    }
}
