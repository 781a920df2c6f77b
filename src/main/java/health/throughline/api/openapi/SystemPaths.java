package health.throughline.api.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.Route;
import health.throughline.api.capability.Capabilities;
import java.util.Set;

/** What can be asked of the whole server. */
final class SystemPaths {

    static final String TAG = "System";

    private final ObjectNode paths;
    private final Capabilities capabilities;

    SystemPaths(ObjectNode paths, Capabilities capabilities) {
        this.paths = paths;
        this.capabilities = capabilities;
    }

    void write() {
        Set<Route.Kind> offered = capabilities.interactions();
        Call metadata = new Call("capabilities", TAG, "What the server offers").takes("mode");
        paths.putObject("/metadata")
                .set("get", metadata.answers("200", "Resource").json());
        if (offered.contains(Route.Kind.TRANSACTION)) {
            Call bundle = new Call("transaction", TAG, "Carry out a batch or a transaction").takes("Prefer");
            paths.withObjectProperty("/")
                    .set("post", bundle.sends("Bundle").answers("200", "Bundle").json());
        }
        if (offered.contains(Route.Kind.SEARCH_SYSTEM)) {
            Call search = new Call("searchSystem", TAG, "Find resources of all types, or of those in _type")
                    .takes(TypePaths.SEARCH);
            paths.withObjectProperty("/")
                    .set("get", search.takes("_type").answers("200", "Bundle").json());
            Call post = new Call("searchSystemByPost", TAG, "Find resources, with the parameters out of the URL");
            paths.putObject("/_search")
                    .set("post", post.sends("Search").answers("200", "Bundle").json());
        }
        if (offered.contains(Route.Kind.HISTORY_SYSTEM)) {
            Call history = new Call("historySystem", TAG, "All changes, newest first").takes(TypePaths.HISTORY);
            paths.putObject("/_history")
                    .set("get", history.answers("200", "Bundle").json());
        }
        for (FhirOperation operation : capabilities.systemOperations()) {
            operation(paths.withObjectProperty("/" + operation.name()), operation, TAG, "");
        }
    }

    /** An operation by GET, if it changes nothing, and by POST. */
    static void operation(ObjectNode path, FhirOperation operation, String tag, String suffix, String... parameters) {
        String id = operation.name().substring(1).replace('-', '_') + suffix;
        String summary = operation.name() + ", as " + operation.definition() + " defines it";
        if (!operation.affectsState()) {
            Call get = new Call(id, tag, summary).takes(parameters);
            path.set("get", get.answers("200", "Resource").json());
        }
        Call post = new Call(id + "ByPost", tag, summary).takes(parameters);
        path.set("post", post.sends("Parameters").answers("200", "Resource").json());
    }
}
