package health.throughline.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirOperation.Level;
import health.throughline.api.Route;
import health.throughline.api.capability.Capabilities;
import health.throughline.api.capability.SearchText;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Compartments;
import health.throughline.search.named.NamedQueries;
import health.throughline.search.named.NamedQuery;
import health.throughline.search.parameter.SearchParameter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be asked of one resource type and its instances. */
final class TypePaths {

    static final List<String> HISTORY = List.of("_since", "_at", "_count", "_page");

    /** What every search takes. */
    static final List<String> SEARCH = List.of(
            "_id",
            "_lastUpdated",
            "_sort",
            "_count",
            "_total",
            "_maxresults",
            "_include",
            "_revinclude",
            "_has",
            "_contained",
            "_containedType",
            "_explain",
            "_page",
            "Prefer");

    private final ObjectNode paths;
    private final String type;
    private final Capabilities capabilities;
    private final Set<Route.Kind> offered;

    TypePaths(ObjectNode paths, String type, Capabilities capabilities) {
        this.paths = paths;
        this.type = type;
        this.capabilities = capabilities;
        this.offered = capabilities.interactions(type);
    }

    void write() {
        search();
        typeWrites();
        set(Route.Kind.HISTORY_TYPE, "/_history", "get", history("historyType", "Changes to all " + type));
        set(Route.Kind.READ, "/{id}", "get", read("read", "One " + type).takes("id"));
        instanceWrites();
        set(
                Route.Kind.HISTORY_INSTANCE,
                "/{id}/_history",
                "get",
                history("history", "Changes to one " + type).takes("id"));
        set(
                Route.Kind.VREAD,
                "/{id}/_history/{vid}",
                "get",
                read("vread", "One version of a " + type).takes("id", "vid"));
        compartment();
        capabilities.operations(type).forEach(this::operation);
    }

    private void compartment() {
        if (Compartments.names().contains(type)) {
            Call all = call("searchCompartment", "Find what lies in the compartment of a " + type);
            Call of = call("searchCompartmentByType", "Find what of one type lies in the compartment of a " + type);
            set(
                    Route.Kind.SEARCH_COMPARTMENT,
                    "/{id}/*",
                    "get",
                    all.takes("id", "_type").takes(SEARCH).answers("200", "Bundle"));
            set(
                    Route.Kind.SEARCH_COMPARTMENT,
                    "/{id}/{type}",
                    "get",
                    of.takes("id", "type").takes(SEARCH).answers("200", "Bundle"));
        }
    }

    private Call call(String id, String summary) {
        return new Call(id + type, type, summary);
    }

    private void set(Route.Kind kind, String path, String method, Call call) {
        if (offered.contains(kind)) {
            paths.withObjectProperty("/" + type + path).set(method, call.json());
        }
    }

    private Call read(String id, String summary) {
        return call(id, summary)
                .takes("If-None-Match", "If-Modified-Since")
                .answers("200", "Resource")
                .answers("304", "Unchanged")
                .answers("404", "Missing")
                .answers("410", "Gone");
    }

    private Call history(String id, String summary) {
        return call(id, summary + ", newest first").takes(HISTORY).answers("200", "Bundle");
    }

    private void search() {
        Call get = call("search", "Find " + type).takes(SEARCH);
        capabilities.searchParameters(type).forEach(parameter -> get.takes(parameter(parameter)));
        capabilities
                .specialParameters(type)
                .forEach(special -> get.takes(parameter(special.code(), "(special) " + special.description())));
        List<NamedQuery> queries = capabilities.queries(type);
        if (!queries.isEmpty()) {
            get.takes(query(queries));
        }
        set(Route.Kind.SEARCH_TYPE, "", "get", get.answers("200", "Bundle"));
        Call post = call("searchByPost", "Find " + type + ", with the parameters out of the URL");
        set(Route.Kind.SEARCH_TYPE, "/_search", "post", post.sends("Search").answers("200", "Bundle"));
    }

    private static ObjectNode parameter(SearchParameter parameter) {
        String text = SearchText.of(parameter);
        return parameter(parameter.code(), "(" + parameter.kind().code() + ")" + (text.isEmpty() ? "" : " " + text));
    }

    private static ObjectNode parameter(String name, String description) {
        ObjectNode json = FhirJson.object().put("name", name).put("in", "query");
        json.put("description", description.strip());
        json.putObject("schema").put("type", "string");
        return json;
    }

    /** Each query takes parameters of its own beside the ordinary ones. */
    private static ObjectNode query(List<NamedQuery> queries) {
        String each = queries.stream()
                .map(query -> query.code() + ": " + query.description() + " Takes " + query.usage())
                .collect(Collectors.joining("\n\n"));
        ObjectNode json = parameter(NamedQueries.CODE, "A named query.\n\n" + each);
        ArrayNode codes = json.withObjectProperty("schema").putArray("enum");
        queries.forEach(query -> codes.add(query.code()));
        return json;
    }

    private void typeWrites() {
        Call create = call("create", "Create a " + type).takes("If-None-Exist", "Prefer");
        set(
                Route.Kind.CREATE,
                "",
                "post",
                create.sends("Resource").answers("200", "Resource").answers("201", "Created"));
        set(Route.Kind.UPDATE, "", "put", update("conditionalUpdate", "Update or create the one that matches"));
        set(Route.Kind.PATCH, "", "patch", patch("conditionalPatch", "Change the one that matches"));
        Call delete = delete("conditionalDelete", "Delete what matches").takes("_multiple");
        set(Route.Kind.DELETE, "", "delete", delete);
    }

    private void instanceWrites() {
        set(
                Route.Kind.UPDATE,
                "/{id}",
                "put",
                update("update", "Update or create a " + type).takes("id"));
        Call patch = patch("patch", "Change a " + type).takes("id");
        set(Route.Kind.PATCH, "/{id}", "patch", patch.answers("404", "Missing"));
        set(
                Route.Kind.DELETE,
                "/{id}",
                "delete",
                delete("delete", "Delete a " + type).takes("id"));
    }

    private Call update(String id, String summary) {
        return write(id, summary).sends("Resource").answers("200", "Resource").answers("201", "Created");
    }

    private Call patch(String id, String summary) {
        return write(id, summary).sends("Patch").answers("200", "Resource");
    }

    private Call delete(String id, String summary) {
        return write(id, summary).answers("204", "Deleted");
    }

    private Call write(String id, String summary) {
        return call(id, summary).takes("If-Match", "Prefer").answers("412", "Conflict");
    }

    private void operation(FhirOperation operation) {
        if (operation.levels().contains(Level.TYPE)) {
            ObjectNode path = paths.withObjectProperty("/" + type + "/" + operation.name());
            SystemPaths.operation(path, operation, type, type);
        }
        if (operation.levels().contains(Level.INSTANCE)) {
            ObjectNode path = paths.withObjectProperty("/" + type + "/{id}/" + operation.name());
            SystemPaths.operation(path, operation, type, "On" + type, "id");
        }
    }
}
