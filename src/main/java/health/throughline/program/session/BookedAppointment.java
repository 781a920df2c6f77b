package health.throughline.program.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.access.Access;
import health.throughline.record.access.Role;
import org.springframework.stereotype.Component;

/** Builds the Appointment of one client in one session. */
@Component
final class BookedAppointment {

    private final Codes codes;
    private final ProgrammeDays days;

    BookedAppointment(Codes codes, ProgrammeDays days) {
        this.codes = codes;
        this.days = days;
    }

    /** @param instead the Appointment that it replaces; empty for none */
    ObjectNode of(Session session, ResourceKey patient, String instead) {
        ObjectNode appointment = FhirJson.object().put("resourceType", "Appointment");
        appointment
                .putObject("meta")
                .putArray("profile")
                .add(Canonicals.of("StructureDefinition", "iop-session-appointment"));
        appointment.put("status", "booked");
        if (!session.type().isEmpty()) {
            appointment.putArray("serviceType").add(codes.concept(Session.TYPE, session.type()));
            appointment.set("appointmentType", codes.concept(Session.TYPE, session.type()));
        }
        appointment.put("start", session.slot().path("start").asText());
        appointment.put("end", session.slot().path("end").asText());
        appointment.put("minutesDuration", session.minutes());
        appointment.putArray("slot").addObject().put("reference", session.key().toString());
        appointment.put("created", days.nowText());
        if (!instead.isEmpty()) {
            appointment.putArray("supportingInformation").addObject().put("reference", instead);
        }
        ArrayNode participants = appointment.putArray("participant");
        accepted(participants, patient.toString());
        for (JsonNode actor : session.schedule().path("actor")) {
            String reference = actor.path("reference").asText("");
            if (!reference.isEmpty() && !reference.startsWith("Patient/")) {
                accepted(participants, reference);
            }
        }
        return appointment;
    }

    private static void accepted(ArrayNode participants, String actor) {
        ObjectNode participant = participants.addObject();
        participant.putObject("actor").put("reference", actor);
        participant.put("required", "required").put("status", "accepted");
    }

    /** The same, no longer to be kept. */
    ObjectNode cancelled(ObjectNode appointment, String reason, Access access) {
        boolean client = access.rights().caller().roles().contains(Role.CLIENT);
        ObjectNode why = client
                ? Codes.hl7("appointment-cancellation-reason", "pat-cpp", "Patient: Canceled via Patient Portal")
                : Codes.hl7(
                        "appointment-cancellation-reason",
                        reason.isEmpty() ? "prov" : "pat",
                        reason.isEmpty() ? "Provider" : "Patient");
        if (!reason.isEmpty()) {
            why.withArray("coding")
                    .add(codes.concept("attendance-reason", reason).at("/coding/0"));
        }
        appointment.put("status", "cancelled");
        appointment.set("cancelationReason", why);
        return appointment;
    }
}
