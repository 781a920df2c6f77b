package health.throughline.program.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.RecordSearch;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells in plain words who can see what of a client's record, and why; decided by the same rules that guard it. */
@Component
public final class ConsentExplanation {

    /**
     * Somebody who can see something.
     *
     * @param who reference; empty for a group of staff
     * @param parts of the record
     * @param until date, as the consent has it; empty when open
     * @param consent reference; empty when it does not rest on one
     */
    public record Viewer(String who, List<String> parts, String until, String consent, String words) {}

    private final RecordSearch search;
    private final Viewers viewers;
    private final RecordParts parts;

    ConsentExplanation(RecordSearch search, Viewers viewers, RecordParts parts) {
        this.search = search;
        this.viewers = viewers;
        this.parts = parts;
    }

    /** For {@code patient}, who is in the caller's sight. */
    public List<Viewer> of(ResourceKey patient) {
        List<Viewer> all = new ArrayList<>();
        List<ObjectNode> consents = find("Consent", "patient", patient.toString(), "status", "active");
        Map<String, String> named = new LinkedHashMap<>();
        find("RelatedPerson", "patient", patient.toString(), "active:not", "false")
                .forEach(
                        person -> named.put("RelatedPerson/" + person.path("id").asText(), name(person)));
        consents.forEach(consent -> actors(consent.path("provision"), named));
        staff(patient, all);
        named.forEach((reference, name) -> outside(reference, name, patient, consents, all));
        return all;
    }

    private static void actors(JsonNode provision, Map<String, String> named) {
        for (JsonNode actor : provision.path("actor")) {
            JsonNode reference = actor.path("reference");
            String target = reference.path("reference").asText("");
            if (target.startsWith("Organization/") || target.startsWith("RelatedPerson/")) {
                named.putIfAbsent(target, reference.path("display").asText("someone you named"));
            }
        }
        provision.path("provision").forEach(nested -> actors(nested, named));
    }

    private void staff(ResourceKey patient, List<Viewer> all) {
        for (ObjectNode team : find("CareTeam", "patient", patient.toString(), "status", "active")) {
            for (JsonNode participant : team.path("participant")) {
                String member = participant.path("member").path("reference").asText("");
                if (member.startsWith("Practitioner")) {
                    all.add(new Viewer(
                            member,
                            List.of(),
                            "",
                            "",
                            participant.path("member").path("display").asText("A member of your care team")
                                    + " is on your care team and sees your record for treatment, but not what you keep "
                                    + "to yourself, nor another counselor's own notes."));
                }
            }
        }
        all.add(new Viewer(
                "",
                List.of(),
                "",
                "",
                "The clinical leads of the programme see your record, because they answer for your treatment; admissions "
                        + "staff see who you are, that you are enrolled, and your appointments. Every look is written "
                        + "down, and you can see who looked."));
    }

    private void outside(
            String reference, String name, ResourceKey patient, List<ObjectNode> consents, List<Viewer> all) {
        ResourceKey key = key(reference);
        Access access = viewers.of(key);
        List<String> open = parts.open(patient.toString(), access);
        List<String> by = access.rights().consents().values().stream()
                .flatMap(List::stream)
                .filter(id -> consents.stream()
                        .anyMatch(one -> one.path("id").asText().equals(id)))
                .distinct()
                .toList();
        String until = consents.stream()
                .filter(one -> by.contains(one.path("id").asText()))
                .map(one -> one.path("provision").path("period").path("end").asText(""))
                .filter(end -> !end.isEmpty())
                .min(String::compareTo)
                .orElse("");
        String consent = by.isEmpty() ? "" : "Consent/" + by.get(0);
        all.add(new Viewer(reference, open, until, consent, words(name, open, until)));
    }

    private static String words(String name, List<String> open, String until) {
        if (open.isEmpty()) {
            return name + " sees nothing of your record.";
        }
        return name + " sees "
                + open.stream().map(RecordParts::words).collect(Collectors.joining(", "))
                + ", because you agreed to it"
                + (until.isEmpty() ? "" : ", until " + until.substring(0, Math.min(10, until.length())))
                + ". You can take that back at any time.";
    }

    private static ResourceKey key(String reference) {
        int slash = reference.indexOf('/');
        return new ResourceKey(reference.substring(0, slash), reference.substring(slash + 1));
    }

    private static String name(ObjectNode person) {
        JsonNode name = person.path("name").path(0);
        String text = name.path("text").asText("");
        String given = name.path("given").path(0).asText("");
        String family = name.path("family").asText("");
        String whole = text.isEmpty() ? (given + " " + family).strip() : text;
        return whole.isEmpty() ? "A person close to you" : whole;
    }

    private List<ObjectNode> find(String type, String... pairs) {
        List<Parameter> asked = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            asked.add(new Parameter(pairs[i], pairs[i + 1]));
        }
        asked.add(new Parameter("_count", "500"));
        return search
                .search(search.parse(List.of(type), asked, false), null, Access.everything("explanation"))
                .matches()
                .stream()
                .map(ResourceVersion::tree)
                .toList();
    }
}
