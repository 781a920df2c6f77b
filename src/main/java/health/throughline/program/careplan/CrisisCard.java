package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.crisis.CrisisProperties;
import health.throughline.program.extraction.Narratives;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.store.ResourceVersion;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a phone keeps for the worst moment: a small document with the steps of the plan, people with their numbers, and the
 * lines to call. It holds what its reader may see of the plan in use, and the lines in any case.
 */
@Component
public final class CrisisCard {

    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("crisis-step", "What to do");
        SECTIONS.put("means-safety", "Making the place safe");
        SECTIONS.put("support", "People");
        SECTIONS.put("professional-contact", "Who helps as their job");
        SECTIONS.put("how-to-help", "How others can help");
        SECTIONS.put("reason-to-recover", "What matters");
    }

    private final HealthRecord record;
    private final PlanSearch search;
    private final CrisisProperties crisis;
    private final Clock clock = Clock.systemUTC();

    CrisisCard(HealthRecord record, PlanSearch search, CrisisProperties crisis) {
        this.record = record;
        this.search = search;
        this.crisis = crisis;
    }

    /** @throws Refusal NOT_FOUND when neither the client nor a plan of theirs is in the caller's sight */
    public ObjectNode of(ResourceKey patient, Access access) {
        Optional<ResourceVersion> plan = Stream.of(PlanKind.CRISIS, PlanKind.RELAPSE_PREVENTION)
                .flatMap(kind -> search.plans(patient, kind, "active", access).stream())
                .filter(one -> !PlanEntry.of(one.tree(), "crisis-step").isEmpty())
                .findFirst();
        boolean relative = access.rights().caller().roles().contains(Role.RELATIVE);
        if (plan.isEmpty() && relative) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such Patient or version of it.");
        }
        if (!relative) {
            record.reader().read(patient, access);
        }
        ObjectNode content = plan.map(ResourceVersion::tree).orElseGet(FhirJson::object);
        return document(patient, content, people(content, access), plan);
    }

    private List<ObjectNode> people(JsonNode plan, Access access) {
        List<ObjectNode> people = new ArrayList<>();
        for (PlanEntry entry : PlanEntry.of(plan, "support")) {
            for (JsonNode performer : entry.detail().path("performer")) {
                ResourceKey.of(performer.path("reference").asText(""))
                        .filter(key -> key.type().equals("RelatedPerson") && access.may(Action.READ, key.type()))
                        .flatMap(key -> record.reader().find(key, access))
                        .filter(version -> !version.deleted())
                        .ifPresent(version -> people.add(version.tree()));
            }
        }
        return people;
    }

    private ObjectNode document(
            ResourceKey patient, ObjectNode plan, List<ObjectNode> people, Optional<ResourceVersion> version) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String named =
                patient + version.map(one -> one.key() + "/" + one.version()).orElse("") + people;
        String uuid = "urn:uuid:" + UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8));
        ObjectNode bundle = FhirJson.object().put("resourceType", "Bundle");
        if (plan.path("meta").has("security")) {
            bundle.putObject("meta").set("security", plan.path("meta").path("security"));
        }
        bundle.putObject("identifier").put("system", "urn:ietf:rfc:3986").put("value", uuid);
        bundle.put("type", "document").put("timestamp", now);
        ArrayNode entries = bundle.putArray("entry");
        ObjectNode composition = entries.addObject().put("fullUrl", uuid).putObject("resource");
        composition.put("resourceType", "Composition").put("status", "final");
        composition.putObject("type").put("text", "Crisis card");
        composition.putObject("subject").put("reference", patient.toString());
        composition.put("date", now);
        composition.putArray("author").addObject().put("display", "The client, in their plan");
        composition.put("title", "Crisis card");
        ArrayNode sections = composition.putArray("section");
        SECTIONS.forEach((section, title) -> section(sections, title, words(section, plan, people)));
        section(sections, "Call", lines());
        ArrayNode last = ((ObjectNode) sections.get(sections.size() - 1)).putArray("entry");
        for (CrisisProperties.Line line : crisis.lines()) {
            String url = "urn:uuid:" + UUID.nameUUIDFromBytes(line.toString().getBytes(StandardCharsets.UTF_8));
            last.addObject().put("reference", url);
            service(line, entries.addObject().put("fullUrl", url).putObject("resource"));
        }
        return bundle;
    }

    private List<String> words(String section, JsonNode plan, List<ObjectNode> people) {
        List<String> words = new ArrayList<>();
        PlanEntry.of(plan, section).stream()
                .filter(entry -> !section.equals("support") || !entry.detail().has("performer") || people.isEmpty())
                .map(PlanEntry::words)
                .filter(one -> !one.isEmpty())
                .forEach(words::add);
        if (section.equals("support")) {
            people.forEach(person -> words.add(person(person, plan)));
        }
        return words;
    }

    /** Name, number, and how they can help. */
    private static String person(JsonNode person, JsonNode plan) {
        StringBuilder words = new StringBuilder(name(person.path("name").path(0)));
        for (JsonNode contact : person.path("telecom")) {
            words.append(", ").append(contact.path("value").asText(""));
        }
        String reference = "RelatedPerson/" + person.path("id").asText();
        PlanEntry.of(plan, "support").stream()
                .filter(entry -> entry.detail().path("performer").toString().contains("\"" + reference + "\""))
                .map(PlanEntry::words)
                .filter(how -> !how.isEmpty())
                .findFirst()
                .ifPresent(how -> words.append(": ").append(how));
        return words.toString();
    }

    private static String name(JsonNode name) {
        String given = name.path("given").path(0).asText("");
        return name.path("text").asText((given + " " + name.path("family").asText("")).strip());
    }

    private List<String> lines() {
        return crisis.lines().stream()
                .map(line -> line.name() + ", " + line.phone() + ". " + line.words())
                .toList();
    }

    private static void section(ArrayNode sections, String title, List<String> words) {
        if (!words.isEmpty()) {
            ObjectNode section = sections.addObject().put("title", title);
            section.putObject("text")
                    .put("status", "generated")
                    .put("div", Narratives.div(title, Map.of("", words)).replace("<h3></h3>", ""));
        }
    }

    private static void service(CrisisProperties.Line line, ObjectNode service) {
        service.put("resourceType", "HealthcareService").put("name", line.name());
        service.put("comment", line.words());
        service.putArray("telecom").addObject().put("system", "phone").put("value", line.phone());
    }
}
