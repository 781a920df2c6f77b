package health.throughline.search.filter;

import health.throughline.fhir.Fhir;
import health.throughline.search.filter.FilterExpression.Step;
import health.throughline.search.filter.FilterExpression.Test;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.CriterionParser;
import health.throughline.search.type.SearchKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a filter asks of resources of given types: its paths are followed as chains, its tests become criteria. */
final class FilterMeaning {

    private static final String HAS = "_has:";

    private final CriterionParser parser;
    private final FilterTests tests;

    FilterMeaning(CriterionParser parser) {
        this.parser = parser;
        this.tests = new FilterTests(parser);
    }

    /** @param depth how many references have been followed to the resources of {@code types} */
    Criterion of(FilterExpression filter, List<String> types, int depth) {
        if (filter instanceof FilterExpression.And and) {
            return new Criterion.AllOf(
                    and.all().stream().map(one -> of(one, types, depth)).toList());
        }
        if (filter instanceof FilterExpression.Or or) {
            return anyOf(or.any().stream().map(one -> of(one, types, depth)).toList());
        }
        if (filter instanceof FilterExpression.Not not) {
            return new Criterion.Not(of(not.inner(), types, depth));
        }
        return test((Test) filter, types, depth);
    }

    /** Values of one parameter are looked up together, as those of {@code code=a,b} are. */
    private static Criterion anyOf(List<Criterion> alternatives) {
        List<Criterion> all = new ArrayList<>();
        for (Criterion one : alternatives) {
            Criterion last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last instanceof Criterion.Values left && one instanceof Criterion.Values right && alike(left, right)) {
                List<String> values = new ArrayList<>(left.values());
                values.addAll(right.values());
                all.set(all.size() - 1, new Criterion.Values(left.parameter(), "", List.copyOf(values)));
            } else {
                all.add(one);
            }
        }
        return all.size() == 1 ? all.get(0) : new Criterion.AnyOf(List.copyOf(all));
    }

    private static boolean alike(Criterion.Values left, Criterion.Values right) {
        return left.parameter().equals(right.parameter())
                && left.modifier().isEmpty()
                && right.modifier().isEmpty();
    }

    /** Emptiness, and that no value is in a set, are said of all values that the whole path finds. */
    private Criterion test(Test test, List<String> types, int depth) {
        if (test.operator() == FilterOperator.PR) {
            boolean present = switch (test.value()) {
                case "true" -> true;
                case "false" -> false;
                default -> throw FilterCursor.refusal(test.position(), "operator 'pr' is followed by true or false");
            };
            Criterion some = follow(test.path(), test, types, depth);
            return present ? some : new Criterion.Not(some);
        }
        if (test.operator() == FilterOperator.NI) {
            Test in = new Test(test.path(), FilterOperator.IN, test.value(), test.position());
            return new Criterion.Not(follow(in.path(), in, types, depth));
        }
        return follow(test.path(), test, types, depth);
    }

    private Criterion follow(List<Step> path, Test test, List<String> types, int depth) {
        if (depth > CriterionParser.MAX_DEPTH) {
            throw FilterCursor.refusal(
                    test.position(), "a path follows at most " + CriterionParser.MAX_DEPTH + " references");
        }
        Step step = path.get(0);
        List<Step> rest = path.subList(1, path.size());
        if (step.name().startsWith(HAS)) {
            return has(step, rest, test, depth);
        }
        if (rest.isEmpty()) {
            return tests.of(step.name(), test, types, depth);
        }
        String code = step.name().split(":", 2)[0];
        SearchParameter parameter = parser.parameter(types, code);
        if (parameter.kind() == SearchKind.COMPOSITE) {
            return CompositePath.of(parameter, step, rest, test);
        }
        return parser.chain(
                types,
                step.name(),
                rest.get(0).name(),
                target -> within(step.where(), target, depth + 1, follow(rest, test, target, depth + 1)));
    }

    /** The same resource satisfies what stands in the brackets and what follows them. */
    private Criterion within(@Nullable FilterExpression where, List<String> types, int depth, Criterion next) {
        return where == null ? next : new Criterion.AllOf(List.of(of(where, types, depth), next));
    }

    /** {@code _has:Type:reference:parameter}, or {@code _has:Type:reference[filter].parameter}. */
    private Criterion has(Step step, List<Step> rest, Test test, int depth) {
        String[] parts = step.name().split(":", 4);
        boolean named = parts.length == 4;
        boolean leadsOn = parts.length == 3 && !rest.isEmpty();
        if ((!named && !leadsOn) || !Fhir.isResourceType(parts[1])) {
            throw FilterCursor.refusal(
                    test.position(),
                    "'_has' takes the form _has:Type:reference:parameter or _has:Type:reference[filter].parameter");
        }
        List<String> source = List.of(parts[1]);
        SearchParameter reference = parser.reference(source, parts[2]);
        if (leadsOn) {
            Criterion next = follow(rest, test, source, depth + 1);
            return new Criterion.Has(parts[1], reference, within(step.where(), source, depth + 1, next));
        }
        List<Step> path = new ArrayList<>(List.of(new Step(parts[3], step.where())));
        path.addAll(rest);
        return new Criterion.Has(parts[1], reference, follow(path, test, source, depth + 1));
    }
}
