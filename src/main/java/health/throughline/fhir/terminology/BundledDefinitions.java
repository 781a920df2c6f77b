package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.xml.FhirXml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ValueSets, CodeSystems and StructureDefinitions that R4 itself publishes. Of these 46 MB of XML, only where each
 * definition stands is kept in memory, and that from the first question on.
 */
public final class BundledDefinitions implements Definitions {

    private static final String FOLDER = "/org/hl7/fhir/r4/model/";
    private static final String STRUCTURE = "StructureDefinition";
    private static final List<String> TERMINOLOGY =
            List.of("valueset/valuesets.xml", "valueset/v3-codesystems.xml", "valueset/v2-tables.xml");
    private static final List<String> STRUCTURES = List.of(
            "profile/profiles-types.xml",
            "profile/profiles-resources.xml",
            "profile/profiles-others.xml",
            "extension/extension-definitions.xml");
    private static final String NAMESPACE = " xmlns=\"http://hl7.org/fhir\"";
    private static final String START = "<resource>";
    private static final String END = "</resource>";

    /** The first url in a definition is its own. */
    private static final String URL = " <url value=\"";

    private record Place(String file, int from, int to) {}

    /** Made when first needed. */
    private static final class Index {
        static final Map<String, Place> PLACES = index(TERMINOLOGY);
    }

    /** Made when first needed. */
    private static final class StructureIndex {
        static final Map<String, Place> PLACES = index(STRUCTURES);
    }

    private static Map<String, Place> places(String type) {
        return type.equals(STRUCTURE) ? StructureIndex.PLACES : Index.PLACES;
    }

    /** The canonical URLs of all StructureDefinitions. */
    public static Set<String> structures() {
        return StructureIndex.PLACES.keySet().stream()
                .filter(name -> name.startsWith(STRUCTURE + " "))
                .map(name -> name.substring(STRUCTURE.length() + 1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Place> index(List<String> files) {
        Map<String, Place> places = new HashMap<>(4000);
        for (String file : files) {
            String text = new String(read(file, 0, Integer.MAX_VALUE), StandardCharsets.ISO_8859_1);
            int from = text.indexOf(START);
            while (from >= 0) {
                int to = text.indexOf(END, from);
                String type = typeAt(text, from + START.length());
                int url = text.indexOf(URL, from);
                if (url > 0 && url < to) {
                    String name = text.substring(url + URL.length(), text.indexOf('"', url + URL.length()));
                    places.putIfAbsent(type + " " + name, new Place(file, from + START.length(), to));
                }
                from = text.indexOf(START, to);
            }
        }
        return places;
    }

    private static String typeAt(String text, int from) {
        int start = text.indexOf('<', from) + 1;
        int end = start;
        while (Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static byte[] read(String file, int from, int length) {
        try (InputStream in =
                Objects.requireNonNull(BundledDefinitions.class.getResourceAsStream(FOLDER + file), file)) {
            in.skipNBytes(from);
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some files name the namespace once, around all their resources. */
    private static byte[] named(byte[] resource, String type) {
        String text = new String(resource, StandardCharsets.UTF_8);
        String bare = "<" + type + ">";
        int at = text.indexOf(bare);
        return at < 0
                ? resource
                : text.replaceFirst(bare, "<" + type + NAMESPACE + ">").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<ObjectNode> find(String type, Canonical name) {
        Place place = places(type).get(type + " " + name.url());
        if (place == null) {
            return Optional.empty();
        }
        ObjectNode found = FhirXml.parse(named(read(place.file(), place.from(), place.to() - place.from()), type));
        found.remove("text");
        boolean asked = name.version().isEmpty()
                || name.version().equals(found.path("version").asText(""));
        return asked ? Optional.of(found) : Optional.empty();
    }
}
