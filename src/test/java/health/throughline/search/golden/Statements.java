package health.throughline.search.golden;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Compartments;
import health.throughline.fhir.definition.SearchParameterDefinitions;
import health.throughline.search.filter.FilterSpecial;
import health.throughline.search.list.ListSpecial;
import health.throughline.search.parameter.SearchParameterCompiler;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.plan.Cursor;
import health.throughline.search.plan.Estimates;
import health.throughline.search.plan.IncludeQuery;
import health.throughline.search.plan.Membership;
import health.throughline.search.plan.Restriction;
import health.throughline.search.plan.SearchCompiler;
import health.throughline.search.query.CriterionParser;
import health.throughline.search.query.SearchParser;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.query.SearchQuery.Total;
import health.throughline.search.text.FullTextSearch;
import health.throughline.search.text.TextSpecial;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchTypes;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.KeyFrequencies;
import health.throughline.store.StubStore;
import health.throughline.store.ValueSamples;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Compiles searches on a record of a thousand clients that exists in numbers only. */
final class Statements {

    private static final String BASE = "http://localhost:8080/fhir/";
    private static final Set<String> OPEN = Set.of("Practitioner", "Location");
    private static final String PHQ9 = "44261-6";
    private static final Map<String, Integer> RESOURCES = Map.of(
            "Patient", 1_000,
            "Practitioner", 50,
            "Encounter", 60_000,
            "Observation", 200_000,
            "QuestionnaireResponse", 90_000,
            "Condition", 4_000,
            "CarePlan", 2_000,
            "Goal", 6_000,
            "Flag", 500,
            "ValueSet", 1_500);
    private static final long[] PAGE = {1};

    private final StubStore store = new StubStore();
    private final SearchParameters parameters;
    private final SearchParser parser;
    private final SearchCompiler compiler;
    private final IncludeQuery includes;
    private final Membership membership;

    Statements() {
        List<String> fullText = List.of("CarePlan");
        parameters = new SearchParameterCompiler(SearchParameterDefinitions.load(), Set.copyOf(fullText))
                .compile(List.of(), store.paths(), false);
        CriterionParser criteria = new CriterionParser(
                () -> parameters,
                List.of(
                        new FilterSpecial(),
                        new ListSpecial(() -> parameters),
                        new TextSpecial(TextSpecial.TEXT, () -> parameters, List.of()),
                        new TextSpecial(TextSpecial.CONTENT, () -> parameters, fullText)));
        parser = new SearchParser(criteria, (types, asked) -> asked);
        Vocabulary vocabulary = new Vocabulary(store.keys(), store.terms(), store.codes(), BASE);
        SearchTypes types =
                new SearchTypes(vocabulary, new StubTerminology()).with(SearchKind.WORDS, new FullTextSearch());
        ValueSamples samples = new ValueSamples(store.database());
        compiler = new SearchCompiler(
                () -> parameters, types, store.keys(), new Estimates(new KeyFrequencies(store.database()), samples));
        includes = new IncludeQuery(() -> parameters);
        membership = new Membership(() -> parameters, store.keys());
        populate();
        await(samples);
    }

    /** They are read beside the first request. */
    private static void await(ValueSamples samples) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (samples.texts(0, "", "") < 0) {
            assertThat(System.nanoTime()).as("time until the samples are read").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private void populate() {
        RESOURCES.forEach(store::resources);
        store.tokens(path("Observation", "code"), PHQ9, 12_000);
        store.tokens(path("Patient", "gender"), "female", 520);
        store.tokens(path("Patient", "gender"), "unknown", 30);
        store.tokens(path("Observation", "status"), "final", 199_000);
        store.tokens(path("Observation", "status"), "amended", 40);
        spread("idx_date", path("Observation", "date"), 1_000, 1_767_225_600_000L, 36_000_000L);
        spread("idx_date", path("Patient", "birthdate"), 1_000, -1_262_304_000_000L, 1_900_800_000L);
        spread("idx_quantity", path("Observation", "value-quantity"), 500, 0, 0.06);
        for (char first = 'a'; first <= 'z'; first++) {
            store.values("idx_string", path("Patient", "family"), first + "nder", first + "ter");
            store.values("idx_string", path("Patient", "name"), first + "nder", first + "ter", first + "na");
        }
        store.references("Patient/p1", 300);
        store.references("Practitioner/d1", 2_000);
    }

    /** {@code number} values from {@code first} on, {@code step} apart. */
    private void spread(String table, int path, int number, double first, double step) {
        for (int i = 0; i < number; i++) {
            store.values(table, path, first + i * step);
        }
    }

    private int path(String type, String code) {
        return parameters.find(type, code).orElseThrow().paths().get(0).id();
    }

    /** Where {@code query} starts, and its statements one below the other. */
    String of(GoldenQuery query) {
        Restriction restriction = restriction(query);
        SearchQuery search = parse(query);
        int limit = search.count() + 1;
        StringBuilder text = new StringBuilder();
        if (search.count() == 0) {
            return text.append(Layout.of(compiler.count(search, restriction))).toString();
        }
        text.append("-- from ")
                .append(compiler.explained(search, restriction, limit)
                        .ways()
                        .get(0)
                        .start())
                .append('\n');
        boolean counted = search.total() == Total.ACCURATE;
        text.append(Layout.of(compiler.page(search, restriction, cursor(query), limit, counted)));
        for (SearchQuery.Include include : search.includes()) {
            Sql sql = includes.of(include, PAGE, restriction, 1001);
            text.append('\n').append(Layout.of(sql));
        }
        return text.toString();
    }

    private Restriction restriction(GoldenQuery query) {
        long[] patients = query.sees().stream()
                .filter(word -> word.contains("/"))
                .mapToLong(store.keys()::of)
                .toArray();
        return patients.length == 0
                ? Restriction.none()
                : Restriction.to(patients, OPEN).withholding(new int[] {1});
    }

    private SearchQuery parse(GoldenQuery query) {
        String[] scope = query.scope().split("/");
        List<Parameter> asked = new ArrayList<>(query.parameters());
        if (scope.length == 1) {
            return parser.parse(scope[0].isEmpty() ? types(asked, all()) : List.of(scope[0]), asked, false);
        }
        List<String> types = scope[2].equals("*") ? types(asked, members(scope[0])) : List.of(scope[2]);
        return parser.parse(types, asked, false).with(membership.of(new ResourceKey(scope[0], scope[1]), types));
    }

    private static List<String> all() {
        return List.copyOf(Fhir.resourceTypes());
    }

    private static List<String> members(String owner) {
        return all().stream()
                .filter(type -> !Compartments.parameters(owner, type).isEmpty())
                .toList();
    }

    private static List<String> types(List<Parameter> asked, List<String> otherwise) {
        List<String> named = asked.stream()
                .filter(parameter -> parameter.name().equals("_type"))
                .flatMap(parameter -> List.of(parameter.value().split(",")).stream())
                .toList();
        asked.removeIf(parameter -> parameter.name().equals("_type"));
        return named.isEmpty() ? otherwise : named;
    }

    private static @Nullable Cursor cursor(GoldenQuery query) {
        if (!query.continued()) {
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>();
        query.values().forEach(value -> values.add(value.equals("null") ? null : value));
        return new Cursor(values, 1, query.back(), 0);
    }
}
