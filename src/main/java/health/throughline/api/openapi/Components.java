package health.throughline.api.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.patch.Patch;
import java.util.List;

/** What the calls share: parameters, bodies, responses and schemas. */
final class Components {

    static final String PARAMETERS = "#/components/parameters/";
    static final String BODIES = "#/components/requestBodies/";
    static final String RESPONSES = "#/components/responses/";

    private static final String SCHEMAS = "#/components/schemas/";
    private static final List<String> FHIR = List.of("application/fhir+json", "application/fhir+xml");

    private final ObjectNode json = FhirJson.object();

    private Components() {}

    static ObjectNode all() {
        Components components = new Components();
        components.schemas();
        components.urlParameters();
        components.searchParameters();
        components.headers();
        components.bodies();
        components.responses();
        return components.json;
    }

    private void schemas() {
        schema("Resource", "Any FHIR R4 resource; the CapabilityStatement names the profile of each type.");
        schema("Bundle", "A Bundle: results, history, or the answers to a batch or transaction.");
        schema("OperationOutcome", "What went wrong, where, and how to mend it.");
    }

    private void schema(String name, String description) {
        ObjectNode schema = json.withObject("/schemas").putObject(name);
        schema.put("type", "object").put("description", description);
        schema.putArray("required").add("resourceType");
        ObjectNode type = schema.putObject("properties").putObject("resourceType");
        type.put("type", "string");
        if (!name.equals("Resource")) {
            type.putArray("enum").add(name);
        }
        schema.put("additionalProperties", true);
    }

    private void urlParameters() {
        path("id", "The resource's id", "[A-Za-z0-9\\-.]{1,64}");
        path("type", "The resource type searched in the compartment", "[A-Z][A-Za-z]{1,63}");
        path("vid", "The version's number", "[0-9]{1,9}");
        query("_format", "The answer's format: json, xml, html or a media type");
        query("_pretty", "true sets the answer out for reading");
        query("_summary", "A part of each resource: true, text, data, count or false");
        query("_elements", "The elements to give, separated by commas");
        query("mode", "full or normative");
    }

    private void searchParameters() {
        query("_id", "Logical id");
        query("_lastUpdated", "When the version was made, as ge2026-01-31");
        query("_sort", "Search parameters to sort by, separated by commas; '-' before one turns its order");
        query("_count", "Most entries on a page");
        query("_total", "none, estimate or accurate");
        query("_include", "References to follow, as Type:parameter");
        query("_revinclude", "References to come back by, as Type:parameter");
        query("_has", "By what refers to it, as _has:Type:reference:parameter=value; the name goes on after ':'");
        query("_contained", "Whether contained resources are searched: false, true or both");
        query("_containedType", "Whether a contained match is answered by its container or contained");
        query("_maxresults", "Most matches over all pages");
        query(
                "_explain",
                "true answers how the search is carried out, compare also what other ways take; for administrators");
        query("_type", "Resource types, separated by commas");
        query("_page", "The place of a page; taken from the links of a result, never made");
        query("_since", "Versions made at this time or later");
        query("_at", "Versions made within this time");
        query("_multiple", "true lets the condition of a delete match several resources");
    }

    private void headers() {
        header("If-Match", "The version that the change is made to, as W/\"3\"");
        header("If-None-Match", "Give the content only if it is another version than W/\"3\"");
        header("If-Modified-Since", "Give the content only if it changed since");
        header("If-None-Exist", "Create only if nothing matches these search parameters");
        header("Prefer", "return=minimal, return=representation, return=OperationOutcome, handling=lenient");
    }

    private void path(String name, String description, String pattern) {
        ObjectNode parameter = parameter(name, "path", description);
        parameter.put("required", true);
        ((ObjectNode) parameter.path("schema")).put("pattern", "^" + pattern + "$");
    }

    private void query(String name, String description) {
        parameter(name, "query", description);
    }

    private void header(String name, String description) {
        parameter(name, "header", description);
    }

    private ObjectNode parameter(String name, String place, String description) {
        ObjectNode parameter = json.withObject("/parameters").putObject(name);
        parameter.put("name", name).put("in", place).put("description", description);
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }

    private void bodies() {
        body("Resource", "A resource of the type in the URL", FHIR, "Resource");
        body("Bundle", "A Bundle of type batch or transaction", FHIR, "Bundle");
        body("Parameters", "A Parameters resource", FHIR, "Resource");
        ObjectNode patch = json.withObject("/requestBodies").putObject("Patch");
        patch.put("description", "A JSON Patch, merge patch, FHIRPath Patch or XML Patch");
        Patch.MEDIA_TYPES.forEach(
                type -> patch.withObject("/content").putObject(type).putObject("schema"));
        ObjectNode search = json.withObject("/requestBodies").putObject("Search");
        search.put("description", "Search parameters as a form");
        ObjectNode form = search.putObject("content").putObject("application/x-www-form-urlencoded");
        form.putObject("schema")
                .put("type", "object")
                .putObject("additionalProperties")
                .put("type", "string");
    }

    private void body(String name, String description, List<String> types, String schema) {
        ObjectNode body = json.withObject("/requestBodies").putObject(name);
        body.put("description", description).put("required", true);
        content(body, types, schema);
    }

    private void responses() {
        response("Resource", "The resource", "Resource");
        response("Bundle", "The Bundle", "Bundle");
        response("Created", "Created; Location names the new version", "Resource");
        response("Refused", "Not done; the OperationOutcome says why and how to mend it", "OperationOutcome");
        response("Missing", "There is no such resource, or none is shown to this caller", "OperationOutcome");
        response("Gone", "It has been deleted", "OperationOutcome");
        response(
                "Conflict",
                "It has another version than the one named, or the condition matches several",
                "OperationOutcome");
        json.withObject("/responses").putObject("Unchanged").put("description", "The content is what is known already");
        json.withObject("/responses").putObject("Deleted").put("description", "Deleted, or was not there");
    }

    private void response(String name, String description, String schema) {
        ObjectNode response = json.withObject("/responses").putObject(name);
        response.put("description", description);
        content(response, FHIR, schema);
    }

    private static void content(ObjectNode node, List<String> types, String schema) {
        ObjectNode content = node.putObject("content");
        types.forEach(type -> content.putObject(type).putObject("schema").put("$ref", SCHEMAS + schema));
    }
}
