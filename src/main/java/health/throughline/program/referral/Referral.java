package health.throughline.program.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.program.client.ClientRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What another organization sent: one ServiceRequest, one Patient, and what belongs to them. Nothing in it refers to this
 * record, so that nobody writes into the record of somebody else by it.
 */
final class Referral {

    private static final Set<String> TYPES = new TreeSet<>(Set.of(
            "AllergyIntolerance",
            "Condition",
            "Coverage",
            "DocumentReference",
            "MedicationRequest",
            "MedicationStatement",
            "Observation",
            "Organization",
            "Patient",
            "Practitioner",
            "PractitionerRole",
            "Procedure",
            "ServiceRequest"));

    private final Map<String, ObjectNode> resources = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private final String patient;
    private final String request;

    private Referral(ObjectNode bundle) {
        Map<String, String> addresses = new HashMap<>();
        for (JsonNode entry : bundle.path("entry")) {
            add(entry, addresses);
        }
        this.patient = only("Patient");
        this.request = only("ServiceRequest");
        resources.values().forEach(resource -> resolve(resource, addresses));
        resources.forEach((url, resource) -> belongs(resource));
    }

    /** @throws Refusal INVALID or UNPROCESSABLE when it is no referral */
    static Referral of(ObjectNode bundle) {
        return new Referral(bundle);
    }

    private void add(JsonNode entry, Map<String, String> addresses) {
        String type = entry.at("/resource/resourceType").asText("");
        if (!(entry.path("resource") instanceof ObjectNode given) || !TYPES.contains(type)) {
            throw refused("A referral holds resources of these types: " + String.join(", ", TYPES) + ".");
        }
        StructureCheck.check(given);
        String url = ClientRecord.url();
        String full = entry.path("fullUrl").asText("");
        if (!full.isEmpty()) {
            addresses.put(full, url);
        }
        String id = given.path("id").asText("");
        if (!id.isEmpty()) {
            addresses.put(type + "/" + id, url);
        }
        ObjectNode resource = given.deepCopy();
        resource.remove(List.of("id", "meta"));
        resources.put(url, resource);
        order.add(url);
    }

    private String only(String type) {
        List<String> found =
                order.stream().filter(url -> type(url).equals(type)).toList();
        if (found.size() != 1) {
            throw refused("A referral holds one Patient and one ServiceRequest.");
        }
        return found.get(0);
    }

    /** References lead to other entries, or to somewhere else altogether, never into this record. */
    private static void resolve(JsonNode node, Map<String, String> addresses) {
        if (node instanceof ObjectNode object && object.has("reference")) {
            String reference = object.path("reference").asText("");
            String address = addresses.get(reference);
            if (address != null) {
                object.set("reference", TextNode.valueOf(address));
            } else if (!reference.startsWith("#")) {
                throw refused(
                        "Each reference in a referral leads to an entry of it; send what is referred to along, or "
                                + "name it by its identifier.");
            }
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                resolve(child, addresses);
            }
        }
    }

    private void belongs(ObjectNode resource) {
        for (String element : List.of("subject", "patient", "beneficiary")) {
            String reference = resource.at("/" + element + "/reference").asText(patient);
            if (!reference.equals(patient)) {
                throw refused("Everything in a referral is about its one Patient.");
            }
        }
    }

    private String type(String url) {
        return resource(url).path("resourceType").asText();
    }

    ObjectNode resource(String url) {
        ObjectNode resource = resources.get(url);
        return resource == null ? FhirJson.object() : resource;
    }

    String patient() {
        return patient;
    }

    String request() {
        return request;
    }

    /** What comes with the Patient and the ServiceRequest. */
    List<String> others() {
        return order.stream()
                .filter(url -> !url.equals(patient) && !url.equals(request))
                .toList();
    }

    /** An identifier of it with a system, as search writes it; empty when it has none. */
    String identifier(String url) {
        for (JsonNode identifier : resource(url).path("identifier")) {
            String system = identifier.path("system").asText("");
            String value = identifier.path("value").asText("");
            if (!system.isEmpty() && !value.isEmpty()) {
                return escaped(system) + "|" + escaped(value);
            }
        }
        return "";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }

    /** Lets what refers to an entry refer to {@code target}, which is stored already. */
    void stored(String url, String target) {
        Map<String, String> one = Map.of(url, target);
        resources.values().forEach(resource -> point(resource, one));
    }

    private static void point(JsonNode node, Map<String, String> targets) {
        if (node instanceof ObjectNode object) {
            String target = targets.get(object.path("reference").asText(""));
            if (target != null) {
                object.put("reference", target);
            }
        }
        if (node instanceof ArrayNode || node instanceof ObjectNode) {
            node.forEach(child -> point(child, targets));
        }
    }

    static Refusal refused(String words) {
        return new Refusal(
                Refusal.Reason.UNPROCESSABLE,
                List.of(Issue.error("business-rule", words, "Parameters.parameter.where(name='referral').resource")));
    }
}
