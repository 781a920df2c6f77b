package health.throughline.search.plan;

import health.throughline.fhir.ResourceKey;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameterCompiler;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.Criterion.Values;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.type.Match;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Queries replaced by equal ones that read less. */
final class SearchRewrites {

    /** The composite parameter that pairs {@code code} with each kind of value. */
    private static final Map<String, String> CODE_VALUE = Map.of(
            "value-quantity", "code-value-quantity",
            "value-concept", "code-value-concept",
            "value-date", "code-value-date",
            "value-string", "code-value-string");

    /** Ways of asking for codes that lead to codes with their system. */
    private static final Set<String> PAIRED = Set.of("", "in", "below", "above");

    private SearchRewrites() {}

    static SearchQuery apply(SearchQuery asked, SearchParameters parameters, CriterionCompiler compiler) {
        SearchQuery query = asked.type().equals("Observation")
                ? patientWithCode(codeWithValue(asked, parameters), parameters, compiler)
                : asked;
        return sameValue(query, compiler);
    }

    /** Several ranges of an element that stands once at most are one range: {@code date=ge2026-01&date=lt2026-02}. */
    private static SearchQuery sameValue(SearchQuery query, CriterionCompiler compiler) {
        Map<String, List<Values>> ranges = new LinkedHashMap<>();
        query.criteria().stream()
                .filter(Values.class::isInstance)
                .map(Values.class::cast)
                .filter(SearchRewrites::isRange)
                .forEach(range -> ranges.computeIfAbsent(range.parameter().code(), code -> new ArrayList<>())
                        .add(range));
        List<Criterion> criteria = new ArrayList<>(query.criteria());
        for (List<Values> same : ranges.values()) {
            if (same.size() > 1) {
                criteria.removeAll(same);
                criteria.add(new Criterion.Found(
                        same.stream().map(compiler::match).reduce(Match::and).orElseThrow()));
            }
        }
        return criteria.size() == query.criteria().size() ? query : query.with(criteria);
    }

    private static boolean isRange(Values values) {
        SearchKind kind = values.parameter().kind();
        boolean ordered = kind == SearchKind.DATE || kind == SearchKind.NUMBER || kind == SearchKind.QUANTITY;
        List<SearchPath> paths = values.parameter().paths();
        return ordered
                && values.modifier().isEmpty()
                && paths.size() == 1
                && paths.get(0).single();
    }

    /** {@code patient=p&code=s|c}, for one patient and codes with their system, of value sets too. */
    private static SearchQuery patientWithCode(
            SearchQuery query, SearchParameters parameters, CriterionCompiler compiler) {
        Optional<Values> patient = single(query, "patient").or(() -> single(query, "subject"));
        Optional<String> target = patient.flatMap(SearchRewrites::target);
        Optional<SearchParameter> pair = parameters
                .find("Observation", SearchParameterCompiler.PATIENT_WITH_CODE)
                .filter(SearchParameter::complete);
        if (patient.isEmpty() || target.isEmpty() || pair.isEmpty()) {
            return query;
        }
        Optional<Values> code =
                single(query, "code").filter(values -> values.values().get(0).contains("|"));
        if (code.isPresent()) {
            String both = code.get().values().get(0) + "$" + target.get();
            return replaced(query, List.of(patient.get(), code.get()), pair.get(), both);
        }
        return only(query, "code")
                .filter(values -> PAIRED.contains(values.modifier()))
                .flatMap(values -> compiler.paired(values, pair.get(), target.get())
                        .map(match -> replaced(query, List.of(patient.get(), values), new Criterion.Found(match))))
                .orElse(query);
    }

    private static Optional<String> target(Values patient) {
        String value = patient.values().get(0);
        if (ResourceKey.isId(value)) {
            return patient.parameter().code().equals("patient") ? Optional.of("Patient/" + value) : Optional.empty();
        }
        return isPatient(value) ? Optional.of(value) : Optional.empty();
    }

    private static boolean isPatient(String value) {
        return value.startsWith("Patient/") && ResourceKey.isId(value.substring("Patient/".length()));
    }

    private static SearchQuery replaced(SearchQuery query, List<Values> old, SearchParameter parameter, String value) {
        return replaced(query, old, new Values(parameter, "", List.of(value)));
    }

    private static SearchQuery replaced(SearchQuery query, List<Values> old, Criterion one) {
        List<Criterion> criteria = new ArrayList<>(query.criteria());
        criteria.removeAll(old);
        criteria.add(one);
        return query.with(criteria);
    }

    /** An Observation has one code and one value, so {@code code=c&value-x=v} is {@code code-value-x=c$v}. */
    private static SearchQuery codeWithValue(SearchQuery query, SearchParameters parameters) {
        Optional<Values> code = single(query, "code");
        for (Map.Entry<String, String> pair : CODE_VALUE.entrySet()) {
            Optional<Values> value = single(query, pair.getKey());
            Optional<SearchParameter> composite =
                    parameters.find("Observation", pair.getValue()).filter(SearchParameter::complete);
            if (code.isPresent() && value.isPresent() && composite.isPresent()) {
                String both =
                        code.get().values().get(0) + "$" + value.get().values().get(0);
                return replaced(query, List.of(code.get(), value.get()), composite.get(), both);
            }
        }
        return query;
    }

    /** The one criterion on this parameter. */
    private static Optional<Values> only(SearchQuery query, String code) {
        List<Values> found = query.criteria().stream()
                .filter(Values.class::isInstance)
                .map(Values.class::cast)
                .filter(values -> values.parameter().code().equals(code))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The same, if it asks for one value as it is written. */
    private static Optional<Values> single(SearchQuery query, String code) {
        return only(query, code)
                .filter(values -> values.modifier().isEmpty() && values.values().size() == 1)
                .filter(values -> isPlain(values.values().get(0)));
    }

    private static boolean isPlain(String value) {
        return !value.contains("$") && !value.isEmpty() && !value.endsWith("|");
    }
}
