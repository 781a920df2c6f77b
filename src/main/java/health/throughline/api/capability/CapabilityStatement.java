package health.throughline.api.capability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.Route;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Compartments;
import health.throughline.fhir.patch.Patch;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The capabilities as FHIR states them.
 *
 * @see <a href="https://hl7.org/fhir/R4/capabilitystatement.html">R4 CapabilityStatement</a>
 */
public final class CapabilityStatement {

    private static final String SEARCH = "Besides the search parameters listed, a search on any type takes chains "
            + "(subject:Patient.name), _has, the modifiers of each parameter's type, _include, _revinclude, _sort, "
            + "_count and _total; by GET or by POST to _search. _format, _pretty, _summary and _elements are taken "
            + "everywhere.";
    private static final String SECURITY =
            "The server does not ask callers who they are yet, and therefore listens on the loopback interface only.";

    private CapabilityStatement() {}

    /** @param base the server's FHIR base, without a slash at its end */
    public static ObjectNode of(Capabilities capabilities, String base) {
        Software software = capabilities.software();
        ObjectNode statement = FhirJson.object();
        statement.put("resourceType", "CapabilityStatement");
        statement.put("id", "throughline");
        statement.put("url", base + "/metadata");
        statement.put("version", software.version());
        statement.put("name", software.name().replaceAll("\\W", ""));
        statement.put("title", software.name() + " FHIR server");
        statement.put("status", "active");
        statement.put("date", software.built().toString());
        statement.put("description", "What this server offers, as it is in force now.");
        statement.put("kind", "instance");
        ObjectNode program = statement.putObject("software");
        program.put("name", software.name());
        program.put("version", software.version());
        program.put("releaseDate", software.built().toString());
        ObjectNode implementation = statement.putObject("implementation");
        implementation.put("description", software.name() + " at " + base);
        implementation.put("url", base);
        statement.put("fhirVersion", "4.0.1");
        texts(statement, "format", List.of("application/fhir+json", "application/fhir+xml", "json", "xml"));
        if (capabilities.interactions().contains(Route.Kind.PATCH)) {
            texts(statement, "patchFormat", Patch.MEDIA_TYPES);
        }
        statement.putArray("rest").add(rest(capabilities));
        return statement;
    }

    private static ObjectNode rest(Capabilities capabilities) {
        ObjectNode rest = FhirJson.object().put("mode", "server").put("documentation", SEARCH);
        rest.putObject("security").put("cors", true).put("description", SECURITY);
        ArrayNode resources = rest.putArray("resource");
        for (String type : Fhir.resourceTypes()) {
            resources.add(ResourceCapability.of(type, capabilities));
        }
        Set<Route.Kind> offered = capabilities.interactions();
        ArrayNode interactions = FhirJson.array();
        if (offered.contains(Route.Kind.TRANSACTION)) {
            interactions.addObject().put("code", "transaction");
            interactions.addObject().put("code", "batch");
        }
        if (offered.contains(Route.Kind.SEARCH_SYSTEM)) {
            interactions.addObject().put("code", "search-system");
        }
        if (offered.contains(Route.Kind.HISTORY_SYSTEM)) {
            interactions.addObject().put("code", "history-system");
        }
        setUnlessEmpty(rest, "interaction", interactions);
        setUnlessEmpty(rest, "operation", operations(capabilities.systemOperations()));
        if (offered.contains(Route.Kind.SEARCH_COMPARTMENT)) {
            texts(rest, "compartment", compartments());
        }
        return rest;
    }

    private static List<String> compartments() {
        return Compartments.names().stream()
                .map(owner -> "http://hl7.org/fhir/CompartmentDefinition/" + owner.toLowerCase(Locale.ROOT))
                .toList();
    }

    static ArrayNode operations(Collection<FhirOperation> all) {
        ArrayNode operations = FhirJson.array();
        for (FhirOperation operation : all) {
            operations.addObject().put("name", operation.name().substring(1)).put("definition", operation.definition());
        }
        return operations;
    }

    static void texts(ObjectNode node, String name, Collection<String> values) {
        ArrayNode array = FhirJson.array();
        values.forEach(array::add);
        setUnlessEmpty(node, name, array);
    }

    /** FHIR has no empty arrays. */
    static void setUnlessEmpty(ObjectNode node, String name, ArrayNode array) {
        if (!array.isEmpty()) {
            node.set(name, array);
        }
    }
}
