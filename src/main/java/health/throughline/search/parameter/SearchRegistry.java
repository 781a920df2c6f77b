package health.throughline.search.parameter;

import health.throughline.store.SearchPathTable;
import java.util.List;

/** Holds the search parameters in force and takes up a new generation when paths become complete. */
public final class SearchRegistry {

    private final SearchParameterCompiler compiler;
    private final SearchPathTable paths;
    private volatile SearchParameters current;

    public SearchRegistry(SearchParameterCompiler compiler, SearchPathTable paths) {
        this.compiler = compiler;
        this.paths = paths;
        this.current = compiler.compile(paths);
    }

    public SearchParameters current() {
        return current;
    }

    /** Records that the rows of {@code built} are all there and those of {@code gone} are not; takes effect on refresh. */
    public void completed(List<Integer> built, List<Integer> gone) {
        paths.complete(built);
        paths.remove(gone);
    }

    /** Reads the state of all paths again. */
    public void refresh() {
        current = compiler.compile(paths);
    }
}
