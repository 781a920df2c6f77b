package health.throughline.program.warning.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.program.warning.fact.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes readings of Observations. */
final class ReadingFacts {

    /** What the rules look at. */
    static final List<String> CODES = List.of(
            "affect-composite",
            "mood-low",
            "craving",
            "confidence",
            "sleep-hours",
            "substance-used",
            "substance-kind",
            "medication-taken",
            "help-now",
            "personal-warning-sign",
            "session-feedback",
            "relapse-event",
            "side-effect",
            "44260-8",
            "phqa-9",
            "93374-7",
            "44261-6",
            "70274-6",
            "101698-9",
            "bam-use",
            "bam-risk",
            "bam-protective",
            "bam-8",
            "bam-11",
            "asrm-total",
            "who5-total");

    private static final Set<String> KNOWN = Set.copyOf(CODES);
    private static final Set<String> TRUE_STATUS = Set.of("final", "amended", "corrected", "preliminary", "registered");
    private static final String WEIGHT = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    private static final String SIGN = "personal-warning-sign";

    private final Moments moments;

    ReadingFacts(Moments moments) {
        this.moments = moments;
    }

    /** Empty when it is none that rules look at, was entered in error, or has no time. */
    Optional<Reading> of(ObjectNode observation) {
        Optional<String> code = Codes.all(observation.path("code")).stream()
                .filter(KNOWN::contains)
                .findFirst();
        if (code.isEmpty() || !TRUE_STATUS.contains(observation.path("status").asText(""))) {
            return Optional.empty();
        }
        return moments.first(
                        observation.path("effectiveDateTime"),
                        observation.path("effectiveInstant"),
                        observation.path("effectivePeriod").path("start"),
                        observation.path("issued"))
                .flatMap(at -> Codes.key(observation)
                        .map(key -> new Reading(
                                code.get(),
                                at,
                                moments.day(at),
                                value(observation),
                                coded(code.get(), observation),
                                key)));
    }

    private static double value(JsonNode observation) {
        if (observation.path("valueBoolean").isBoolean()) {
            return observation.path("valueBoolean").booleanValue() ? 1 : 0;
        }
        for (JsonNode number : List.of(
                observation.path("valueInteger"),
                observation.path("valueQuantity").path("value"),
                weight(observation.path("valueCodeableConcept")))) {
            if (number.isNumber()) {
                return number.doubleValue();
            }
        }
        return Double.NaN;
    }

    private static JsonNode weight(JsonNode concept) {
        return Extensions.first(concept.path("coding").path(0), WEIGHT).path("valueDecimal");
    }

    private static String coded(String code, JsonNode observation) {
        return code.equals(SIGN)
                ? observation.path("code").path("text").asText("")
                : observation
                        .path("valueCodeableConcept")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText("");
    }
}
