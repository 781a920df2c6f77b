package health.throughline.search.plan;

import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.query.SearchQuery.Include;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.search.type.SearchKind;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTypes;
import health.throughline.store.sql.Sql;
import java.util.Set;
import java.util.function.Supplier;

/** The statement behind one _include or _revinclude. */
public final class IncludeQuery {

    private final Supplier<SearchParameters> parameters;

    public IncludeQuery(Supplier<SearchParameters> parameters) {
        this.parameters = parameters;
    }

    /** What {@code rids} refer to by {@code include}, or what refers to them; at most {@code limit} resources. */
    public Sql of(Include include, long[] rids, Restriction restriction, int limit) {
        int[] paths = paths(include);
        Sql sql = Sql.of("SELECT DISTINCT ON (r.rid) " + ResourceTable.COLUMNS + " FROM ");
        if (include.reverse()) {
            sql.add(
                    "resource t JOIN idx_reference x ON x.target = t.fkey JOIN resource r ON r.rid = x.rid "
                            + "WHERE t.rid = ANY (?) AND x.path = ANY (?)",
                    rids,
                    paths);
        } else {
            sql.add(
                    "idx_reference x JOIN resource r ON r.fkey = x.target WHERE x.rid = ANY (?) AND x.path = ANY (?)",
                    rids,
                    paths);
        }
        if (include.reference() != null) {
            sql.add(CriterionCompiler.target(include.reverse() ? "t" : "r", include.reference()));
        }
        if (!include.target().isEmpty()) {
            sql.add(" AND " + (include.reverse() ? "t" : "r") + ".type = " + ResourceTypes.code(include.target()));
        }
        return sql.add(" AND r.op < 3 AND ").add(restriction.on("r")).add(" ORDER BY r.rid LIMIT " + limit);
    }

    private int[] paths(Include include) {
        SearchParameter reference = include.reference();
        if (reference != null) {
            return ReferenceSearch.ids(reference.paths());
        }
        SearchParameters current = parameters.get();
        Set<String> sources = include.source().isEmpty() ? current.types() : Set.of(include.source());
        return ReferenceSearch.ids(sources.stream()
                .flatMap(type -> current.paths(type).stream())
                .filter(path -> path.kind() == SearchKind.REFERENCE)
                .toList());
    }
}
