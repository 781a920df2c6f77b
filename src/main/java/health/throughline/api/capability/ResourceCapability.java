package health.throughline.api.capability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.query.SpecialParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is offered for one resource type. */
final class ResourceCapability {

    /** In the order in which the specification lists them. */
    private static final List<Route.Kind> INTERACTIONS = List.of(
            Route.Kind.READ,
            Route.Kind.VREAD,
            Route.Kind.UPDATE,
            Route.Kind.PATCH,
            Route.Kind.DELETE,
            Route.Kind.HISTORY_INSTANCE,
            Route.Kind.HISTORY_TYPE,
            Route.Kind.CREATE,
            Route.Kind.SEARCH_TYPE);

    private static final String DEFINITIONS = "http://hl7.org/fhir/SearchParameter/Resource-";

    private ResourceCapability() {}

    static ObjectNode of(String type, Capabilities capabilities) {
        Set<Route.Kind> offered = capabilities.interactions(type);
        ObjectNode resource = FhirJson.object().put("type", type);
        resource.put("profile", "http://hl7.org/fhir/StructureDefinition/" + type);
        ArrayNode interactions = resource.putArray("interaction");
        INTERACTIONS.stream()
                .filter(offered::contains)
                .forEach(kind -> interactions.addObject().put("code", kind.code()));
        behaviour(resource, offered);
        if (offered.contains(Route.Kind.SEARCH_TYPE)) {
            search(resource, type, capabilities);
        }
        ArrayNode operations = CapabilityStatement.operations(capabilities.operations(type));
        capabilities
                .queries(type)
                .forEach(query -> operations
                        .addObject()
                        .put("name", query.code())
                        .put("definition", query.url())
                        .put("documentation", query.description() + " Parameters: " + query.usage()));
        CapabilityStatement.setUnlessEmpty(resource, "operation", operations);
        return resource;
    }

    private static void behaviour(ObjectNode resource, Set<Route.Kind> offered) {
        boolean create = offered.contains(Route.Kind.CREATE);
        boolean update = offered.contains(Route.Kind.UPDATE);
        resource.put("versioning", update ? "versioned-update" : "versioned");
        resource.put("readHistory", offered.contains(Route.Kind.VREAD));
        resource.put("updateCreate", update);
        resource.put("conditionalCreate", create);
        resource.put("conditionalRead", "full-support");
        resource.put("conditionalUpdate", update);
        resource.put("conditionalDelete", offered.contains(Route.Kind.DELETE) ? "multiple" : "not-supported");
        CapabilityStatement.texts(resource, "referencePolicy", List.of("literal", "logical"));
    }

    private static void search(ObjectNode resource, String type, Capabilities capabilities) {
        if (capabilities.includesAnything(type)) {
            List<String> includes = new ArrayList<>(List.of("*"));
            includes.addAll(names(capabilities.includes(type)));
            CapabilityStatement.texts(resource, "searchInclude", includes);
            CapabilityStatement.texts(resource, "searchRevInclude", names(capabilities.reverseIncludes(type)));
        }
        ArrayNode parameters = resource.putArray("searchParam");
        parameters.add(parameter("_id", DEFINITIONS + "id", "token", "Logical id of this artifact"));
        parameters.add(parameter(
                "_lastUpdated", DEFINITIONS + "lastUpdated", "date", "When the resource version last changed"));
        for (SearchParameter offered : capabilities.searchParameters(type)) {
            parameters.add(
                    parameter(offered.code(), offered.url(), offered.kind().code(), SearchText.of(offered)));
        }
        special(parameters, type, capabilities);
    }

    /** R4 defines most of them without a SearchParameter. */
    private static void special(ArrayNode parameters, String type, Capabilities capabilities) {
        for (SpecialParameter special : capabilities.specialParameters(type)) {
            parameters.add(
                    text(FhirJson.object().put("name", special.code()).put("type", "special"), special.description()));
        }
        if (!capabilities.queries(type).isEmpty()) {
            parameters.add(parameter(
                    "_query", DEFINITIONS + "query", "token", "The name of one of the queries under operation"));
        }
    }

    private static List<String> names(List<SearchParameter> references) {
        Stream<String> names = references.stream().map(reference -> reference.type() + ":" + reference.code());
        return names.toList();
    }

    private static ObjectNode parameter(String code, String definition, String kind, String text) {
        ObjectNode parameter = FhirJson.object()
                .put("name", code)
                .put("definition", definition)
                .put("type", kind);
        return text(parameter, text);
    }

    private static ObjectNode text(ObjectNode parameter, String text) {
        return text.isEmpty() ? parameter : parameter.put("documentation", text);
    }
}
