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

/**
 * The ValueSets and CodeSystems that R4 itself publishes. Of these 14 MB of XML, only where each definition stands is
 * kept in memory, and that from the first question on.
 */
public final class BundledDefinitions implements Definitions {

    private static final String FOLDER = "/org/hl7/fhir/r4/model/valueset/";
    private static final List<String> FILES = List.of("valuesets.xml", "v3-codesystems.xml", "v2-tables.xml");
    private static final String START = "<resource>";
    private static final String END = "</resource>";

    /** The first url at the depth of a resource's own elements. */
    private static final String URL = "\n    <url value=\"";

    private record Place(String file, int from, int to) {}

    /** Made when first needed. */
    private static final class Index {
        static final Map<String, Place> PLACES = index();
    }

    private static Map<String, Place> index() {
        Map<String, Place> places = new HashMap<>(4000);
        for (String file : FILES) {
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

    /** The urls of all definitions of {@code type}. */
    public static List<String> urls(String type) {
        String start = type + " ";
        return Index.PLACES.keySet().stream()
                .filter(key -> key.startsWith(start))
                .map(key -> key.substring(start.length()))
                .toList();
    }

    private static String typeAt(String text, int from) {
        int start = text.indexOf('<', from) + 1;
        return text.substring(start, text.indexOf(' ', start));
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

    @Override
    public Optional<ObjectNode> find(String type, Canonical name) {
        Place place = Index.PLACES.get(type + " " + name.url());
        if (place == null) {
            return Optional.empty();
        }
        ObjectNode found = FhirXml.parse(read(place.file(), place.from(), place.to() - place.from()));
        found.remove("text");
        boolean asked = name.version().isEmpty()
                || name.version().equals(found.path("version").asText(""));
        return asked ? Optional.of(found) : Optional.empty();
    }
}
