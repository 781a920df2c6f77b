package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.Expansion.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the codes of ValueSets. Within one include, system, concepts, filters and imported value sets must all hold;
 * includes add up, and what is excluded goes.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset.html#composition">R4 ValueSet, composition rules</a>
 */
public final class ValueSetExpander {

    private static final int MAX_IMPORTS = 30;

    /** Codes that may be held while working towards fewer. */
    private static final int MAX_INTERIM = 500_000;

    private final Function<Canonical, Optional<ObjectNode>> valueSets;
    private final Function<Canonical, Optional<CodeSystem>> systems;
    private final int limit;

    /** @param limit codes that an expansion holds at most */
    public ValueSetExpander(
            Function<Canonical, Optional<ObjectNode>> valueSets,
            Function<Canonical, Optional<CodeSystem>> systems,
            int limit) {
        this.valueSets = valueSets;
        this.systems = systems;
        this.limit = limit;
    }

    /**
     * The codes of {@code valueSet}.
     *
     * @throws Refusal INVALID when it says what is not supported or names what is not here, TOO_COSTLY when it has more
     *     codes than the limit
     */
    public Expansion expand(ObjectNode valueSet) {
        Map<String, Member> members = new Run().within(valueSet.path("url").asText(""), () -> valueSet);
        if (members.size() > limit) {
            throw new Refusal(
                    Refusal.Reason.TOO_COSTLY,
                    "The ValueSet has more than " + limit + " codes; use one that says more closely what is meant.");
        }
        return new Expansion(List.copyOf(members.values()));
    }

    /** One expansion, with the value sets it has come through. */
    private final class Run {

        private final Set<String> open = new LinkedHashSet<>();
        private final Map<String, Map<String, Member>> done = new HashMap<>();

        /** The codes of the value set known as {@code url}, which must not be one that is being worked out. */
        Map<String, Member> within(String url, Supplier<ObjectNode> valueSet) {
            if (!open.add(url)) {
                throw invalid("The ValueSet imports itself, directly or through others; take the circle out.");
            }
            try {
                return members(valueSet.get());
            } finally {
                open.remove(url);
            }
        }

        private Map<String, Member> members(ObjectNode valueSet) {
            if (!valueSet.has("compose")) {
                return expanded(valueSet);
            }
            try {
                return composed(valueSet.path("compose"));
            } catch (Refusal e) {
                if (valueSet.has("expansion")) {
                    return expanded(valueSet);
                }
                throw e;
            }
        }

        private Map<String, Member> composed(JsonNode compose) {
            boolean activeOnly = !compose.path("inactive").asBoolean(true);
            Map<String, Member> members = new LinkedHashMap<>();
            for (JsonNode include : compose.path("include")) {
                selected(include).forEach(members::putIfAbsent);
                requireFew(members);
            }
            for (JsonNode exclude : compose.path("exclude")) {
                selected(exclude).keySet().forEach(members::remove);
            }
            if (activeOnly) {
                members.values().removeIf(Member::inactive);
            }
            return members;
        }

        private Map<String, Member> selected(JsonNode part) {
            Map<String, Member> selected = part.has("system") ? ofSystem(part) : null;
            for (JsonNode imported : part.path("valueSet")) {
                Map<String, Member> members = imported(imported.asText(""));
                if (selected == null) {
                    selected = new LinkedHashMap<>(members);
                } else {
                    selected.keySet().retainAll(members.keySet());
                }
            }
            if (selected == null) {
                throw invalid("An include or exclude of the ValueSet names neither a system nor a value set.");
            }
            return selected;
        }

        private Map<String, Member> imported(String name) {
            Map<String, Member> known = done.get(name);
            if (known != null) {
                return known;
            }
            if (open.size() > MAX_IMPORTS) {
                throw invalid("The ValueSet imports others more than " + MAX_IMPORTS + " levels deep.");
            }
            Canonical canonical = Canonical.of(name);
            Map<String, Member> members = within(
                    canonical.url(),
                    () -> valueSets
                            .apply(canonical)
                            .orElseThrow(() -> invalid(
                                    "The ValueSet imports another that is not on this server; store that too.")));
            done.put(name, members);
            return members;
        }
    }

    private Map<String, Member> ofSystem(JsonNode part) {
        String url = part.path("system").asText("");
        Optional<CodeSystem> system =
                systems.apply(new Canonical(url, part.path("version").asText("")));
        boolean listed = part.path("concept").size() > 0;
        boolean filtered = part.path("filter").size() > 0;
        if (listed && filtered) {
            throw invalid("An include or exclude of the ValueSet has both concepts and filters; R4 takes one of them.");
        }
        if (listed) {
            return listed(part, url, system);
        }
        CodeSystem known =
                system.orElseThrow(() -> invalid("The ValueSet takes codes from a code system that is not on "
                        + "this server, or not in that version; store the CodeSystem, or list the codes."));
        Map<String, Member> members = new LinkedHashMap<>();
        for (Concept concept : known.meeting(filters(part))) {
            Member member = Member.of(known, concept);
            members.put(member.key(), member);
        }
        return members;
    }

    /** Listed codes need no code system; where there is one, it completes them. */
    static Map<String, Member> listed(JsonNode part, String url, Optional<CodeSystem> system) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (JsonNode node : part.path("concept")) {
            String code = node.path("code").asText("");
            Optional<Concept> concept = system.flatMap(known -> known.find(code));
            Concept own = Concept.of(node);
            Concept named = own.display().isEmpty()
                    ? new Concept(code, concept.map(Concept::display).orElse(""), node)
                    : own;
            Member member = new Member(
                    url,
                    system.map(CodeSystem::version).orElse(part.path("version").asText("")),
                    code,
                    named.display(),
                    concept.filter(Concept::inactive).isPresent(),
                    concept.filter(Concept::abstractOnly).isPresent(),
                    node);
            members.put(member.key(), member);
        }
        return members;
    }

    static List<JsonNode> filters(JsonNode part) {
        List<JsonNode> filters = new ArrayList<>();
        part.path("filter").forEach(filters::add);
        return filters;
    }

    /** What somebody else has expanded. */
    private static Map<String, Member> expanded(ObjectNode valueSet) {
        JsonNode expansion = valueSet.path("expansion");
        if (!expansion.isObject()) {
            throw invalid("The ValueSet has neither a compose nor an expansion, so it says nothing of its codes.");
        }
        Map<String, Member> members = new LinkedHashMap<>();
        expansion.path("contains").forEach(node -> contained(node, members));
        boolean partly = expansion.has("next")
                || expansion.path("offset").asInt(0) > 0
                || expansion.path("total").asInt(0) > members.size();
        if (partly) {
            throw invalid("The ValueSet holds one page of its expansion only; store all of it, or its definition.");
        }
        return members;
    }

    private static void contained(JsonNode node, Map<String, Member> members) {
        String code = node.path("code").asText("");
        if (!code.isEmpty()) {
            Member member = new Member(
                    node.path("system").asText(""),
                    node.path("version").asText(""),
                    code,
                    node.path("display").asText(""),
                    node.path("inactive").asBoolean(),
                    node.path("abstract").asBoolean(),
                    node);
            members.putIfAbsent(member.key(), member);
        }
        node.path("contains").forEach(child -> contained(child, members));
    }

    private static void requireFew(Map<String, Member> members) {
        if (members.size() > MAX_INTERIM) {
            throw new Refusal(
                    Refusal.Reason.TOO_COSTLY,
                    "The ValueSet takes more than " + MAX_INTERIM + " codes together; use a narrower one.");
        }
    }

    private static Refusal invalid(String diagnostics) {
        return Refusal.invalid("not-supported", diagnostics, null);
    }
}
