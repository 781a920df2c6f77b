package health.throughline.api.operation.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import health.throughline.store.ResourceVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who the people in the audit trail are, as a client knows them: name, role and organization. */
final class Persons {

    /** The caller need not see a Practitioner to learn who looked at their record. */
    private static final Access NAMES_ONLY = Access.everything("names in the audit trail");

    private final HealthRecord record;
    private final Map<String, Person> known = new HashMap<>();

    Persons(HealthRecord record) {
        this.record = record;
    }

    /** One of them; what is not known is empty. */
    record Person(String name, String role, String organization) {}

    Person of(String reference) {
        return known.computeIfAbsent(reference, this::find);
    }

    private Person find(String reference) {
        return ResourceKey.of(reference).map(this::find).orElse(new Person("", "", ""));
    }

    private Person find(ResourceKey key) {
        Optional<ObjectNode> found = record.reader()
                .find(key, NAMES_ONLY)
                .filter(version -> !version.deleted())
                .map(ResourceVersion::tree);
        String name = found.map(Persons::name).orElse("");
        return switch (key.type()) {
            case "Practitioner" -> practitioner(key, name);
            case "RelatedPerson" ->
                new Person(
                        name,
                        found.map(person -> concepts(person.path("relationship")))
                                .orElse(""),
                        "");
            default -> new Person(name, "", "");
        };
    }

    private Person practitioner(ResourceKey key, String name) {
        SearchQuery roles = record.search()
                .parse(
                        List.of("PractitionerRole"),
                        List.of(new Parameter("practitioner", key.toString()), new Parameter("_count", "5")),
                        false);
        List<ObjectNode> found = record.search().search(roles, null, NAMES_ONLY).matches().stream()
                .map(ResourceVersion::tree)
                .toList();
        String role = joined(found.stream().map(one -> concepts(one.path("code"))));
        String organization = joined(found.stream().map(this::organization));
        return new Person(name, role, organization);
    }

    private String organization(ObjectNode role) {
        JsonNode organization = role.path("organization");
        String display = organization.path("display").asText("");
        String reference = organization.path("reference").asText("");
        return display.isEmpty() && reference.startsWith("Organization/")
                ? of(reference).name()
                : display;
    }

    private static String joined(Stream<String> texts) {
        return texts.filter(text -> !text.isEmpty()).distinct().collect(Collectors.joining(", "));
    }

    private static String concepts(JsonNode concepts) {
        Stream.Builder<String> texts = Stream.builder();
        for (JsonNode concept : concepts) {
            String text = concept.path("text").asText("");
            texts.add(text.isEmpty() ? concept.at("/coding/0/display").asText("") : text);
        }
        return joined(texts.build());
    }

    /** Of an Organization or Device a text, of a person a HumanName. */
    private static String name(ObjectNode resource) {
        JsonNode name = resource.path("name");
        if (name.isTextual()) {
            return name.asText();
        }
        JsonNode first = name.path(0);
        String text = first.path("text").asText("");
        if (!text.isEmpty()) {
            return text;
        }
        Stream.Builder<String> parts = Stream.builder();
        first.path("prefix").forEach(part -> parts.add(part.asText()));
        first.path("given").forEach(part -> parts.add(part.asText()));
        parts.add(first.path("family").asText(""));
        return parts.build().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }
}
