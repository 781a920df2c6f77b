package health.throughline.program.screening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.expression.Values;
import health.throughline.fhir.expression.Variable;
import health.throughline.fhir.expression.Weights;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/** A Questionnaire, compiled: its expressions parsed, its weights and bands looked up. */
public final class Instrument {

    private final ObjectNode questionnaire;
    private final String canonical;
    private final Weights weights;
    private final List<Variable> variables;
    private final List<InstrumentItem> items;
    private final List<Issue> problems;
    private volatile @Nullable List<Base> model;

    private Instrument(ObjectNode questionnaire, List<Variable> variables, InstrumentCompiler compiled) {
        this.questionnaire = questionnaire;
        this.canonical = questionnaire.path("url").asText("")
                + (questionnaire.has("version")
                        ? "|" + questionnaire.path("version").asText()
                        : "");
        this.weights = Weights.of(questionnaire);
        this.variables = variables;
        this.items = compiled.items();
        this.problems = compiled.problems();
    }

    /** @param definitions where ObservationDefinitions are found */
    public static Instrument compile(
            ObjectNode questionnaire, Function<ResourceKey, Optional<ObjectNode>> definitions) {
        InstrumentCompiler compiler = new InstrumentCompiler(questionnaire, definitions);
        List<Variable> variables = compiler.compile();
        return new Instrument(questionnaire, variables, compiler);
    }

    /** Its canonical URL with its version. */
    public String canonical() {
        return canonical;
    }

    public String title() {
        return questionnaire.path("title").asText(questionnaire.path("name").asText(canonical));
    }

    public Weights weights() {
        return weights;
    }

    List<Variable> variables() {
        return variables;
    }

    List<InstrumentItem> items() {
        return items;
    }

    /** What of it cannot be used. */
    List<Issue> problems() {
        return problems;
    }

    /** Whether anything follows from a response to it. */
    boolean yields() {
        return !problems.isEmpty() || items.stream().anyMatch(item -> item.observed() || item.calculated());
    }

    boolean bandsByGender() {
        return items.stream().anyMatch(item -> item.bands().byGender());
    }

    public ObjectNode questionnaire() {
        return questionnaire;
    }

    /** What {@code %questionnaire} is. */
    List<Base> model() {
        List<Base> known = model;
        if (known == null) {
            known = List.of(Values.resource(questionnaire));
            model = known;
        }
        return known;
    }
}
