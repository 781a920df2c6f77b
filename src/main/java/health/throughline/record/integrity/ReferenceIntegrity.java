package health.throughline.record.integrity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.search.plan.Restriction;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.ResourceChange;
import health.throughline.store.ResourceTable;
import health.throughline.validation.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds references between resources of this server together, as far as the policy asks for it: what is referred to is there
 * when the transaction ends, and nobody ends what others refer to. On the way back it sees the references that search
 * parameters index.
 */
public final class ReferenceIntegrity {

    private final Policy policy;
    private final ResourceTable resources;
    private final Vocabulary vocabulary;

    public ReferenceIntegrity(Policy policy, ResourceTable resources, Vocabulary vocabulary) {
        this.policy = policy;
        this.resources = resources;
        this.vocabulary = vocabulary;
    }

    public Policy policy() {
        return policy;
    }

    /** Whether storing {@code resource} has to look for others. */
    public boolean concerns(ObjectNode resource) {
        return policy != Policy.OFF
                && !LiteralReferences.of(resource, vocabulary).isEmpty();
    }

    /**
     * What is broken by the changes of a transaction, by the resource that breaks it. When it is enforced, what is referred to
     * is locked, so that it stays until the transaction ends.
     *
     * @param visible what is out of the caller's sight is as absent as what was never there
     */
    public Map<ResourceKey, List<Issue>> broken(List<ResourceChange> changes, Restriction visible) {
        if (policy == Policy.OFF) {
            return Map.of();
        }
        Set<ResourceKey> ended = keys(changes, true);
        Set<ResourceKey> stored = keys(changes, false);
        Map<ResourceKey, Map<ResourceKey, String>> references = new HashMap<>();
        for (ResourceChange change : changes) {
            if (!change.version().deleted()) {
                ObjectNode resource = FhirJson.parseStored(change.version().body());
                references.put(change.version().key(), LiteralReferences.of(resource, vocabulary));
            }
        }
        Set<ResourceKey> absent = absent(references, stored, ended, visible);
        Map<ResourceKey, List<Issue>> broken = new HashMap<>();
        references.forEach((key, all) -> all.forEach((target, place) -> {
            if (absent.contains(target)) {
                broken.computeIfAbsent(key, k -> new ArrayList<>()).add(missing(target, place));
            }
        }));
        referring(ended, changes, visible).forEach((key, types) -> broken.put(key, List.of(referred(key, types))));
        return broken;
    }

    private static Set<ResourceKey> keys(List<ResourceChange> changes, boolean deleted) {
        return changes.stream()
                .map(ResourceChange::version)
                .filter(version -> version.deleted() == deleted)
                .map(version -> version.key())
                .collect(Collectors.toSet());
    }

    private Set<ResourceKey> absent(
            Map<ResourceKey, Map<ResourceKey, String>> references,
            Set<ResourceKey> stored,
            Set<ResourceKey> ended,
            Restriction visible) {
        Set<ResourceKey> absent = new HashSet<>();
        references.values().forEach(all -> absent.addAll(all.keySet()));
        absent.removeAll(stored);
        if (!absent.isEmpty()) {
            Set<ResourceKey> present =
                    new HashSet<>(resources.present(absent, policy == Policy.ENFORCE, visible.on("r")));
            present.removeAll(ended);
            absent.removeAll(present);
        }
        return absent;
    }

    /** The types of those that refer to what ends, without those that the same transaction stores or ends too. */
    private Map<ResourceKey, Set<String>> referring(
            Set<ResourceKey> ended, List<ResourceChange> changes, Restriction visible) {
        if (ended.isEmpty()) {
            return Map.of();
        }
        long[] changed =
                changes.stream().mapToLong(change -> change.version().rid()).toArray();
        Map<ResourceKey, Set<String>> types = new HashMap<>();
        resources
                .referring(ended, changed, visible.on("r"))
                .forEach(link -> types.computeIfAbsent(link.target(), key -> new TreeSet<>())
                        .add(link.source().type()));
        return types;
    }

    /** What refers to {@code key} in this record. */
    public List<Issue> referring(ResourceKey key, Restriction visible) {
        return referring(Set.of(key), List.of(), visible).entrySet().stream()
                .map(entry -> referred(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What {@code resource} refers to and is not there. */
    public List<Issue> missing(ObjectNode resource, Restriction visible) {
        Map<ResourceKey, String> references = LiteralReferences.of(resource, vocabulary);
        Set<ResourceKey> absent = absent(Map.of(new ResourceKey("", ""), references), Set.of(), Set.of(), visible);
        return references.entrySet().stream()
                .filter(reference -> absent.contains(reference.getKey()))
                .map(reference -> missing(reference.getKey(), reference.getValue()))
                .toList();
    }

    /** For changes whose references need not be looked after. */
    public static Map<ResourceKey, List<Issue>> none(List<ResourceChange> changes) {
        return Map.of();
    }

    /**
     * {@code issues}, unless one of them keeps the change from being made.
     *
     * @throws Refusal UNPROCESSABLE, or CONFLICT for a deletion
     */
    public static List<Issue> accepted(List<Issue> issues) {
        boolean error = issues.stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR);
        if (error) {
            boolean deletion = issues.get(0).code().equals(Refusal.Reason.CONFLICT.issueCode());
            throw new Refusal(deletion ? Refusal.Reason.CONFLICT : Refusal.Reason.UNPROCESSABLE, issues);
        }
        return issues;
    }

    private Issue missing(ResourceKey target, String place) {
        String text = "There is no " + target.type()
                + " with the id that this refers to; store it first, or in the same transaction.";
        return new Issue(severity(), "not-found", text, place);
    }

    private Issue referred(ResourceKey key, Set<String> types) {
        String text = "Resources of type " + String.join(", ", types) + " refer to this " + key.type()
                + "; change or delete them first, or in the same transaction.";
        return new Issue(severity(), Refusal.Reason.CONFLICT.issueCode(), text, null);
    }

    private Issue.Severity severity() {
        return policy == Policy.ENFORCE ? Issue.Severity.ERROR : Issue.Severity.WARNING;
    }
}
