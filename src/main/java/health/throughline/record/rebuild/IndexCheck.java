package health.throughline.record.rebuild;

import health.throughline.record.rebuild.IndexComparison.Difference;
import health.throughline.store.IndexRow;
import health.throughline.store.ResourceTable;
import health.throughline.store.audit.IndexAudit;
import health.throughline.store.audit.IndexAudit.TokenAt;
import health.throughline.store.sql.Transactions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells how far an index is from what it should be, from a sample and in bounded time; writes nothing. */
public final class IndexCheck {

    /** Resources of a type that are looked at, at most. */
    public static final int SAMPLE = 2_000;

    private static final int BATCH = 200;
    private static final int TOKEN_PAGES = 64;

    private final ResourceTable resources;
    private final IndexAudit audit;
    private final IndexComparison comparison;
    private final Transactions transactions;

    IndexCheck(ResourceTable resources, IndexAudit audit, IndexComparison comparison, Transactions transactions) {
        this.resources = resources;
        this.audit = audit;
        this.comparison = comparison;
        this.transactions = transactions;
    }

    /**
     * What was found of one type.
     *
     * @param resources that a rebuild would visit
     * @param examined of them, here
     * @param missing index rows of those examined that are not there
     * @param surplus index rows of those examined that should not be there, and tokens on the pages examined
     * @param whole whether everything was examined
     */
    public record Found(String type, long resources, long examined, long missing, long surplus, boolean whole) {}

    /** Looks at {@code types} until {@code time} is over. */
    public List<Found> of(List<String> types, Duration time) {
        long each = time.toNanos() / Math.max(types.size(), 1);
        return transactions.read(() ->
                types.stream().map(type -> of(type, System.nanoTime() + each)).toList());
    }

    private Found of(String type, long deadline) {
        long count = resources.count(type);
        long every = Math.max(1, count / SAMPLE);
        long[] rids = audit.sample(type, every, SAMPLE);
        long examined = 0;
        long missing = 0;
        long surplus = 0;
        for (int i = 0; i < rids.length && System.nanoTime() < deadline; i += BATCH) {
            long[] some = Arrays.copyOfRange(rids, i, Math.min(i + BATCH, rids.length));
            for (Difference difference : comparison.differences(audit.resources(some))) {
                missing += difference.missing().size();
                surplus += difference.surplus().size();
            }
            examined += some.length;
        }
        long pages = audit.tokenPages();
        long swept = Math.min(pages, TOKEN_PAGES);
        boolean inTime = System.nanoTime() < deadline;
        surplus += inTime ? surplusTokens(type, pages, swept) : 0;
        return new Found(type, count, examined, missing, surplus, inTime && swept == pages && examined >= count);
    }

    /** Pages from the middle of the table: neither the oldest rows nor those still being written. */
    private long surplusTokens(String type, long pages, long swept) {
        long first = (pages - swept) / 2;
        List<TokenAt> tokens = audit.tokens(type, first, first + swept);
        long[] rids = tokens.stream().mapToLong(TokenAt::rid).distinct().toArray();
        Map<Long, Set<IndexRow>> expected = new HashMap<>();
        audit.resources(rids)
                .forEach(version ->
                        expected.put(version.rid(), comparison.expected(version).rows()));
        return tokens.stream()
                .filter(token -> !expected.getOrDefault(token.rid(), Set.of()).contains(token.token()))
                .count();
    }
}
