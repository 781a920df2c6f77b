package health.throughline.search.plan;

import health.throughline.search.query.Criterion;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.type.Match;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a search starts, and what else it could have started from.
 *
 * @param driver null when it starts from the rows of the type, or along an index in order
 * @param start the driver's criterion
 * @param scan the index in order, if it goes along one
 * @param arms the codes whose rows are gone along one by one, if they are
 * @param considered all ways there were, the cheapest first
 */
record PlanChoice(
        @Nullable Driver driver,
        @Nullable Criterion start,
        @Nullable SortedScan scan,
        Match.@Nullable Arms arms,
        List<Way> considered) {

    /** A lookup more for each row of a list of row numbers that has to be sorted. */
    private static final double SORTED = 0.3;

    private static final double SCANNED = 0.2;
    private static final double ROW = 1;
    private static final double SORT_VALUE = 1.5;

    /** How much worse than expected the rows may be distributed, when a page stops early. */
    private static final double CAUTION = 2;

    /** Rows that one resource has in an index at most, on average. */
    private static final double REPEATED = 3;

    /** What criteria let pass of which nothing is known. */
    private static final double UNKNOWN = 0.5;

    /**
     * One way to answer a search.
     *
     * @param rows rows it is expected to look at
     * @param cost in index lookups
     */
    record Way(
            String name,
            double rows,
            double cost,
            @Nullable Candidate candidate,
            @Nullable SortedScan scan,
            Match.@Nullable Arms arms) {}

    /** A criterion that can be started from. */
    record Candidate(Criterion criterion, Driver driver, double lookup) {}

    /** @param all whether every match is needed, to count it, and not just the first {@code limit} */
    static PlanChoice of(SearchQuery query, CriterionCompiler compiler, Estimates estimates, int limit, boolean all) {
        return new Weighing(query, compiler, estimates, limit, all).choice();
    }

    /** The choice of {@code way}. */
    PlanChoice by(Way way) {
        Candidate candidate = way.candidate();
        return candidate == null
                ? new PlanChoice(null, null, way.scan(), null, considered)
                : new PlanChoice(candidate.driver(), candidate.criterion(), null, way.arms(), considered);
    }

    /** Weighs the ways against each other. */
    private static final class Weighing {

        private final SearchQuery query;
        private final CriterionCompiler compiler;
        private final Estimates estimates;
        private final boolean counting;
        private final int limit;
        private final double rows;
        private final List<Candidate> candidates = new ArrayList<>();
        private double passing = 1;
        private double lookups = 0;

        Weighing(SearchQuery query, CriterionCompiler compiler, Estimates estimates, int limit, boolean counting) {
            this.query = query;
            this.compiler = compiler;
            this.estimates = estimates;
            this.limit = limit;
            this.counting = counting;
            this.rows = query.types().stream().mapToDouble(estimates::type).sum();
            for (Criterion criterion : query.criteria()) {
                double lookup = estimates.lookup(criterion, compiler, query.types());
                lookups += lookup;
                Driver driver = Driver.of(criterion, compiler, estimates, 0).orElse(null);
                passing *= driver == null ? UNKNOWN : share(driver);
                if (driver != null) {
                    candidates.add(new Candidate(criterion, driver, lookup));
                }
            }
        }

        private double share(Driver driver) {
            return share(driver.least());
        }

        private double share(double some) {
            return Math.min(1, some / rows);
        }

        PlanChoice choice() {
            List<Way> ways = new ArrayList<>();
            ways.add(typeRows());
            candidates.forEach(candidate -> ways.add(driven(candidate)));
            if (stopsEarly()) {
                candidates.forEach(candidate -> armed(candidate, ways));
            }
            if (!query.sort().isEmpty() && !counting) {
                SortedScan.of(query, compiler, estimates).ifPresent(scan -> ways.add(along(scan)));
            }
            ways.sort((a, b) -> Double.compare(a.cost(), b.cost()));
            return new PlanChoice(null, null, null, null, ways).by(ways.get(0));
        }

        private boolean stopsEarly() {
            return !counting && query.sort().isEmpty();
        }

        private double sorting(double matches) {
            return counting ? 0 : matches * query.sort().size() * SORT_VALUE;
        }

        private double examined(double own, double share) {
            return Math.min(own, CAUTION * limit / Math.max(share, 1e-9));
        }

        private Way typeRows() {
            double seen = stopsEarly() ? examined(rows, passing) : rows;
            return new Way(
                    "rows of the type", seen, seen * (ROW + lookups) + sorting(rows * passing), null, null, null);
        }

        private Way driven(Candidate candidate) {
            Driver driver = candidate.driver();
            double own = Math.min(driver.rows(), rows * REPEATED);
            double share = passing / Math.max(share(driver), 1e-9);
            double seen = stopsEarly() ? examined(own, share) : own;
            double each = (counting && candidates.size() == 1 ? 0 : ROW) + lookups - candidate.lookup();
            double reading = driver.ordered() ? seen * SCANNED : own * (SCANNED + SORTED) * driver.effort();
            return new Way(
                    PlanText.name(candidate.criterion()),
                    own,
                    reading + seen * each + sorting(own * share),
                    candidate,
                    null,
                    null);
        }

        private void armed(Candidate candidate, List<Way> ways) {
            Match.Arms arms = candidate.driver().arms();
            if (arms == null || candidate.driver().ordered()) {
                return;
            }
            double own = Math.min(candidate.driver().rows(), rows * REPEATED);
            double share = passing / Math.max(share(candidate.driver()), 1e-9);
            int each = arms.keys().length;
            double seen = Math.min(own, each * examined(own / each, share));
            double cost = each * ROW + seen * (SCANNED + ROW + lookups - candidate.lookup());
            ways.add(
                    new Way("each code of " + PlanText.name(candidate.criterion()), seen, cost, candidate, null, arms));
        }

        private Way along(SortedScan scan) {
            Criterion range = scan.range();
            double bounded = range == null ? 1 : share(scan.expected());
            double asked = range == null ? 0 : estimates.lookup(range, compiler, query.types());
            double seen = examined(scan.expected(), passing / Math.max(bounded, 1e-9));
            double each = SCANNED
                    + ROW
                    + lookups
                    - asked
                    + (scan.path() == null || scan.path().single() ? 0 : ROW);
            return new Way("order of " + scan.key().code(), seen, seen * each, null, scan, null);
        }
    }
}
