package health.throughline.fhir.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The definitions that ship with the server, under {@code fhir-profiles} and {@code terminology} on the class path. Kept in
 * memory is where each stands; the files are read when they are asked for. Instruments whose owners want their terms
 * accepted are there only when the operator has accepted them.
 */
public final class ShippedDefinitions implements Definitions {

    /** Where the definitions stand. */
    public static final List<String> FOLDERS = List.of("fhir-profiles", "terminology");

    private static final String LICENSING = Canonicals.of("StructureDefinition", "instrument-licensing-status");
    private static final String GATED = "gated";

    private final Map<ResourceKey, DefinitionFile> byKey;
    private final Map<String, DefinitionFile> byUrl;

    private ShippedDefinitions(Map<ResourceKey, DefinitionFile> byKey, Map<String, DefinitionFile> byUrl) {
        this.byKey = byKey;
        this.byUrl = byUrl;
    }

    /**
     * All of them.
     *
     * @param accepted ids of the gated instruments whose terms the operator has accepted
     * @throws IllegalStateException naming the file that is wrong, or the two that define the same
     */
    public static ShippedDefinitions load(Collection<String> accepted) {
        Map<ResourceKey, DefinitionFile> byKey = new LinkedHashMap<>();
        Map<String, DefinitionFile> byUrl = new HashMap<>();
        for (DefinitionFile file : DefinitionFile.all(FOLDERS)) {
            if (file.path().startsWith(AmendedDefinitions.FOLDER + "/") || withheld(file, Set.copyOf(accepted))) {
                continue;
            }
            add(byKey, file.key(), file);
            if (!file.url().isEmpty()) {
                add(byUrl, name(file.key().type(), file.url()), file);
            }
        }
        return new ShippedDefinitions(Collections.unmodifiableMap(byKey), Map.copyOf(byUrl));
    }

    private static <K> void add(Map<K, DefinitionFile> files, K key, DefinitionFile file) {
        DefinitionFile other = files.putIfAbsent(key, file);
        if (other != null) {
            throw new IllegalStateException(other.path() + " and " + file.path() + " define the same: " + key);
        }
    }

    private static boolean withheld(DefinitionFile file, Set<String> accepted) {
        boolean instrument = file.key().type().equals("Questionnaire");
        return instrument && !accepted.contains(file.key().id()) && gated(file.read());
    }

    /** Whether an instrument may be used only by those who accepted its owner's terms. */
    public static boolean gated(JsonNode questionnaire) {
        return Extensions.first(questionnaire, LICENSING)
                .path("valueCode")
                .asText()
                .equals(GATED);
    }

    private static String name(String type, String url) {
        return type + " " + url;
    }

    @Override
    public Optional<ObjectNode> find(String type, Canonical name) {
        return Optional.ofNullable(byUrl.get(name(type, name.url())))
                .filter(file -> name.version().isEmpty() || name.version().equals(file.version()))
                .map(DefinitionFile::read);
    }

    /** The definition with this type and id. */
    public Optional<ObjectNode> find(ResourceKey key) {
        return Optional.ofNullable(byKey.get(key)).map(DefinitionFile::read);
    }

    /** The type and id of the one with this canonical URL, whatever its version. */
    public Optional<ResourceKey> key(String type, String url) {
        return Optional.ofNullable(byUrl.get(name(type, url))).map(DefinitionFile::key);
    }

    /** All of them, in the order of their files. */
    public Set<ResourceKey> keys() {
        return byKey.keySet();
    }

    /** Differs whenever any of them differs; the same on every machine. */
    public String digest() {
        return DefinitionFile.digest(byKey.values());
    }

    /** Differs whenever any of those differs that {@code wanted} holds for. */
    public String digest(Predicate<ResourceKey> wanted) {
        return DefinitionFile.digest(
                byKey.values().stream().filter(file -> wanted.test(file.key())).toList());
    }

    static ObjectNode parse(String path, byte[] bytes) {
        try {
            return FhirJson.parse(bytes);
        } catch (Refusal e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        }
    }
}
