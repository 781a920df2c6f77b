package health.throughline.record;

import health.throughline.fhir.FhirJson;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.search.plan.SearchCompiler;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.query.SearchQuery.Contained;
import health.throughline.search.type.Match;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/** Answers what only resources themselves tell, by reading those that the other criteria of a search leave. */
final class Candidates {

    private static final int MOST = 2000;

    private final SearchCompiler compiler;
    private final Database database;

    Candidates(SearchCompiler compiler, Database database) {
        this.compiler = compiler;
        this.database = database;
    }

    /**
     * The same search without such criteria: by the row numbers of what satisfies them.
     *
     * @throws health.throughline.search.value.InvalidSearch when there are too many to read, or no other criteria
     */
    SearchQuery settled(SearchQuery query, Access access) {
        List<Criterion.OfBody> tests = new ArrayList<>();
        List<Criterion> others = new ArrayList<>();
        for (Criterion criterion : query.criteria()) {
            if (criterion instanceof Criterion.OfBody test) {
                tests.add(test);
            } else {
                others.add(criterion);
            }
        }
        if (tests.isEmpty()) {
            return query;
        }
        Contained each =
                new Contained(query.contained().top(), query.contained().inside(), false);
        SearchQuery left =
                new SearchQuery(query.types(), others, List.of(), List.of(), query.amount(), each, List.of());
        List<ResourceVersion> candidates = others.isEmpty()
                ? List.of()
                : database.list(
                        "search.candidates",
                        compiler.page(left, access.restriction(Action.SEARCH), null, MOST + 1, false),
                        ResourceTable::version);
        if (others.isEmpty() || candidates.size() > MOST) {
            throw tests.get(0).refusal();
        }
        long[] rids = candidates.stream()
                .filter(candidate -> satisfies(candidate, tests))
                .mapToLong(ResourceVersion::rid)
                .toArray();
        Sql among = Sql.of("x.rid = ANY (?)", rids);
        others.add(new Criterion.Found(new Match("resource", among, List.of(among), Match.Yield.ONCE, List.of())));
        return query.with(others);
    }

    private static boolean satisfies(ResourceVersion candidate, List<Criterion.OfBody> tests) {
        var resource = FhirJson.parseStored(candidate.body());
        return tests.stream().allMatch(test -> test.test().test(resource));
    }
}
