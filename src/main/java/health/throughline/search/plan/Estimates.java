package health.throughline.search.plan;

import health.throughline.search.query.Criterion;
import health.throughline.search.type.Match;
import health.throughline.search.type.SearchPath;
import health.throughline.search.type.Span;
import health.throughline.store.KeyFrequencies;
import health.throughline.store.ResourceTypes;
import health.throughline.store.ValueSamples;
import java.util.List;

/** How many rows a plan has to expect, from the statistics of the store. */
public final class Estimates {

    private static final double MOST_LOOKED_AT = 5;
    private static final double RARER = 3;
    private static final double UNKNOWN_RANGE = 20_000;
    private static final double UNKNOWN_TEXT = 2_000;

    /** Nobody asks for a word that stands everywhere. */
    private static final double UNKNOWN_WORDS = 100;

    private final KeyFrequencies frequencies;
    private final ValueSamples samples;

    public Estimates(KeyFrequencies frequencies, ValueSamples samples) {
        this.frequencies = frequencies;
        this.samples = samples;
    }

    /** Resources of {@code type}. */
    double type(String type) {
        return Math.max(1, frequencies.type(type));
    }

    /** Rows of {@code path} in an ordered index; as many as resources, unless more were sampled. */
    double path(String table, SearchPath path, String type) {
        double rows = table.equals("idx_string")
                ? -1
                : samples.rows(table, path.id(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        return Math.max(rows, type(type));
    }

    /** Resources of {@code types} last changed between two moments in milliseconds, or outside of them. */
    double changed(List<String> types, double low, double high, boolean outside) {
        double all = types.stream().mapToDouble(this::type).sum();
        double within = 0;
        for (String type : types) {
            within += samples.rows("resource", ResourceTypes.code(type), low, high);
        }
        double known = within < 0 ? Math.min(UNKNOWN_RANGE, all) : Math.min(within, all);
        return outside ? all - known : known;
    }

    /** Index rows that satisfy {@code match}. */
    double rows(Match match) {
        return switch (match.table()) {
            case "idx_token" ->
                match.keys().stream().mapToDouble(frequencies::token).sum();
            case "idx_reference" ->
                match.keys().stream().mapToDouble(frequencies::target).sum();
            case "idx_date", "idx_quantity", "idx_string" ->
                match.spans().isEmpty()
                        ? UNKNOWN_RANGE
                        : match.spans().stream()
                                .mapToDouble(span -> rows(match.table(), span))
                                .sum();
            default -> UNKNOWN_WORDS;
        };
    }

    /** How few rows may satisfy {@code match}: what is not counted may be much rarer than it is taken for. */
    double least(Match match) {
        return switch (match.table()) {
            case "idx_token" ->
                match.keys().stream().mapToDouble(frequencies::tokenAtLeast).sum();
            case "idx_reference" ->
                match.keys().stream().mapToDouble(frequencies::targetAtLeast).sum();
            default -> Math.max(1, rows(match) / RARER);
        };
    }

    private double rows(String table, Span span) {
        if (span instanceof Span.Texts texts) {
            double rows = samples.texts(texts.key(), texts.from(), texts.to());
            return rows < 0 ? UNKNOWN_TEXT : rows;
        }
        Span.Values values = (Span.Values) span;
        double rows = samples.rows(table, values.key(), values.low(), values.high());
        return rows < 0 ? UNKNOWN_RANGE : rows;
    }

    /** What asking {@code criterion} of one row costs, in lookups of an index. */
    double lookup(Criterion criterion, CriterionCompiler compiler, List<String> types) {
        if (criterion instanceof Criterion.Values values) {
            return values.missing() ? 0.1 : lookup(compiler.match(values));
        }
        if (criterion instanceof Criterion.Found found) {
            return lookup(found.match());
        }
        if (criterion instanceof Criterion.Hierarchy hierarchy) {
            return lookup(compiler.walk(hierarchy));
        }
        if (criterion instanceof Criterion.Chain chain) {
            return 2 + lookup(chain.inner(), compiler, List.of(chain.target()));
        }
        if (criterion instanceof Criterion.Has has) {
            return 1 + fan(has, types) * lookup(has.inner(), compiler, List.of(has.source()));
        }
        if (criterion instanceof Criterion.Not not) {
            return lookup(not.inner(), compiler, types);
        }
        if (criterion instanceof Criterion.AnyOf anyOf) {
            return anyOf.alternatives().stream()
                    .mapToDouble(one -> lookup(one, compiler, types))
                    .sum();
        }
        if (criterion instanceof Criterion.AllOf allOf) {
            return allOf.all().stream()
                    .mapToDouble(one -> lookup(one, compiler, types))
                    .sum();
        }
        return 0.2;
    }

    /** How many resources refer to one by {@code chain}, if they are spread evenly. */
    double referring(Criterion.Chain chain) {
        return Math.max(1, type(chain.reference().type()) / type(chain.target()));
    }

    /** How many of the resources that refer to one are looked at, newest first: rarely all of them. */
    private double fan(Criterion.Has has, List<String> types) {
        double targets = types.stream()
                .filter(type -> has.reference().targets().isEmpty()
                        || has.reference().targets().contains(type))
                .mapToDouble(this::type)
                .sum();
        return Math.max(1, Math.min(MOST_LOOKED_AT, type(has.source()) / Math.max(targets, 1) / 2));
    }

    private static double lookup(Match match) {
        return Math.max(1, 0.4 * Math.max(match.keys().size(), match.scans().size()));
    }
}
