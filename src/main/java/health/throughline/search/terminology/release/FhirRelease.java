package health.throughline.search.terminology.release;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.terminology.Concept;
import health.throughline.store.term.load.ConceptSink;
import health.throughline.store.term.load.LoadFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A CodeSystem in FHIR's JSON, of any size: its concepts are read one at a time. */
final class FhirRelease implements Release {

    private static final JsonFactory JSON = new ObjectMapper().getFactory();
    private static final String CONCEPT = "concept";

    private final ReleaseFiles files;

    FhirRelease(ReleaseFiles files) {
        this.files = files;
    }

    /** Handles one part of a resource. */
    private interface Reading {
        void at(JsonParser parser, String element) throws IOException;
    }

    private void read(Reading reading) throws IOException {
        Path file = files.require("<CodeSystem>.json", "\\.json$");
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new LoadFailed("The file " + file.getFileName() + " does not hold one JSON object.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String element = parser.currentName();
                parser.nextToken();
                reading.at(parser, element);
            }
        } catch (JsonParseException e) {
            throw new LoadFailed(
                    "The file " + file.getFileName() + " is not JSON from line "
                            + e.getLocation().getLineNr() + " on.",
                    e);
        }
    }

    @Override
    public ObjectNode definition() throws IOException {
        ObjectNode definition = Release.definition("", "", "");
        read((parser, element) -> {
            if (element.equals(CONCEPT) || element.equals("text")) {
                parser.skipChildren();
            } else {
                definition.set(element, parser.readValueAsTree());
            }
        });
        if (!definition.path("resourceType").asText("").equals("CodeSystem")
                || definition.path("url").asText("").isEmpty()) {
            throw new LoadFailed("The file does not hold a CodeSystem with a url; name one that does.");
        }
        definition.put("version", files.versionOr(definition.path("version").asText("")));
        return definition;
    }

    @Override
    public void tell(ConceptSink sink) throws IOException {
        read((parser, element) -> {
            if (element.equals(CONCEPT)) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    concept(parser, "", sink);
                }
            } else {
                parser.skipChildren();
            }
        });
    }

    /** What is nested is read one by one too, if the code of what it is nested in has come by then. */
    private static void concept(JsonParser parser, String parent, ConceptSink sink) throws IOException {
        ObjectNode own = new ObjectMapper().createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String element = parser.currentName();
            parser.nextToken();
            if (element.equals(CONCEPT) && own.has("code") && own.has("display")) {
                named(own, sink);
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    concept(parser, own.path("code").asText(), sink);
                }
            } else {
                own.set(element, parser.readValueAsTree());
            }
        }
        tell(own, parent, sink);
    }

    private static void named(JsonNode concept, ConceptSink sink) {
        boolean active = !Concept.of(concept).inactive();
        sink.concept(concept.path("code").asText(), concept.path("display").asText(""), active);
    }

    private static void tell(JsonNode concept, String parent, ConceptSink sink) {
        String code = concept.path("code").asText("");
        if (code.isEmpty()) {
            throw new LoadFailed("A concept of the CodeSystem has no code; mend the file.");
        }
        named(concept, sink);
        if (concept.has("definition")) {
            sink.definition(code, concept.path("definition").asText());
        }
        if (!parent.isEmpty()) {
            sink.parent(code, parent);
        }
        for (JsonNode designation : concept.path("designation")) {
            sink.designation(
                    code,
                    designation.path("language").asText(""),
                    designation.path("use").path("code").asText(""),
                    designation.path("value").asText(""));
        }
        concept.path("property").forEach(property -> property(code, property, sink));
        concept.path(CONCEPT).forEach(child -> tell(child, code, sink));
    }

    private static void property(String code, JsonNode property, ConceptSink sink) {
        String name = property.path("code").asText("");
        for (Map.Entry<String, JsonNode> child : property.properties()) {
            if (!child.getKey().startsWith("value")) {
                continue;
            }
            JsonNode value = child.getValue();
            String text = value.isObject() ? value.path("code").asText("") : value.asText("");
            switch (name) {
                case "parent", "subsumedBy" -> sink.parent(code, text);
                case "child" -> sink.parent(text, code);
                case "inactive" -> {} // said with the concept
                default -> sink.property(code, name, type(child.getKey()), text);
            }
        }
    }

    private static String type(String element) {
        return switch (element) {
            case "valueBoolean" -> "boolean";
            case "valueInteger" -> "integer";
            case "valueCode", "valueCoding" -> "code";
            case "valueDateTime" -> "dateTime";
            default -> "string";
        };
    }
}
