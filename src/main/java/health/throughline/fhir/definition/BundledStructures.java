package health.throughline.fhir.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.fhir.xml.FhirXml;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The StructureDefinitions that R4 itself publishes: 31 MB of XML in four files, kept in memory definition by definition,
 * compressed, from the first question on; reading a file up to one of them would take a hundred times as long.
 */
public final class BundledStructures implements Definitions {

    /** How all of R4's own start. */
    public static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    private static final String TYPE = "StructureDefinition";
    private static final String FOLDER = "/org/hl7/fhir/r4/model/";
    private static final String START = "<resource>";
    private static final String END = "</resource>";
    private static final String URL = "<url value=\"";
    private static final String NAMESPACE = " xmlns=\"http://hl7.org/fhir\"";

    /** Profiles of other types that stand among the types. */
    private static final Set<String> PROFILES = Set.of("MoneyQuantity", "SimpleQuantity");

    /** Made when first needed: the types, which every check needs. */
    private static final class Types {
        static final Map<String, byte[]> TYPES = index("profile/profiles-types.xml");
        static final Map<String, byte[]> RESOURCES = index("profile/profiles-resources.xml");
    }

    /** Made when first needed: profiles and extensions, which few do. */
    private static final class Others {
        static final Map<String, byte[]> PROFILES = index("profile/profiles-others.xml");
        static final Map<String, byte[]> EXTENSIONS = index("extension/extension-definitions.xml");
    }

    /** The names of all types of R4: primitive ones in small letters, datatypes, resources. */
    public static Set<String> types() {
        Set<String> names = new TreeSet<>();
        for (Map<String, byte[]> some : List.of(Types.TYPES, Types.RESOURCES)) {
            some.keySet().forEach(url -> names.add(url.substring(BASE.length())));
        }
        names.removeAll(PROFILES);
        return names;
    }

    private static Map<String, byte[]> index(String file) {
        Map<String, byte[]> definitions = new HashMap<>();
        String text = new String(DefinitionFolder.bytes(FOLDER + file), StandardCharsets.UTF_8);
        int from = text.indexOf(START);
        while (from >= 0) {
            int to = text.indexOf(END, from);
            int name = text.indexOf('<', from + START.length());
            int url = text.indexOf(URL, from);
            boolean structure = text.startsWith(TYPE, name + 1) && url > 0 && url < to;
            if (structure) {
                String canonical = text.substring(url + URL.length(), text.indexOf('"', url + URL.length()));
                definitions.putIfAbsent(canonical, compressed(text.substring(name, to)));
            }
            from = text.indexOf(START, to);
        }
        return definitions;
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, fast)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] inflated(byte[] compressed) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<ObjectNode> find(String type, Canonical name) {
        if (!type.equals(TYPE) || !name.url().startsWith(BASE)) {
            return Optional.empty();
        }
        return compressed(name)
                .map(BundledStructures::parse)
                .filter(found -> name.version().isEmpty()
                        || name.version().equals(found.path("version").asText("")));
    }

    private static Optional<byte[]> compressed(Canonical name) {
        byte[] found = Types.TYPES.getOrDefault(name.url(), Types.RESOURCES.get(name.url()));
        if (found == null) {
            found = Others.PROFILES.getOrDefault(name.url(), Others.EXTENSIONS.get(name.url()));
        }
        return Optional.ofNullable(found);
    }

    /** Some files name the namespace once, around all their resources. */
    private static ObjectNode parse(byte[] compressed) {
        String text = new String(inflated(compressed), StandardCharsets.UTF_8);
        String named =
                text.startsWith("<" + TYPE + ">") ? "<" + TYPE + NAMESPACE + text.substring(TYPE.length() + 1) : text;
        ObjectNode definition = FhirXml.parse(named.getBytes(StandardCharsets.UTF_8));
        definition.remove("text");
        return definition;
    }
}
