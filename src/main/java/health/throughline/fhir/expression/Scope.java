package health.throughline.fhir.expression;

import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What an expression can see: {@code %resource}, the variables, the weights. For one run, on one thread. */
public final class Scope {

    /** What all scopes of a run share. */
    private static final class Run {

        private final Resource resource;
        private final Weights weights;
        private final Budget budget = new Budget();
        private @Nullable Map<Base, String> linkIds;

        Run(Resource resource, Weights weights) {
            this.resource = resource;
            this.weights = weights;
        }

        /** An answer's value does not know its item. */
        Map<Base, String> linkIds() {
            if (linkIds == null) {
                linkIds = new IdentityHashMap<>();
                if (resource instanceof QuestionnaireResponse response) {
                    addItems(response.getItem(), linkIds);
                }
            }
            return linkIds;
        }

        private static void addItems(List<QuestionnaireResponseItemComponent> items, Map<Base, String> linkIds) {
            for (QuestionnaireResponseItemComponent item : items) {
                for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
                    linkIds.put(answer.getValue(), item.getLinkId());
                    addItems(answer.getItem(), linkIds);
                }
                addItems(item.getItem(), linkIds);
            }
        }
    }

    private final Run run;
    private final @Nullable Scope outer;
    private final String name;
    private final Supplier<List<Base>> values;
    private @Nullable List<Base> known;

    private Scope(Run run, @Nullable Scope outer, String name, Supplier<List<Base>> values) {
        this.run = run;
        this.outer = outer;
        this.name = name;
        this.values = values;
    }

    /** @param resource what {@code %resource} is: the response */
    public static Scope of(Resource resource, Weights weights) {
        // Not at the cost of this run's budget.
        Expression.prepare();
        return new Scope(new Run(resource, weights), null, "", List::of);
    }

    /** The same with one more variable, {@code %name}. */
    public Scope with(String variable, List<? extends Base> value) {
        List<Base> copy = List.copyOf(value);
        return new Scope(run, this, variable, () -> copy);
    }

    /** The same with one more variable, which is looked up when somebody asks for it, and once. */
    public Scope with(String variable, Supplier<List<Base>> value) {
        return new Scope(run, this, variable, value);
    }

    /** The same with {@code variables} of an element, of which each sees those before it. */
    public Scope with(List<Variable> variables, Base focus) {
        Scope scope = this;
        for (Variable variable : variables) {
            Scope earlier = scope;
            scope = earlier.with(variable.name(), () -> variable.expression().evaluate(earlier, focus));
        }
        return scope;
    }

    Resource resource() {
        return run.resource;
    }

    Budget budget() {
        return run.budget;
    }

    Optional<List<Base>> value(String variable) {
        for (Scope scope = this; scope.outer != null; scope = scope.outer) {
            if (scope.name.equals(variable)) {
                return Optional.of(scope.known());
            }
        }
        return Optional.empty();
    }

    private List<Base> known() {
        if (known == null) {
            known = values.get();
        }
        return known;
    }

    Optional<Base> weight(Base answer) {
        Base value = answer instanceof QuestionnaireResponseItemAnswerComponent whole ? whole.getValue() : answer;
        if (value == null) {
            return Optional.empty();
        }
        String linkId = run.linkIds().getOrDefault(value, "");
        Optional<BigDecimal> weight = run.weights.of(linkId, value);
        return weight.map(DecimalType::new);
    }
}
