package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.expression.Values;
import health.throughline.fhir.questionnaire.Sdc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.jspecify.annotations.Nullable;

/**
 * Puts answers where the definitions of their items say. What a profile fixes is not filled in.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/extraction.html#definition-based-extraction">SDC, definition-based extraction</a>
 */
final class DefinitionFill {

    private static final String R4 = "http://hl7.org/fhir/StructureDefinition/";

    private final Expressions expressions;
    private final UnaryOperator<String> types;

    DefinitionFill(Expressions expressions, UnaryOperator<String> types) {
        this.expressions = expressions;
        this.types = types;
    }

    /**
     * A resource in the making, as one place of the form sees it.
     *
     * @param nodes the repeating elements that were begun around this place, by their paths
     */
    record Open(
            String canonical,
            String type,
            ObjectNode resource,
            Map<String, ObjectNode> nodes,
            @Nullable Open outer) {

        Open within() {
            return new Open(canonical, type, resource, new HashMap<>(nodes), outer == null ? null : outer.within());
        }

        Optional<Open> of(String wanted) {
            return canonical.equals(wanted) ? Optional.of(this) : outer == null ? Optional.empty() : outer.of(wanted);
        }
    }

    private static String canonical(JsonNode use) {
        return Sdc.part(use, "definition").path("valueCanonical").asText("");
    }

    Open open(JsonNode use, @Nullable Open outer) {
        String canonical = canonical(use);
        String plain = canonical.contains("|") ? canonical.substring(0, canonical.indexOf('|')) : canonical;
        String name = plain.startsWith(R4) ? plain.substring(R4.length()) : "";
        boolean base = Fhir.isResourceType(name);
        String type = base ? name : types.apply(canonical);
        ObjectNode resource = FhirJson.object().put("resourceType", type);
        if (!base) {
            resource.putObject("meta").putArray("profile").add(plain);
        }
        return new Open(canonical, type, resource, new HashMap<>(), outer);
    }

    /** The resource, unless nothing was put into it. */
    Optional<ObjectNode> close(JsonNode use, Open open) {
        return open.of(canonical(use)).map(Open::resource).filter(resource -> {
            if (resource.path("resourceType").asText().isEmpty()) {
                throw Refusal.invalid(
                        "not-found",
                        "The profile of a definitionExtract is not known here: " + canonical(use) + ".",
                        null);
            }
            return resource.size() > (resource.has("meta") ? 2 : 1);
        });
    }

    /** Puts in what {@code at} itself says; what is below it continues in what it began. */
    Open within(Occurrence at, Open around, List<Issue> issues) {
        Open open = around.within();
        try {
            Optional<Place> place = place(at.definition().path("definition").asText(""), open);
            List<JsonNode> answers = place.isPresent() ? answers(at) : List.of();
            if (answers.size() > 1 && !place.get().repeats()) {
                // Each is an element of its own, together with what belongs to it.
                for (JsonNode answer : answers) {
                    put(at, around.within(), List.of(answer));
                }
            } else {
                put(at, open, answers);
            }
        } catch (Refusal e) {
            e.issues().forEach(issue -> issues.add(Issue.warning("processing", issue.diagnostics())));
        }
        return open;
    }

    private static List<JsonNode> answers(Occurrence at) {
        return at.answered() instanceof QuestionnaireResponseItemComponent item
                ? item.getAnswer().stream()
                        .filter(QuestionnaireResponseItemAnswerComponent::hasValue)
                        .map(answer -> Values.json(answer.getValue()))
                        .toList()
                : List.of();
    }

    private void put(Occurrence at, Open open, List<JsonNode> answers) {
        place(at.definition().path("definition").asText(""), open).ifPresent(place -> {
            if (at.definition().path("type").asText().equals("group")) {
                place.begin();
            }
            answers.forEach(place::put);
        });
        for (JsonNode value : Sdc.all(at.definition(), "definitionExtractValue")) {
            extra(value, at, open);
        }
    }

    private void extra(JsonNode extension, Occurrence at, Open open) {
        String definition = Sdc.part(extension, "definition").path("valueUri").asText("");
        Optional<Place> place = place(definition, open);
        if (place.isEmpty()) {
            return;
        }
        JsonNode fixed = Sdc.part(extension, "fixed-value");
        fixed.properties().stream()
                .filter(child -> child.getKey().startsWith("value"))
                .forEach(child -> place.get().put(child.getValue()));
        String expression = Sdc.expression(Sdc.part(extension, "expression"));
        if (!expression.isEmpty()) {
            for (Base value : expressions.evaluate(expression, at.scope(), at.answered())) {
                place.get().put(value);
            }
        }
    }

    private static Optional<Place> place(String definition, Open open) {
        int hash = definition.indexOf('#');
        return hash < 0
                ? Optional.empty()
                : open.of(definition.substring(0, hash))
                        .filter(one -> Fhir.isResourceType(one.type()))
                        .map(one -> new Place(one, definition.substring(hash + 1)));
    }

    /** An element of a resource in the making. */
    private record Place(Open open, String path) {

        void put(Base value) {
            put(Values.json(value));
        }

        void put(JsonNode value) {
            ElementWriter.of(open.type(), open.resource(), open.nodes()).put(path, value);
        }

        boolean repeats() {
            return ElementWriter.of(open.type(), open.resource(), open.nodes()).repeats(path);
        }

        void begin() {
            ElementWriter.of(open.type(), open.resource(), open.nodes()).begin(path);
        }
    }
}
