package health.throughline.program.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.policy.Lookups;
import health.throughline.search.query.SearchParser.Parameter;
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

    private static final Parameter ACTIVE = new Parameter("status", "active");

    private final Lookups lookups;
    private final Viewers viewers;
    private final RecordParts parts;

    ConsentExplanation(Lookups lookups, Viewers viewers, RecordParts parts) {
        this.lookups = lookups;
        this.viewers = viewers;
        this.parts = parts;
    }

    /** For {@code patient}, who is in the caller's sight. */
    public List<Viewer> of(ResourceKey patient) {
        List<Viewer> all = new ArrayList<>();
        Parameter of = new Parameter("patient", patient.toString());
        List<ObjectNode> consents = lookups.all("Consent", of, ACTIVE);
        Map<String, String> named = new LinkedHashMap<>();
        lookups.all("RelatedPerson", of, new Parameter("active:not", "false"))
                .forEach(
                        person -> named.put("RelatedPerson/" + person.path("id").asText(), name(person)));
        consents.forEach(consent -> actors(consent.path("provision"), named));
        staff(of, all);
        named.forEach((reference, name) ->
                ResourceKey.of(reference).ifPresent(key -> outside(key, name, patient, consents, all)));
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

    private void staff(Parameter patient, List<Viewer> all) {
        for (ObjectNode team : lookups.all("CareTeam", patient, ACTIVE)) {
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
            ResourceKey viewer, String name, ResourceKey patient, List<ObjectNode> consents, List<Viewer> all) {
        Access access = viewers.of(viewer);
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
        all.add(new Viewer(viewer.toString(), open, until, consent, words(name, open, until)));
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

    private static String name(ObjectNode person) {
        JsonNode name = person.path("name").path(0);
        String text = name.path("text").asText("");
        String given = name.path("given").path(0).asText("");
        String family = name.path("family").asText("");
        String whole = text.isEmpty() ? (given + " " + family).strip() : text;
        return whole.isEmpty() ? "A person close to you" : whole;
    }
}
