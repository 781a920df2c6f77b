package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.Expansion.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Tells whether one code is in a value set without working out the others: for value sets of large code systems. */
public final class ValueSetMembership {

    private static final int MAX_IMPORTS = 30;

    private final Function<Canonical, Optional<ObjectNode>> valueSets;
    private final Function<Canonical, Optional<CodeSystem>> systems;

    public ValueSetMembership(
            Function<Canonical, Optional<ObjectNode>> valueSets, Function<Canonical, Optional<CodeSystem>> systems) {
        this.valueSets = valueSets;
        this.systems = systems;
    }

    /** Whether {@code valueSet}, or one that it imports, takes codes of a system that is {@code large}, listed or not. */
    public boolean touches(ObjectNode valueSet, Predicate<String> large) {
        return touches(valueSet, large, 0);
    }

    private boolean touches(ObjectNode valueSet, Predicate<String> large, int depth) {
        for (JsonNode include : valueSet.path("compose").path("include")) {
            if (include.has("system") && large.test(include.path("system").asText(""))) {
                return true;
            }
            for (JsonNode name : include.path("valueSet")) {
                Optional<ObjectNode> imported = valueSets.apply(Canonical.of(name.asText("")));
                if (depth < MAX_IMPORTS && imported.isPresent() && touches(imported.get(), large, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The code systems that {@code valueSet}, or one that it imports, takes codes of. */
    public Set<String> systems(ObjectNode valueSet) {
        Set<String> systems = new TreeSet<>();
        touches(
                valueSet,
                system -> {
                    systems.add(system);
                    return false;
                },
                0);
        return systems;
    }

    /**
     * The members of {@code valueSet} with this code: one at most for each system.
     *
     * @param system empty for any
     * @throws Refusal when that cannot be told
     */
    public List<Member> find(ObjectNode valueSet, String system, String code) {
        return find(valueSet, system, code, 0);
    }

    private List<Member> find(ObjectNode valueSet, String system, String code, int depth) {
        if (depth > MAX_IMPORTS) {
            throw refused("The value set imports others more than " + MAX_IMPORTS + " levels deep, or itself.");
        }
        if (!valueSet.has("compose")) {
            return new ValueSetExpander(valueSets, systems, Integer.MAX_VALUE)
                    .expand(valueSet).members().stream()
                            .filter(member -> member.code().equals(code))
                            .filter(member ->
                                    system.isEmpty() || member.system().equals(system))
                            .toList();
        }
        JsonNode compose = valueSet.path("compose");
        List<Member> found = new ArrayList<>();
        for (JsonNode include : compose.path("include")) {
            for (Member member : selected(include, system, code, depth)) {
                if (found.stream().noneMatch(one -> one.key().equals(member.key()))) {
                    found.add(member);
                }
            }
        }
        found.removeIf(member -> excluded(compose, member, depth));
        return found;
    }

    private boolean excluded(JsonNode compose, Member member, int depth) {
        if (member.inactive() && !compose.path("inactive").asBoolean(true)) {
            return true;
        }
        for (JsonNode exclude : compose.path("exclude")) {
            if (!selected(exclude, member.system(), member.code(), depth).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private List<Member> selected(JsonNode part, String system, String code, int depth) {
        List<Member> selected = part.has("system") ? ofSystem(part, system, code) : null;
        for (JsonNode name : part.path("valueSet")) {
            ObjectNode imported = valueSets
                    .apply(Canonical.of(name.asText("")))
                    .orElseThrow(
                            () -> refused("The ValueSet imports another that is not on this server; store that too."));
            List<Member> members = find(imported, system, code, depth + 1);
            selected = selected == null ? members : both(selected, members);
        }
        if (selected == null) {
            throw refused("An include or exclude of the ValueSet names neither a system nor a value set.");
        }
        return selected;
    }

    private static List<Member> both(List<Member> some, List<Member> others) {
        return some.stream()
                .filter(member -> others.stream().anyMatch(other -> other.key().equals(member.key())))
                .toList();
    }

    private List<Member> ofSystem(JsonNode part, String asked, String code) {
        String url = part.path("system").asText("");
        if (!asked.isEmpty() && !asked.equals(url)) {
            return List.of();
        }
        Optional<CodeSystem> system =
                systems.apply(new Canonical(url, part.path("version").asText("")));
        if (!part.path("concept").isEmpty()) {
            return ValueSetExpander.listed(part, url, system).values().stream()
                    .filter(member -> member.code().equals(code))
                    .toList();
        }
        CodeSystem known = system.orElseThrow(() -> refused("The ValueSet takes codes from " + url
                + ", which is not on this server, or not in that version; store or load it, or list the codes."));
        return known
                .find(code)
                .filter(concept -> known.meets(concept, ValueSetExpander.filters(part)))
                .map(concept -> Member.of(known, concept))
                .stream()
                .toList();
    }

    private static Refusal refused(String diagnostics) {
        return Refusal.invalid("not-supported", diagnostics, null);
    }
}
