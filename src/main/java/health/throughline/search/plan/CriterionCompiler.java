package health.throughline.search.plan;

import health.throughline.fhir.ResourceKey;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.SearchQuery.Contained;
import health.throughline.search.type.Asked;
import health.throughline.search.type.Match;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.search.type.SearchTypes;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTypes;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Criteria as predicates on a row that is already at hand. Every further row it names obeys the restriction too. */
final class CriterionCompiler {

    private static final double FEW = 500;

    private final ToDoubleFunction<String> typeRows;
    private final SearchTypes types;
    private final Keys keys;
    private final Restriction restriction;
    private final Contained sought;
    private final Map<Criterion.Values, Match> matches = new IdentityHashMap<>();

    /** @param sought which of the resources searched are wanted; those that references lead through are of any kind */
    CriterionCompiler(
            SearchTypes types,
            Keys keys,
            Restriction restriction,
            Contained sought,
            ToDoubleFunction<String> typeRows) {
        this.typeRows = typeRows;
        this.types = types;
        this.keys = keys;
        this.restriction = restriction;
        this.sought = sought;
    }

    /** @param alias of the resource row; depth how many references have been followed to it */
    Sql on(String alias, Criterion criterion, int depth) {
        if (criterion instanceof Criterion.Values values) {
            return values(alias, values);
        }
        if (criterion instanceof Criterion.Ids ids) {
            return ids(alias, ids, depth);
        }
        if (criterion instanceof Criterion.Updated updated) {
            return LastUpdated.on(alias, updated, depth);
        }
        if (criterion instanceof Criterion.Chain chain) {
            return chain(alias, chain, depth + 1);
        }
        if (criterion instanceof Criterion.Has has) {
            return has(alias, has, depth + 1);
        }
        if (criterion instanceof Criterion.Found found) {
            return found.match().seek(alias + ".rid");
        }
        if (criterion instanceof Criterion.OfBody ofBody) {
            throw ofBody.refusal();
        }
        if (criterion instanceof Criterion.Hierarchy hierarchy) {
            return walk(hierarchy).seek(alias + ".rid");
        }
        return combined(alias, criterion, depth);
    }

    private Sql combined(String alias, Criterion criterion, int depth) {
        if (criterion instanceof Criterion.Not not) {
            return Sql.of("(").add(on(alias, not.inner(), depth)).add(") IS NOT TRUE");
        }
        boolean every = criterion instanceof Criterion.AllOf;
        List<Criterion> parts =
                every ? ((Criterion.AllOf) criterion).all() : ((Criterion.AnyOf) criterion).alternatives();
        List<Sql> each = parts.stream().map(one -> on(alias, one, depth)).toList();
        return each.isEmpty()
                ? Sql.of(every ? "true" : "false")
                : Sql.of("(").add(Sql.join(every ? " AND " : " OR ", each)).add(")");
    }

    /** A contained resource has the id it carries within its container, for whoever searches inside. */
    private Sql ids(String alias, Criterion.Ids ids, int depth) {
        Sql named = Sql.of(alias + ".fkey = ANY (?)", fkeys(ids));
        return depth == 0 && sought.inside()
                ? Sql.of("(")
                        .add(named)
                        .add(" OR (" + alias + ".op = 4 AND split_part(" + alias + ".fid, '#', 2) = ANY (?)))", (Object)
                                ids.ids().toArray(String[]::new))
                : named;
    }

    boolean inside() {
        return sought.inside();
    }

    long[] fkeys(Criterion.Ids ids) {
        return ids.ids().stream()
                .flatMap(id -> ids.types().stream().map(type -> new ResourceKey(type, id)))
                .mapToLong(keys::of)
                .toArray();
    }

    private Sql values(String alias, Criterion.Values values) {
        SearchParameter parameter = values.parameter();
        if (values.missing()) {
            boolean missing = values.values().contains("true");
            return parameter.narrowed()
                    ? NarrowedReference.missing(alias, parameter, missing)
                    : missing(alias, parameter, missing);
        }
        Sql seek = match(values).seek(alias + ".rid");
        return values.negative() ? Sql.of("NOT ").add(seek) : seek;
    }

    /** The bits of {@code present} are counted within a type. */
    static Sql missing(String alias, SearchParameter parameter, boolean missing) {
        Map<String, Long> masks = new TreeMap<>();
        parameter.paths().forEach(path -> masks.merge(path.type(), path.mask(), (a, b) -> a | b));
        String test = "(" + alias + ".present & ?) " + (missing ? "=" : "<>") + " 0";
        if (masks.size() == 1) {
            return Sql.of(test, parameter.mask());
        }
        List<Sql> each = new ArrayList<>();
        masks.forEach((type, mask) ->
                each.add(Sql.of("(" + alias + ".type = " + ResourceTypes.code(type) + " AND " + test + ")", mask)));
        return Sql.of("(").add(Sql.join(" OR ", each)).add(")");
    }

    /** What an index answers of {@code criterion}; empty when it asks for what is not there, or for something else. */
    Optional<Match> positive(Criterion criterion) {
        if (criterion instanceof Criterion.Found found) {
            return Optional.of(found.match());
        }
        return criterion instanceof Criterion.Values values && values.positive()
                ? Optional.of(match(values))
                : Optional.empty();
    }

    /** Worked out once: some questions are put to the codes in use or to the terminology first. */
    Match match(Criterion.Values values) {
        return matches.computeIfAbsent(values, key -> {
            SearchParameter parameter = values.parameter();
            return types.of(parameter.kind()).match(parameter.ask(values.modifier(), values.values()));
        });
    }

    /** The codes of {@code values} together with a target, if all are codes that are paired with targets. */
    Optional<Match> paired(Criterion.Values values, SearchParameter pair, String target) {
        Asked asked = values.parameter().ask(values.modifier(), values.values());
        return types.tokens().paired(asked, pair.paths().get(0), target);
    }

    /** References to a resource and to what is above or below it. */
    Match walk(Criterion.Hierarchy hierarchy) {
        return HierarchyWalk.match(hierarchy, keys, this);
    }

    /**
     * Whether it asks what refers to a resource. Many refer to the same few (their service, their therapist): asked again
     * for each of them, that would be answered over and over, so it is answered once for all of the few.
     */
    private static boolean comesBack(Criterion criterion) {
        if (criterion instanceof Criterion.Not not) {
            return comesBack(not.inner());
        }
        if (criterion instanceof Criterion.AllOf allOf) {
            return allOf.all().stream().anyMatch(CriterionCompiler::comesBack);
        }
        if (criterion instanceof Criterion.AnyOf anyOf) {
            return anyOf.alternatives().stream().anyMatch(CriterionCompiler::comesBack);
        }
        return criterion instanceof Criterion.Has
                || (criterion instanceof Criterion.Chain chain && comesBack(chain.inner()));
    }

    private Sql chain(String alias, Criterion.Chain chain, int depth) {
        String target = "r" + depth;
        if (comesBack(chain.inner()) && typeRows.applyAsDouble(chain.target()) <= FEW) {
            return Sql.of(
                            "EXISTS (SELECT 1 FROM idx_reference x WHERE x.rid = " + alias
                                    + ".rid AND x.path = ANY (?) AND x.target = ANY (ARRAY(SELECT " + target
                                    + ".fkey FROM resource " + target + " WHERE ",
                            ReferenceSearch.ids(chain.reference().paths()))
                    .add(visible(target, chain.target()))
                    .add(" AND ")
                    .add(on(target, chain.inner(), depth))
                    .add(" OFFSET 0)) OFFSET 0)");
        }
        return Sql.of(
                        "EXISTS (SELECT 1 FROM idx_reference x JOIN resource " + target + " ON " + target
                                + ".fkey = x.target WHERE x.rid = " + alias + ".rid AND x.path = ANY (?) AND ",
                        ReferenceSearch.ids(chain.reference().paths()))
                .add(visible(target, chain.target()))
                .add(" AND ")
                .add(on(target, chain.inner(), depth))
                .add(" OFFSET 0)");
    }

    /** The newest referring resources first: of a client's sessions, the last ones tell whether one was attended. */
    private Sql has(String alias, Criterion.Has has, int depth) {
        String source = "r" + depth;
        boolean indexOnly = restriction.unrestricted() && needsOnlyRid(has.inner());
        Sql sql =
                Sql.of("EXISTS (SELECT 1 FROM (SELECT x.rid FROM idx_reference x WHERE x.target = " + alias + ".fkey");
        int[] paths = ReferenceSearch.ids(has.reference().paths());
        if (paths.length == 1) {
            sql.add(" AND x.path = ? ORDER BY x.rid DESC OFFSET 0) ", paths[0]);
        } else {
            sql.add(" AND x.path = ANY (?) OFFSET 0) ", paths);
        }
        if (indexOnly) {
            sql.add(source + " WHERE ");
        } else {
            sql.add("x JOIN resource " + source + " ON " + source + ".rid = x.rid AND ")
                    .add(visible(source, has.source()))
                    .add(" WHERE ");
        }
        return sql.add(on(source, has.inner(), depth))
                .add(target(alias, has.reference()))
                .add(" OFFSET 0)");
    }

    /** Holds for resources of the types that {@code reference} may point to, where its elements point to others too. */
    static Sql target(String alias, SearchParameter reference) {
        return reference.narrowed() ? Sql.of(" AND ").add(ofTypes(alias, List.copyOf(reference.targets()))) : new Sql();
    }

    boolean unrestricted() {
        return restriction.unrestricted();
    }

    /** Whether {@code criterion} asks nothing of the row but its number. */
    static boolean needsOnlyRid(Criterion criterion) {
        if (criterion instanceof Criterion.AnyOf anyOf) {
            return anyOf.alternatives().stream().allMatch(CriterionCompiler::needsOnlyRid);
        }
        if (criterion instanceof Criterion.AllOf allOf) {
            return allOf.all().stream().allMatch(CriterionCompiler::needsOnlyRid);
        }
        if (criterion instanceof Criterion.Not not) {
            return needsOnlyRid(not.inner());
        }
        return criterion instanceof Criterion.Chain
                || criterion instanceof Criterion.Found
                || criterion instanceof Criterion.Hierarchy
                || (criterion instanceof Criterion.Values values && !values.missing());
    }

    /** What must hold of a row that a reference leads to or comes from, before anything else is asked of it. */
    Sql visible(String alias, String type) {
        return ofTypes(alias, List.of(type))
                .add(" AND " + alias + ".op <> 3 AND ")
                .add(restriction.onAny(alias));
    }

    /** What must hold of a row that is searched, before anything else is asked of it. */
    Sql visible(String alias, List<String> types) {
        String kind = sought.inside() ? sought.top() ? " <> 3" : " = 4" : " < 3";
        return ofTypes(alias, types)
                .add(" AND " + alias + ".op" + kind + " AND ")
                .add(sought.inside() ? restriction.onAny(alias) : restriction.on(alias));
    }

    /** The row numbers of what is searched: those of contained resources are negative. */
    String sought(String alias) {
        return sought.inside() ? sought.top() ? "" : " AND " + alias + ".rid < 0" : " AND " + alias + ".rid > 0";
    }

    /** What must hold of a row of any type that a reference leads to. */
    Sql visible(String alias) {
        return Sql.of(alias + ".op <> 3 AND ").add(restriction.onAny(alias));
    }

    static Sql ofTypes(String alias, List<String> types) {
        if (types.size() == 1) {
            return Sql.of(alias + ".type = " + ResourceTypes.code(types.get(0)));
        }
        short[] codes = new short[types.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = ResourceTypes.code(types.get(i));
        }
        return Sql.of(alias + ".type = ANY (?)", codes);
    }
}
