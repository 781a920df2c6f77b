package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.expression.Variable;
import health.throughline.fhir.questionnaire.Sdc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the items of a Questionnaire, with what they inherit from those around them. */
final class InstrumentCompiler {

    private static final String OBSERVED = Sdc.url("observationExtract");
    private static final String CATEGORY = Sdc.url("observation-extract-category");
    private static final String UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
    private static final String BANDS = Canonicals.of("StructureDefinition", "score-bands");
    private static final String OBSERVATION = "#Observation.value";
    private static final Set<String> WITHOUT_VALUE = Set.of("group", "display");

    /** What an item inherits. */
    private record Inherited(boolean observed, List<JsonNode> categories, List<Variable> variables) {}

    private final ObjectNode questionnaire;
    private final Function<ResourceKey, Optional<ObjectNode>> definitions;
    private final List<InstrumentItem> items = new ArrayList<>();
    private final List<Issue> problems = new ArrayList<>();

    InstrumentCompiler(ObjectNode questionnaire, Function<ResourceKey, Optional<ObjectNode>> definitions) {
        this.questionnaire = questionnaire;
        this.definitions = definitions;
    }

    /** The variables of the whole. */
    List<Variable> compile() {
        List<Variable> variables = variables(questionnaire, "the Questionnaire");
        addItems(questionnaire, inherited(questionnaire, new Inherited(false, List.of(), List.of())));
        return variables;
    }

    List<InstrumentItem> items() {
        return List.copyOf(items);
    }

    List<Issue> problems() {
        return List.copyOf(problems);
    }

    private void addItems(JsonNode parent, Inherited around) {
        for (JsonNode item : parent.path("item")) {
            Inherited own = inherited(item, around);
            List<Variable> variables =
                    variables(item, "item '" + item.path("linkId").asText() + "'");
            Inherited within = new Inherited(own.observed(), own.categories(), concat(own.variables(), variables));
            if (!WITHOUT_VALUE.contains(item.path("type").asText())) {
                add(item, within);
            }
            addItems(item, within);
        }
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return second.isEmpty()
                ? first
                : Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Inherited inherited(JsonNode element, Inherited around) {
        JsonNode observed = Extensions.first(element, OBSERVED).path("valueBoolean");
        List<JsonNode> categories = Extensions.all(element, CATEGORY).stream()
                .map(extension -> extension.path("valueCodeableConcept"))
                .filter(category -> !category.isMissingNode())
                .toList();
        return new Inherited(
                observed.isBoolean() ? observed.booleanValue() : around.observed(),
                categories.isEmpty() ? around.categories() : categories,
                around.variables());
    }

    private List<Variable> variables(JsonNode element, String place) {
        try {
            return Variable.of(element, place);
        } catch (Refusal e) {
            problems.addAll(warnings(e));
            return List.of();
        }
    }

    private void add(JsonNode item, Inherited inherited) {
        try {
            List<JsonNode> code = new ArrayList<>();
            item.path("code").forEach(code::add);
            JsonNode unit = Extensions.first(item, UNIT).path("valueCoding");
            items.add(new InstrumentItem(
                    item.path("linkId").asText(),
                    item.path("text").asText(""),
                    List.copyOf(code),
                    inherited.observed() && !code.isEmpty(),
                    inherited.categories(),
                    profile(item),
                    unit.isObject() ? unit : null,
                    inherited.variables(),
                    bands(item),
                    Calculation.of(item).orElse(null)));
        } catch (Refusal e) {
            problems.addAll(warnings(e));
        }
    }

    static List<Issue> warnings(Refusal refusal) {
        return refusal.issues().stream()
                .map(issue -> Issue.warning("processing", issue.diagnostics() + " No score comes of it."))
                .toList();
    }

    /** The profile of Observation whose value the item's definition is. */
    private static String profile(JsonNode item) {
        String definition = item.path("definition").asText("");
        int at = definition.indexOf(OBSERVATION);
        return at < 0 ? "" : definition.substring(0, at);
    }

    private ScoreBands bands(JsonNode item) {
        String reference = Extensions.first(item, BANDS)
                .path("valueReference")
                .path("reference")
                .asText("");
        if (reference.isEmpty()) {
            return ScoreBands.NONE;
        }
        return reference.startsWith("#") ? contained(reference.substring(1)) : stored(reference, item);
    }

    private ScoreBands contained(String id) {
        for (JsonNode contained : questionnaire.path("contained")) {
            if (contained.path("id").asText().equals(id)) {
                return ScoreBands.of(contained);
            }
        }
        return ScoreBands.NONE;
    }

    private ScoreBands stored(String reference, JsonNode item) {
        String id = reference.substring(reference.lastIndexOf('/') + 1);
        Optional<ObjectNode> found = definitions.apply(new ResourceKey("ObservationDefinition", id));
        if (found.isEmpty()) {
            problems.add(Issue.warning(
                    "not-found",
                    "The bands of item '" + item.path("linkId").asText() + "' are not here: " + reference + "."));
        }
        return found.map(ScoreBands::of).orElse(ScoreBands.NONE);
    }
}
