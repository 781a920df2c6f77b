package health.throughline.record;

import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds which resources the entries of a transaction are about. */
final class Targets {

    private static final int ID_LENGTH = 20;
    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MAX_DELETED = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The resources one entry is about.
     *
     * @param existing whether they may be there already
     * @param proposed whether the id is the content's own, which no condition matched
     * @param matches what a condition found
     */
    record Found(List<ResourceKey> keys, boolean existing, boolean proposed, List<ResourceVersion> matches) {

        static Found named(ResourceKey key, boolean proposed) {
            return new Found(List.of(key), true, proposed, List.of());
        }

        static Found matching(List<ResourceVersion> matches) {
            return new Found(matches.stream().map(ResourceVersion::key).toList(), true, false, matches);
        }

        static Found fresh(String type) {
            return new Found(List.of(new ResourceKey(type, newId())), false, false, List.of());
        }

        /** The same for a create: what is there stays as it is, whether or not the caller might change it. */
        Found unchanged() {
            return new Found(keys, false, false, matches);
        }

        ResourceKey key() {
            return keys.get(0);
        }
    }

    private final ResourceTable resources;
    private final RecordSearch search;

    Targets(ResourceTable resources, RecordSearch search) {
        this.resources = resources;
        this.search = search;
    }

    /** The resource that a change names by its id. */
    static ResourceKey named(Change change) {
        String id = change.target().id();
        if (id == null) {
            throw new IllegalStateException("Derived changes name their resources by id");
        }
        return new ResourceKey(change.target().type(), id);
    }

    List<Found> find(List<Entry> entries, Access access) {
        Set<String> conditions = new TreeSet<>();
        for (Entry entry : entries) {
            String condition = entry.change().target().condition();
            if (condition != null) {
                conditions.add(name(entry.change().target(), condition));
            }
        }
        if (!conditions.isEmpty()) {
            resources.lockConditions(conditions);
        }
        Map<String, Found> byCondition = new HashMap<>();
        Set<ResourceKey> ended = new HashSet<>();
        List<Found> found = new ArrayList<>();
        for (Entry entry : entries) {
            Found one = entry.step(() -> find(entry.change(), byCondition, ended, access));
            if (entry.change() instanceof Change.Delete) {
                ended.addAll(one.keys());
            }
            boolean kept =
                    entry.change() instanceof Change.Create && !one.matches().isEmpty();
            found.add(kept ? one.unchanged() : one);
        }
        return found;
    }

    private static String name(Change.Target target, String condition) {
        List<String> parts = new ArrayList<>(List.of(condition.split("&")));
        parts.sort(null);
        return target.type() + "?" + String.join("&", parts);
    }

    /** @param ended what earlier entries delete: no condition finds it any more */
    private Found find(Change change, Map<String, Found> byCondition, Set<ResourceKey> ended, Access access) {
        Change.Target target = change.target();
        String id = target.id();
        if (id != null) {
            return Found.named(new ResourceKey(target.type(), id), false);
        }
        String condition = target.condition();
        if (condition == null) {
            return Found.fresh(target.type());
        }
        String name = name(target, condition);
        Found known = byCondition.get(name);
        boolean still = known != null && !known.keys().isEmpty() && Collections.disjoint(known.keys(), ended);
        if (known == null || !still) {
            known = byCondition(change, condition, ended, access);
            byCondition.put(name, known);
        } else if (change instanceof Change.Create) {
            known = new Found(known.keys(), true, false, known.matches());
        }
        return known;
    }

    private Found byCondition(Change change, String condition, Set<ResourceKey> ended, Access access) {
        boolean multiple = change instanceof Change.Delete delete && delete.multiple();
        String type = change.target().type();
        List<SearchParser.Parameter> parameters = Conditions.parse(condition);
        int enough = multiple ? MAX_DELETED : 2 + ended.size();
        List<ResourceVersion> matches = new ArrayList<>(search.matching(type, parameters, enough, access));
        matches.removeIf(match -> ended.contains(match.key()));
        if (matches.size() > 1 && !multiple) {
            throw new Refusal(
                    Refusal.Reason.MULTIPLE_MATCHES,
                    "The condition on " + type + " matches several resources; make it match one at most.");
        }
        if (!matches.isEmpty()) {
            return Found.matching(matches);
        }
        if (change instanceof Change.Update update) {
            String id = update.resource().path("id").asText("");
            return id.isEmpty() ? Found.fresh(type) : Found.named(new ResourceKey(type, id), true);
        }
        return change instanceof Change.Create ? Found.fresh(type) : Found.matching(matches);
    }

    /** 103 random bits: an id tells nothing about how many there are or when it was given. */
    private static String newId() {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_LETTERS.charAt(RANDOM.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }
}
