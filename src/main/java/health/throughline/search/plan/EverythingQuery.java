package health.throughline.search.plan;

import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchPath;
import health.throughline.search.value.DateRange;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTypes;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The statement behind $everything: the patient, the members of the compartment, in row order. */
public final class EverythingQuery {

    /** The parameters that date the care a resource records, as {@code start} and {@code end} mean it. */
    private static final Set<String> CARE_DATES = Set.of(
            "date",
            "period",
            "authored",
            "authored-on",
            "authoredon",
            "effective",
            "onset-date",
            "issued",
            "sent",
            "recorded-date",
            "identified",
            "created",
            "started",
            "occurrence",
            "whenprepared",
            "start-date");

    private final Supplier<SearchParameters> parameters;

    public EverythingQuery(Supplier<SearchParameters> parameters) {
        this.parameters = parameters;
    }

    public Sql page(long patient, Everything wanted, Restriction restriction, long afterRid, int limit) {
        SearchParameters current = parameters.get();
        Collection<String> types = wanted.types().isEmpty() ? current.types() : wanted.types();
        List<SearchPath> members = new ArrayList<>();
        types.forEach(type -> members.addAll(current.membership(type, "Patient")));
        Sql sql = Sql.of(
                "SELECT " + ResourceTable.COLUMNS + " FROM (SELECT x.rid FROM idx_reference x "
                        + "WHERE x.target = ? AND x.path = ANY (?) AND x.rid > ?",
                patient,
                ReferenceSearch.ids(members),
                afterRid);
        if (types.contains("Patient")) {
            sql.add(" UNION ALL SELECT p.rid FROM resource p WHERE p.fkey = ? AND p.rid > ?", patient, afterRid);
        }
        sql.add(") d JOIN resource r ON r.rid = d.rid WHERE r.op < 3 AND r.ts >= ? AND ", wanted.since())
                .add(restriction.on("r"));
        if (wanted.start() > DateRange.BEGINNING || wanted.end() < DateRange.END) {
            sql.add(" AND ").add(withinCare(current, types, wanted));
        }
        return sql.add(" GROUP BY r.rid ORDER BY r.rid LIMIT " + limit);
    }

    /** What the members {@code rids} refer to outside every patient's compartment: staff, organizations, medications. */
    public Sql referred(long[] rids, List<String> types, Restriction restriction, int limit) {
        Sql sql = Sql.of(
                "SELECT DISTINCT ON (r.rid) " + ResourceTable.COLUMNS + " FROM idx_reference x JOIN resource r "
                        + "ON r.fkey = x.target WHERE x.rid = ANY (?) AND r.patients IS NULL AND r.op < 3 AND ",
                rids);
        sql.add(restriction.on("r"));
        if (!types.isEmpty()) {
            short[] codes = new short[types.size()];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = ResourceTypes.code(types.get(i));
            }
            sql.add(" AND r.type = ANY (?)", codes);
        }
        return sql.add(" ORDER BY r.rid LIMIT " + limit);
    }

    private static Sql withinCare(SearchParameters current, Collection<String> types, Everything wanted) {
        long[] paths = types.stream()
                .flatMap(type -> current.of(type).stream())
                .filter(parameter -> parameter.kind() == SearchKind.DATE && CARE_DATES.contains(parameter.code()))
                .map(SearchParameter::paths)
                .flatMap(List::stream)
                .mapToLong(SearchPath::id)
                .distinct()
                .toArray();
        return Sql.of(
                "(EXISTS (SELECT 1 FROM idx_date x WHERE x.rid = r.rid AND x.key = ANY (?) AND x.lo <= ? AND "
                        + "x.hi >= ?) OR NOT EXISTS (SELECT 1 FROM idx_date x WHERE x.rid = r.rid AND x.key = ANY (?)))",
                paths,
                wanted.end(),
                wanted.start(),
                paths);
    }
}
