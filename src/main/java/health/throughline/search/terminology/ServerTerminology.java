package health.throughline.search.terminology;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeCheck;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.fhir.terminology.Expansion;
import health.throughline.fhir.terminology.Terminology;
import health.throughline.fhir.terminology.ValueSetExpander;
import health.throughline.fhir.terminology.ValueSetMembership;
import health.throughline.fhir.terminology.ValueSetPages;
import health.throughline.search.definition.StoredDefinitions;
import health.throughline.search.terminology.loaded.LoadedSystems;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.sql.Changes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The terminology of this server. What it has worked out it keeps until a ValueSet or CodeSystem is written here, and for
 * half a minute at most, because other processes may write them too.
 */
public final class ServerTerminology implements Terminology {

    /** Codes that an expansion holds at most. */
    public static final int MAX_CODES = 10_000;

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final long KEPT_CODES = 200_000;
    private static final String VALUE_SET = "ValueSet";
    private static final String CODE_SYSTEM = "CodeSystem";

    private final StoredDefinitions stored;
    private final Definitions definitions;
    private final LoadedSystems loaded;
    private final Changes changes;
    private final String base;
    private final CodesInUse used;
    private final ValueSetMembership membership = new ValueSetMembership(this::known, this::codeSystem);
    private final ValueSetPages pages = new ValueSetPages(this::codeSystem);
    private final Cache<String, Expanded> expansions = cache(
            (String name, Expanded expanded) -> expanded.expansion().members().size() + 1);
    private final Cache<Canonical, Compiled> systems =
            cache((Canonical name, Compiled compiled) -> compiled.system().size() + 1);

    /** @param generation of the definitions that it was made from */
    private record Expanded(
            Expansion expansion,
            Map<String, Set<String>> codes,
            Map<String, Expansion.Member> members,
            long generation) {

        static Expanded of(Expansion expansion, long generation) {
            Map<String, Expansion.Member> members = new HashMap<>();
            expansion.members().forEach(member -> members.put(member.system() + "|" + member.code(), member));
            return new Expanded(expansion, expansion.codes(), members, generation);
        }

        /** One at most for each system; of any system when {@code system} is empty. */
        List<Expansion.Member> find(String system, String code) {
            if (!system.isEmpty()) {
                return Optional.ofNullable(members.get(system + "|" + code)).stream()
                        .toList();
            }
            return codes.keySet().stream()
                    .flatMap(one -> Optional.ofNullable(members.get(one + "|" + code)).stream())
                    .toList();
        }
    }

    private record Compiled(CodeSystem system, long generation) {}

    /**
     * @param stored where a definition is found by its id
     * @param definitions where all are found by their canonical URLs
     * @param loaded large code systems, which come before definitions of the same url
     */
    ServerTerminology(
            StoredDefinitions stored,
            Definitions definitions,
            LoadedSystems loaded,
            Changes changes,
            Vocabulary vocabulary) {
        this.stored = stored;
        this.definitions = definitions;
        this.loaded = loaded;
        this.changes = changes;
        this.base = vocabulary.base();
        this.used = new CodesInUse(vocabulary);
    }

    private static <K, V> Cache<K, V> cache(Weigher<K, V> weigher) {
        return Caffeine.newBuilder()
                .expireAfterWrite(FRESH)
                .maximumWeight(KEPT_CODES)
                .weigher(weigher)
                .build();
    }

    private long generation() {
        return changes.of(VALUE_SET) + changes.of(CODE_SYSTEM) + loaded.generation();
    }

    /** The ValueSet of this name, as in {@link Terminology#codes}. */
    public Optional<ObjectNode> valueSet(String name) {
        String local = name.startsWith(base) ? name.substring(base.length()) : name;
        String id = local.startsWith(VALUE_SET + "/") ? local.substring(VALUE_SET.length() + 1) : "";
        return ResourceKey.isId(id)
                ? stored.read(new ResourceKey(VALUE_SET, id))
                : definitions.find(VALUE_SET, Canonical.of(name));
    }

    /** The code system of this url. */
    public Optional<CodeSystem> codeSystem(Canonical name) {
        if (loaded.has(name.url())) {
            return loaded.find(name);
        }
        long now = generation();
        Compiled known = systems.getIfPresent(name);
        if (known != null && known.generation() == now) {
            return Optional.of(known.system());
        }
        Optional<CodeSystem> found = definitions.find(CODE_SYSTEM, name).map(CodeSystem::of);
        found.ifPresent(system -> systems.put(name, new Compiled(system, now)));
        return found;
    }

    private Optional<ObjectNode> known(Canonical name) {
        return definitions.find(VALUE_SET, name);
    }

    private boolean large(ObjectNode valueSet) {
        return loaded.any() && membership.touches(valueSet, loaded::has);
    }

    /** A page of the codes of {@code valueSet}; empty when it must be worked out as a whole. */
    public Optional<ValueSetPages.Page> page(ObjectNode valueSet, ValueSetPages.Wanted wanted) {
        return large(valueSet) ? pages.of(valueSet, wanted) : Optional.empty();
    }

    /** The codes of {@code valueSet}, which need not be stored. */
    public Expansion expand(ObjectNode valueSet) {
        return new ValueSetExpander(this::known, this::codeSystem, MAX_CODES).expand(valueSet);
    }

    /** The codes of the value set of this name, as in {@link Terminology#codes}. */
    public Expansion expansion(String name) {
        return expanded(name).expansion();
    }

    private Expanded expanded(String name) {
        long now = generation();
        Expanded known = expansions.getIfPresent(name);
        if (known != null && known.generation() == now) {
            return known;
        }
        ObjectNode valueSet = valueSet(name)
                .orElseThrow(() -> Refusal.invalid(
                        "not-found",
                        "there is no such ValueSet, or not in that version; store it, or name one that R4 publishes by its "
                                + "canonical URL.",
                        null));
        Expansion expansion = expand(valueSet);
        Expanded fresh = Expanded.of(expansion, now);
        expansions.put(name, fresh);
        return fresh;
    }

    /** Of many codes of large code systems, those that resources here have. */
    @Override
    public Map<String, Set<String>> codes(String name) {
        Optional<ObjectNode> large = valueSet(name).filter(this::large);
        try {
            return large.flatMap(this::used).orElseGet(() -> expanded(name).codes());
        } catch (Refusal e) {
            if (large.isEmpty() || e.reason() != Refusal.Reason.TOO_COSTLY) {
                throw e;
            }
            return inUse(large.get());
        }
    }

    private Map<String, Set<String>> inUse(ObjectNode valueSet) {
        return used.of(
                membership.systems(valueSet),
                (system, code) -> !membership.find(valueSet, system, code).isEmpty());
    }

    /** Empty when the value set is not known to be more than can be expanded. */
    private Optional<Map<String, Set<String>>> used(ObjectNode valueSet) {
        var nothing = new ValueSetPages.Wanted("", false, false, 0, 0);
        return pages.of(valueSet, nothing)
                .filter(page -> page.total() > MAX_CODES)
                .map(page -> inUse(valueSet));
    }

    /**
     * Whether {@code code} is one of {@code system}, and of {@code valueSet} when that is given.
     *
     * @param system empty when the value set alone tells it
     */
    public CodeCheck check(@Nullable String valueSet, String system, String code) {
        try {
            return valueSet == null ? inSystem(system, code) : inValueSet(valueSet, system, code);
        } catch (Refusal e) {
            return CodeCheck.unknown(String.valueOf(e.getMessage()));
        }
    }

    private CodeCheck inSystem(String system, String code) {
        Optional<CodeSystem> found = codeSystem(Canonical.of(system));
        if (found.isEmpty()) {
            return CodeCheck.unknown("The code system " + system + " is not known here.");
        }
        return found.get().check(code, true);
    }

    private CodeCheck inValueSet(String valueSet, String system, String code) {
        Optional<ObjectNode> large = valueSet(valueSet).filter(this::large);
        return large.isPresent()
                ? member(membership.find(large.get(), system, code), valueSet, true)
                : member(expanded(valueSet).find(system, code), valueSet, true);
    }

    /**
     * Whether {@code code} is one of {@code valueSet}, a ValueSet that is stored, shipped or given.
     *
     * @param system empty when the value set alone tells it
     * @param groupsToo whether codes that only group others count
     */
    public CodeCheck check(ObjectNode valueSet, String system, String code, boolean groupsToo) {
        try {
            List<Expansion.Member> found = large(valueSet)
                    ? membership.find(valueSet, system, code)
                    : expandedOf(valueSet).find(system, code);
            return member(found, valueSet.path("url").asText(""), groupsToo);
        } catch (Refusal e) {
            return CodeCheck.unknown(String.valueOf(e.getMessage()));
        }
    }

    private static CodeCheck member(List<Expansion.Member> found, String valueSet, boolean groupsToo) {
        if (found.size() != 1) {
            return CodeCheck.invalid(
                    found.isEmpty()
                            ? "The code is not in the value set " + valueSet + "."
                            : "Several systems of the value set have this code; name its system.");
        }
        return groupsToo || !found.get(0).abstractOnly()
                ? CodeCheck.valid(found.get(0).display())
                : CodeCheck.invalid("The code only groups others and is not to be recorded.");
    }

    /** The codes of {@code valueSet}; what was worked out for its url before is used again where it is the same. */
    public Expansion expansionOf(ObjectNode valueSet) {
        return expandedOf(valueSet).expansion();
    }

    /** What is found by its url is the same object, as long as nothing of its type is written. */
    private Expanded expandedOf(ObjectNode valueSet) {
        String version = valueSet.path("version").asText("");
        String name = valueSet.path("url").asText("") + (version.isEmpty() ? "" : "|" + version);
        boolean known = definitions.find(VALUE_SET, Canonical.of(name)).orElse(null) == valueSet;
        return known ? expanded(name) : Expanded.of(expand(valueSet), generation());
    }

    /** Of many, those that resources here have. */
    @Override
    public Set<String> below(String system, String code) {
        CodeSystem known = required(system);
        try {
            return known.below(code);
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.TOO_COSTLY) {
                throw e;
            }
            return used.of(system, other -> known.find(other).isPresent() && known.subsumes(code, other));
        }
    }

    @Override
    public Set<String> above(String system, String code) {
        return required(system).above(code);
    }

    private CodeSystem required(String system) {
        return codeSystem(Canonical.of(system))
                .orElseThrow(() -> Refusal.invalid(
                        "not-found", "there is no such CodeSystem; store it, or name the codes one by one.", null));
    }
}
