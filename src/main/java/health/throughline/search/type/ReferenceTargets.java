package health.throughline.search.type;

import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.term.QualifiedTerms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which targets a reference parameter asks for, as keys: of ids, {@code Type/id}, URLs and canonicals. */
final class ReferenceTargets {

    private static final int NAMED = 12;

    private final Vocabulary vocabulary;

    ReferenceTargets(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    static boolean hasReferences(Asked asked) {
        return asked.paths().stream().anyMatch(path -> !onlyCanonical(path));
    }

    private static boolean onlyCanonical(SearchPath path) {
        Set<String> datatypes = path.path().datatypes();
        return Set.of("canonical", "uri", "url").containsAll(datatypes);
    }

    private static boolean hasCanonicals(Asked asked) {
        return asked.paths().stream()
                .flatMap(path -> path.path().datatypes().stream())
                .anyMatch(Set.of("canonical", "uri", "url")::contains);
    }

    /** @throws InvalidSearch when a value or the modifier does not fit, naming the types that do */
    List<Long> of(Asked asked) {
        boolean typed = Fhir.isResourceType(asked.modifier());
        boolean below = asked.modifier().equals("below") && !hasReferences(asked);
        if (!Set.of("", "not").contains(asked.modifier()) && !typed && !below) {
            throw InvalidSearch.modifier(
                    asked.code(),
                    asked.modifier(),
                    hasReferences(asked)
                            ? "it takes :identifier, :not, :missing, the name of a target type, and :above and :below "
                                    + "where the targets form a hierarchy"
                            : "it takes :below, :not and :missing");
        }
        if (typed && !asked.targets().isEmpty() && !asked.targets().contains(asked.modifier())) {
            throw otherType(asked);
        }
        Set<Long> keys = new LinkedHashSet<>();
        for (String value : asked.values()) {
            String text = Escapes.unescape(value);
            if (text.isBlank()) {
                throw InvalidSearch.value(asked.code(), "an id, Type/id or a URL");
            }
            if (hasCanonicals(asked)) {
                canonicals(text, below, keys);
            }
            if (hasReferences(asked)) {
                references(asked, text, typed, keys);
            }
        }
        return List.copyOf(keys);
    }

    /** A canonical is indexed as it is written, even where it looks like an id or like an address of this server. */
    private void canonicals(String text, boolean below, Set<Long> keys) {
        keys.add(vocabulary.keys().of(text));
        int bar = text.indexOf('|');
        if (!below || bar < 0) {
            return;
        }
        String version = text.substring(bar + 1);
        for (QualifiedTerms.Term known : vocabulary.terms().qualified().of(text.substring(0, bar))) {
            if (startsWith(known.name(), version)) {
                keys.add(vocabulary.keys().of(known.qualifier() + "|" + known.name()));
            }
        }
    }

    /** Whether a version is {@code start} or one of its parts: 1 has 1.0 and 1.1-draft, not 10. */
    private static boolean startsWith(String version, String start) {
        return version.startsWith(start)
                && (version.length() == start.length() || !Character.isLetterOrDigit(version.charAt(start.length())));
    }

    private void references(Asked asked, String text, boolean typed, Set<Long> keys) {
        Set<String> types = typed ? Set.of(asked.modifier()) : asked.targets();
        if (ResourceKey.isId(text)) {
            Set<String> candidates = types.isEmpty() ? Fhir.resourceTypes() : types;
            candidates.forEach(type -> keys.add(vocabulary.keys().of(new ResourceKey(type, text))));
            return;
        }
        String target = vocabulary.relative(text);
        int slash = target.indexOf('/');
        if (slash > 0 && Fhir.isResourceType(target.substring(0, slash))) {
            if (!types.isEmpty() && !types.contains(target.substring(0, slash))) {
                throw otherType(asked);
            }
        } else if (target.indexOf(':') < 0 && !hasCanonicals(asked)) {
            throw InvalidSearch.value(asked.code(), "an id, Type/id or a URL");
        } else if (typed) {
            throw new InvalidSearch("'" + asked.code() + ":" + asked.modifier()
                    + "' takes an id on this server; leave the type out to search by the URL of another one.");
        }
        keys.add(vocabulary.keys().of(target));
    }

    private static InvalidSearch otherType(Asked asked) {
        Set<String> types = new TreeSet<>(asked.targets().isEmpty() ? Set.of(asked.modifier()) : asked.targets());
        List<String> named = new ArrayList<>(types.stream().limit(NAMED).toList());
        if (types.size() > NAMED) {
            named.add("…");
        }
        return new InvalidSearch("Search parameter '" + asked.code()
                + (Fhir.isResourceType(asked.modifier()) ? ":" + asked.modifier() : "")
                + "' refers to " + String.join(", ", named) + ", and to no other type.");
    }
}
