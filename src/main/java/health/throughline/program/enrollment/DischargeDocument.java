package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The discharge summary as a FHIR document: what the author sees of the course, the plans, the aftercare, the medicines and
 * the contacts. It is kept as it was given, in a DocumentReference of the enrolment.
 *
 * @see <a href="https://hl7.org/fhir/R4/documents.html">R4 FHIR documents</a>
 */
@Component
final class DischargeDocument {

    private static final String LOINC = "http://loinc.org";
    private static final String SUMMARY = "78263-1";
    private static final String TITLE = "Mental health discharge summary";

    private final ClientRecord record;
    private final DischargeSections sections;
    private final ProgrammeDays days;

    DischargeDocument(ClientRecord record, DischargeSections sections, ProgrammeDays days) {
        this.record = record;
        this.sections = sections;
        this.days = days;
    }

    /** The document of an enrolment that has ended. */
    Optional<ObjectNode> stored(ResourceKey episode, ResourceKey patient) {
        return record
                .all(
                        "DocumentReference",
                        new Parameter("patient", patient.toString()),
                        new Parameter("encounter", episode.toString()),
                        new Parameter("type", LOINC + "|" + SUMMARY),
                        new Parameter("status", "current"))
                .stream()
                .findFirst()
                .map(Discharge::document);
    }

    ObjectNode of(Episode episode, Access access) {
        Map<ResourceKey, ObjectNode> members = new LinkedHashMap<>();
        ObjectNode composition = composition(episode, access);
        add(members, episode.patient());
        add(members, author(episode, access));
        add(members, custodian(episode));
        members.put(episode.key(), episode.tree());
        for (DischargeSections.Section section : sections.of(episode, access)) {
            ObjectNode written = composition.withArray("section").addObject().put("title", section.title());
            written.set("text", DischargeText.narrative(section.lines()));
            section.members().forEach(member -> {
                members.put(ClientRecord.key(member), member);
                written.withArray("entry")
                        .addObject()
                        .put("reference", ClientRecord.key(member).toString());
            });
        }
        return bundle(composition, members);
    }

    private void add(Map<ResourceKey, ObjectNode> members, ResourceKey key) {
        record.find(key).ifPresent(member -> members.put(key, member));
    }

    private static ResourceKey custodian(Episode episode) {
        return ResourceKey.of(
                        episode.tree().at("/managingOrganization/reference").asText(""))
                .orElse(episode.key());
    }

    private static ResourceKey author(Episode episode, Access access) {
        ResourceKey user = access.rights().caller().user().resource();
        return user == null ? custodian(episode) : user;
    }

    private ObjectNode composition(Episode episode, Access access) {
        ObjectNode composition = FhirJson.object()
                .put("resourceType", "Composition")
                .put("id", UUID.randomUUID().toString());
        composition.put("status", "final");
        composition.set("type", type());
        composition.putObject("subject").put("reference", episode.patient().toString());
        composition.put("date", days.nowText());
        composition
                .putArray("author")
                .addObject()
                .put("reference", author(episode, access).toString());
        composition.put("title", TITLE);
        if (custodian(episode).type().equals("Organization")) {
            composition
                    .putObject("custodian")
                    .put("reference", custodian(episode).toString());
        }
        ObjectNode event = composition.putArray("event").addObject();
        event.set("period", episode.tree().path("period").deepCopy());
        event.putArray("detail").addObject().put("reference", episode.key().toString());
        return composition;
    }

    private static ObjectNode type() {
        ObjectNode type = FhirJson.object();
        type.putArray("coding")
                .addObject()
                .put("system", LOINC)
                .put("code", SUMMARY)
                .put("display", TITLE);
        return type;
    }

    /** Each entry has the fullUrl by which the references in it are found: those of this server, without its address. */
    private ObjectNode bundle(ObjectNode composition, Map<ResourceKey, ObjectNode> members) {
        ObjectNode bundle = FhirJson.object().put("resourceType", "Bundle");
        bundle.put("id", UUID.randomUUID().toString());
        bundle.putObject("identifier").put("system", "urn:ietf:rfc:3986").put("value", ClientRecord.url());
        bundle.put("type", "document").put("timestamp", days.nowText());
        List<ObjectNode> all = new ArrayList<>();
        all.add(composition);
        all.addAll(members.values());
        ArrayNode entries = bundle.putArray("entry");
        all.forEach(one -> entries.addObject()
                .put("fullUrl", Addresses.of(ClientRecord.key(one)))
                .set("resource", one));
        Addresses.resolve(bundle, all.stream().map(ClientRecord::key).toList());
        return bundle;
    }

    /** What keeps the document: with the labels of all that stands in it. */
    ObjectNode reference(ObjectNode document, Episode episode, Access access) {
        ObjectNode reference = FhirJson.object().put("resourceType", "DocumentReference");
        ArrayNode labels = labels(document);
        if (!labels.isEmpty()) {
            reference.putObject("meta").set("security", labels);
        }
        reference.putObject("masterIdentifier").setAll((ObjectNode) document.path("identifier"));
        reference.put("status", "current").put("docStatus", "final");
        reference.set("type", type());
        reference.putObject("subject").put("reference", episode.patient().toString());
        reference.put("date", days.nowText());
        reference
                .putArray("author")
                .addObject()
                .put("reference", author(episode, access).toString());
        reference
                .putArray("content")
                .addObject()
                .putObject("attachment")
                .put("contentType", "application/fhir+json")
                .put("data", Base64.getEncoder().encodeToString(FhirJson.bytes(document)))
                .put("title", TITLE);
        ObjectNode context = reference.putObject("context");
        context.putArray("encounter").addObject().put("reference", episode.key().toString());
        context.set("period", episode.tree().path("period").deepCopy());
        return reference;
    }

    private static ArrayNode labels(ObjectNode document) {
        ArrayNode labels = FhirJson.array();
        for (JsonNode entry : document.path("entry")) {
            for (JsonNode label : entry.at("/resource/meta/security")) {
                boolean known = false;
                for (JsonNode other : labels) {
                    known |= other.equals(label);
                }
                if (!known) {
                    labels.add(label);
                }
            }
        }
        return labels;
    }
}
