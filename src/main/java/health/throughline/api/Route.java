package health.throughline.api;

import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import java.util.List;
import java.util.Locale;

/**
 * What a request asks for by its method and path.
 *
 * @param type empty at system level
 * @param id empty at type and system level
 * @param name the version of a vread, the operation with its '$', the type searched in a compartment; else empty
 * @see <a href="https://hl7.org/fhir/R4/http.html#summary">R4 RESTful API, summary</a>
 */
public record Route(Kind kind, String type, String id, String name) {

    /** The interactions, named as in http://hl7.org/fhir/restful-interaction. */
    public enum Kind {
        READ,
        VREAD,
        UPDATE,
        PATCH,
        DELETE,
        HISTORY_INSTANCE,
        HISTORY_TYPE,
        HISTORY_SYSTEM,
        CREATE,
        SEARCH_TYPE,
        SEARCH_SYSTEM,
        SEARCH_COMPARTMENT,
        TRANSACTION,
        CAPABILITIES,
        OPERATION;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public ResourceKey key() {
        return new ResourceKey(type, id);
    }

    /** @throws Refusal NOT_FOUND for a path that leads nowhere, METHOD_NOT_ALLOWED for a method it does not take */
    public static Route of(String method, List<String> path) {
        String verb = method.equals("HEAD") ? "GET" : method;
        if (path.isEmpty()) {
            return verb.equals("GET")
                    ? new Route(Kind.SEARCH_SYSTEM, "", "", "")
                    : only(verb, "POST", new Route(Kind.TRANSACTION, "", "", ""));
        }
        String first = path.get(0);
        if (Fhir.isResourceType(first)) {
            return path.size() == 1 ? ofType(verb, first) : below(verb, path);
        }
        if (path.size() == 1) {
            return system(verb, first);
        }
        throw nowhere();
    }

    private static Route system(String verb, String name) {
        return switch (name) {
            case "metadata" -> only(verb, "GET", new Route(Kind.CAPABILITIES, "", "", ""));
            case "_search" -> only(verb, "POST", new Route(Kind.SEARCH_SYSTEM, "", "", ""));
            case "_history" -> only(verb, "GET", new Route(Kind.HISTORY_SYSTEM, "", "", ""));
            default -> {
                if (!name.startsWith("$")) {
                    throw nowhere();
                }
                yield new Route(Kind.OPERATION, "", "", name);
            }
        };
    }

    private static Route ofType(String verb, String type) {
        Kind kind = switch (verb) {
            case "GET" -> Kind.SEARCH_TYPE;
            case "POST" -> Kind.CREATE;
            case "PUT" -> Kind.UPDATE;
            case "PATCH" -> Kind.PATCH;
            case "DELETE" -> Kind.DELETE;
            default -> throw notAllowed("GET, POST, PUT, PATCH, DELETE");
        };
        return new Route(kind, type, "", "");
    }

    private static Route below(String verb, List<String> path) {
        String type = path.get(0);
        String second = path.get(1);
        if (path.size() == 2 && second.equals("_search")) {
            return only(verb, "POST", new Route(Kind.SEARCH_TYPE, type, "", ""));
        }
        if (path.size() == 2 && second.equals("_history")) {
            return only(verb, "GET", new Route(Kind.HISTORY_TYPE, type, "", ""));
        }
        if (path.size() == 2 && second.startsWith("$")) {
            return new Route(Kind.OPERATION, type, "", second);
        }
        if (!ResourceKey.isId(second)) {
            throw Refusal.invalid("An id is 1 to 64 letters, digits, '-' and '.'.");
        }
        return path.size() == 2 ? ofInstance(verb, type, second) : belowInstance(verb, path);
    }

    private static Route ofInstance(String verb, String type, String id) {
        Kind kind = switch (verb) {
            case "GET" -> Kind.READ;
            case "PUT" -> Kind.UPDATE;
            case "PATCH" -> Kind.PATCH;
            case "DELETE" -> Kind.DELETE;
            default -> throw notAllowed("GET, PUT, PATCH, DELETE");
        };
        return new Route(kind, type, id, "");
    }

    private static Route belowInstance(String verb, List<String> path) {
        String type = path.get(0);
        String id = path.get(1);
        String third = path.get(2);
        if (path.size() == 3 && third.startsWith("$")) {
            return new Route(Kind.OPERATION, type, id, third);
        }
        if (path.size() == 3 && third.equals("_history")) {
            return only(verb, "GET", new Route(Kind.HISTORY_INSTANCE, type, id, ""));
        }
        if (third.equals("*") || third.equals("_search") || Fhir.isResourceType(third)) {
            return compartment(verb, path);
        }
        if (path.size() == 4 && third.equals("_history")) {
            return only(verb, "GET", new Route(Kind.VREAD, type, id, path.get(3)));
        }
        throw nowhere();
    }

    /** {@code GET Patient/1/Observation}, {@code GET Patient/1/*}, and by POST with {@code _search} behind it. */
    private static Route compartment(String verb, List<String> path) {
        boolean posted = path.get(path.size() - 1).equals("_search");
        if (path.size() > (posted ? 4 : 3)) {
            throw nowhere();
        }
        String searched = path.get(2).equals("_search") ? "*" : path.get(2);
        Route route = new Route(Kind.SEARCH_COMPARTMENT, path.get(0), path.get(1), searched);
        return only(verb, posted ? "POST" : "GET", route);
    }

    private static Route only(String verb, String allowed, Route route) {
        if (!verb.equals(allowed)) {
            throw notAllowed(allowed);
        }
        return route;
    }

    private static Refusal notAllowed(String allowed) {
        return new Refusal(Refusal.Reason.METHOD_NOT_ALLOWED, "This URL takes only " + allowed + ".");
    }

    private static Refusal nowhere() {
        return new Refusal(
                Refusal.Reason.NOT_FOUND,
                "Nothing is found at this URL; the paths that are, stand in [base]/metadata.");
    }
}
