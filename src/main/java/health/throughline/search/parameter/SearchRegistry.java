package health.throughline.search.parameter;

import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.SearchParameterDefinition;
import health.throughline.store.Generations;
import health.throughline.store.SearchPathTable;
import health.throughline.store.sql.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the search parameters in force, those the server brings and those of the record, and takes up a new generation
 * when one of them or the state of their rows has changed.
 */
public final class SearchRegistry {

    private static final String SUBJECT = "search-parameters";

    private final SearchParameterCompiler compiler;
    private final StoredSearchParameters stored;
    private final SearchPathTable paths;
    private final Generations generations;
    private final Transactions transactions;
    private volatile @Nullable Generation latest;

    private record Generation(long number, SearchParameters parameters) {}

    public SearchRegistry(
            SearchParameterCompiler compiler,
            StoredSearchParameters stored,
            SearchPathTable paths,
            Generations generations,
            Transactions transactions) {
        this.compiler = compiler;
        this.stored = stored;
        this.paths = paths;
        this.generations = generations;
        this.transactions = transactions;
        refresh();
    }

    public SearchParameters current() {
        Generation generation = latest;
        if (generation == null) {
            throw new IllegalStateException("No search parameters were read at start");
        }
        return generation.parameters();
    }

    /** Nobody else changes the search parameters, or starts what they need, until the current transaction ends. */
    public void hold() {
        generations.lock(SUBJECT);
    }

    /** A job that makes the rows of {@code built} and removes those of {@code gone} begins. */
    public void begun(List<Integer> built, List<Integer> gone) {
        hold();
        paths.begin(built, gone);
    }

    /** It has ended: the rows of {@code built} are all there, those of {@code gone} are not; takes effect on refresh. */
    public void completed(List<Integer> built, List<Integer> gone) {
        generations.advance(SUBJECT);
        paths.complete(built);
        paths.remove(gone);
    }

    /** A SearchParameter is changed by the current transaction; whoever changes another one waits for its end. */
    public void changing() {
        generations.advance(SUBJECT);
    }

    /**
     * Whether {@code definition} can be put in force.
     *
     * @param left those of the record that do not count, because they are being replaced
     * @param along those that are being stored along with it
     * @throws Refusal UNPROCESSABLE saying why not
     */
    public void requireUsable(
            SearchParameterDefinition definition, Set<ResourceKey> left, List<SearchParameterDefinition> along) {
        List<SearchParameterDefinition> others = new ArrayList<>(stored.activeBut(left));
        others.addAll(along);
        List<Issue> issues = compiler.issues(definition, others, paths);
        if (!issues.isEmpty()) {
            throw new Refusal(Refusal.Reason.UNPROCESSABLE, issues);
        }
    }

    /** Reads all of them, and the state of their rows, again. */
    public synchronized void refresh() {
        latest = transactions.write(() -> {
            long number = generations.lock(SUBJECT);
            return new Generation(number, compiler.compile(stored.active(), paths, latest != null));
        });
    }

    /** The same, if anybody on this database has changed any. */
    public boolean refreshIfChanged() {
        Generation generation = latest;
        boolean changed = generation == null || generations.current(SUBJECT) != generation.number();
        if (changed) {
            refresh();
        }
        return changed;
    }
}
