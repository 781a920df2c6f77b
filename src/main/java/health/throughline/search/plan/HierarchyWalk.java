package health.throughline.search.plan;

import health.throughline.fhir.ResourceKey;
import health.throughline.search.query.Criterion;
import health.throughline.search.type.Match;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.store.Keys;
import health.throughline.store.sql.Sql;
import java.util.List;

/**
 * Walks a hierarchy such as {@code Location.partOf}, once per statement. UNION keeps each resource once, so that a circle
 * ends; every resource on the way obeys the restriction.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#recursive">R4 search, searching hierarchies</a>
 */
final class HierarchyWalk {

    private HierarchyWalk() {}

    static Match match(Criterion.Hierarchy hierarchy, Keys keys, CriterionCompiler compiler) {
        String type = hierarchy.parent().type();
        List<Long> roots = hierarchy.roots().stream()
                .map(id -> keys.of(new ResourceKey(type, id)))
                .toList();
        Sql among = Sql.of(
                        "WITH RECURSIVE h (fkey) AS (SELECT unnest(?::bigint[]) UNION SELECT ",
                        roots.stream().mapToLong(Long::longValue).toArray())
                .add(hierarchy.below() ? "n.fkey" : "p.target")
                .add(" FROM h JOIN ")
                .add(hierarchy.below() ? below(hierarchy) : above(hierarchy))
                .add(" AND ")
                .add(compiler.visible("n", type))
                .add(") SELECT h.fkey FROM h");
        return ReferenceSearch.match(hierarchy.reference().paths(), among, roots);
    }

    private static Sql below(Criterion.Hierarchy hierarchy) {
        return Sql.of(
                "idx_reference p ON p.target = h.fkey AND p.path = ANY (?) JOIN resource n ON n.rid = p.rid",
                ReferenceSearch.ids(hierarchy.parent().paths()));
    }

    private static Sql above(Criterion.Hierarchy hierarchy) {
        return Sql.of(
                "resource n ON n.fkey = h.fkey JOIN idx_reference p ON p.rid = n.rid AND p.path = ANY (?)",
                ReferenceSearch.ids(hierarchy.parent().paths()));
    }
}
