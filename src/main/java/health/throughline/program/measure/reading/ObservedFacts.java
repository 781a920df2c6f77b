package health.throughline.program.measure.reading;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.measure.Fact;
import health.throughline.program.measure.Instrument;
import java.util.Set;
import java.util.stream.Stream;

/** What Observations and filled-in questionnaires tell. */
final class ObservedFacts {

    static final String LOINC = "http://loinc.org";
    static final String ATTENDANCE = Canonicals.of("CodeSystem", "attendance") + "|session-attendance";
    static final String SETBACK = Canonicals.of("CodeSystem", "finding") + "|relapse-event";

    private static final Set<String> SO = Set.of("final", "amended", "corrected");
    private static final Set<String> INCOMPLETE = Set.of("prorated", "not-scorable");

    private ObservedFacts() {}

    private static boolean stands(JsonNode observation) {
        return SO.contains(observation.path("status").asText(""));
    }

    /** Scores that were worked out from a part of the answers are left out. */
    static Stream<Fact> score(JsonNode observation) {
        JsonNode value = observation.has("valueInteger")
                ? observation.path("valueInteger")
                : observation.path("valueQuantity").path("value");
        if (!stands(observation)
                || !value.isNumber()
                || INCOMPLETE.contains(Elements.extensionCode(observation, "score-method"))) {
            return Stream.empty();
        }
        return Elements.code(LOINC, Stream.of(observation.path("code"))).flatMap(Instrument::ofLoinc).stream()
                .flatMap(instrument -> Elements.effective(observation).stream()
                        .map(at -> new Fact.Score(instrument, at, value.asDouble())));
    }

    static Stream<Fact> attendance(JsonNode observation) {
        String status = Elements.own("attendance-status", Stream.of(observation.path("valueCodeableConcept")));
        if (!stands(observation) || status.isEmpty()) {
            return Stream.empty();
        }
        String appointment = Elements.each(observation.path("focus"))
                .map(Elements::reference)
                .filter(reference -> reference.startsWith("Appointment/"))
                .findFirst()
                .orElse("");
        Fact.Minutes minutes =
                new Fact.Minutes(minutes(observation, "scheduled-minutes"), minutes(observation, "attended-minutes"));
        return Elements.effective(observation).stream()
                .map(at -> new Fact.Attendance(
                        at, status, minutes, appointment, Elements.reference(observation.path("encounter"))));
    }

    private static long minutes(JsonNode observation, String code) {
        return Elements.each(observation.path("component"))
                .filter(component -> Elements.own("attendance", Stream.of(component.path("code")))
                        .equals(code))
                .mapToLong(component ->
                        Math.round(component.path("valueQuantity").path("value").asDouble(0)))
                .findFirst()
                .orElse(0);
    }

    static Stream<Fact> setback(JsonNode observation) {
        String type = Elements.own("relapse-type", Stream.of(observation.path("valueCodeableConcept")));
        return stands(observation) && !type.isEmpty()
                ? Elements.effective(observation).stream().map(at -> new Fact.Setback(type, at))
                : Stream.empty();
    }

    static Stream<Fact> form(JsonNode response) {
        String canonical = response.path("questionnaire").asText("");
        String url = canonical.contains("|") ? canonical.substring(0, canonical.indexOf('|')) : canonical;
        return Elements.moment(response.path("authored")).stream()
                .map(at -> new Fact.Form(url.substring(url.lastIndexOf('/') + 1), at));
    }
}
