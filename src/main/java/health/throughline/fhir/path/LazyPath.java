package health.throughline.fhir.path;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A path that is compiled when it is first needed: compiling all of R4's at start would read every element definition
 * there is.
 */
public final class LazyPath implements ElementPath {

    private final Supplier<ElementPath> compiler;
    private volatile @Nullable ElementPath compiled;

    public LazyPath(Supplier<ElementPath> compiler) {
        this.compiler = compiler;
    }

    private ElementPath path() {
        ElementPath path = compiled;
        if (path == null) {
            path = compiler.get();
            compiled = path;
        }
        return path;
    }

    @Override
    public void values(ObjectNode resource, Consumer<ElementValue> found) {
        path().values(resource, found);
    }

    @Override
    public Set<String> datatypes() {
        return path().datatypes();
    }

    @Override
    public List<JsonPath> jsonPaths() {
        return path().jsonPaths();
    }

    @Override
    public boolean single() {
        return path().single();
    }

    @Override
    public BoundCodes boundCodes() {
        return path().boundCodes();
    }
}
