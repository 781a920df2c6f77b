package health.throughline.program.measure.reading;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.measure.Moment;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads elements of resources. */
final class Elements {

    private Elements() {}

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The first code in our CodeSystem {@code system} that any of the concepts has; empty when there is none. */
    static String own(String system, Stream<JsonNode> concepts) {
        return code(Canonicals.of("CodeSystem", system), concepts).orElse("");
    }

    /** The first code of {@code system} that any of the concepts has. */
    static Optional<String> code(String system, Stream<JsonNode> concepts) {
        return concepts.flatMap(concept -> each(concept.path("coding")))
                .filter(coding -> coding.path("system").asText("").equals(system))
                .map(coding -> coding.path("code").asText(""))
                .findFirst();
    }

    /** The values of all our extensions named {@code id} that are concepts. */
    static Stream<JsonNode> extensions(JsonNode resource, String id) {
        return Extensions.all(resource, Canonicals.of("StructureDefinition", id)).stream()
                .map(extension -> extension.path("valueCodeableConcept"));
    }

    /** The value of our extension named {@code id} that is a code. */
    static String extensionCode(JsonNode resource, String id) {
        return Extensions.first(resource, Canonicals.of("StructureDefinition", id))
                .path("valueCode")
                .asText("");
    }

    static Optional<Moment> moment(JsonNode element) {
        return Moment.of(element.asText(""));
    }

    static @Nullable LocalDate day(JsonNode element) {
        return moment(element).map(Moment::day).orElse(null);
    }

    /** When an Observation is of: of a period, its start. */
    static Optional<Moment> effective(JsonNode observation) {
        return moment(observation.path("effectiveDateTime"))
                .or(() -> moment(observation.path("effectivePeriod").path("start")))
                .or(() -> moment(observation.path("effectiveInstant")));
    }

    static String reference(JsonNode reference) {
        return reference.path("reference").asText("");
    }
}
