package health.throughline.program.measure.reading;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.program.measure.Fact;
import java.util.Map;
import java.util.stream.Stream;

/** What encounters, appointments and messages tell. */
final class SessionFacts {

    /** How it was held, by http://terminology.hl7.org/CodeSystem/v3-ActCode, where nothing more exact is said. */
    private static final Map<String, String> CLASSES = Map.of("VR", "video", "AMB", "in-person", "HH", "in-person");

    private SessionFacts() {}

    static Stream<Fact> visit(JsonNode encounter) {
        String exact = Elements.own("modality", Elements.extensions(encounter, "modality"));
        String rough = CLASSES.getOrDefault(encounter.path("class").path("code").asText(""), "");
        return Elements.moment(encounter.path("period").path("start")).stream()
                .map(at -> new Fact.Visit(
                        "Encounter/" + encounter.path("id").asText(),
                        at,
                        Elements.own("session-type", Elements.each(encounter.path("type"))),
                        exact.isEmpty() ? rough : exact,
                        Elements.reference(encounter.path("appointment").path(0))));
    }

    static Stream<Fact> booking(JsonNode appointment) {
        Stream<JsonNode> types = Stream.concat(
                Stream.of(appointment.path("appointmentType")), Elements.each(appointment.path("serviceType")));
        String type = Elements.own("session-type", types);
        return Elements.moment(appointment.path("start")).stream()
                .map(at -> new Fact.Booking(
                        "Appointment/" + appointment.path("id").asText(),
                        at,
                        type,
                        appointment.path("status").asText("")));
    }

    static Stream<JsonNode> participants(JsonNode appointment) {
        return Elements.each(appointment.path("participant")).map(participant -> participant.path("actor"));
    }

    /** A message of the client's own. */
    static Stream<Fact> message(JsonNode communication) {
        boolean own = Elements.reference(communication.path("sender")).startsWith("Patient/");
        return own ? Elements.moment(communication.path("sent")).stream().map(Fact.Contact::new) : Stream.empty();
    }
}
