package health.throughline.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * FHIR's JSON as trees and bytes. Numbers keep the precision they came with (R4 datatypes, decimal: 1.00 is not 1.0);
 * duplicate names, trailing content and bytes that are not UTF-8 are refused.
 */
public final class FhirJson {

    /** Deeper than any example of the specification, shallow enough for every recursive reader. */
    public static final int MAX_NESTING = 100;

    private static final ObjectMapper MAPPER = mapper();

    private FhirJson() {}

    private static ObjectMapper mapper() {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_NESTING)
                .maxStringLength(100_000_000)
                .maxNumberLength(100)
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(limits)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .enable(
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** @throws Refusal INVALID with line and column when the bytes are not one JSON object */
    public static ObjectNode parse(byte[] bytes) {
        requireUtf8(bytes);
        try {
            if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (NumberFormatException e) {
            throw hugeNumber();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw Refusal.invalid("structure", "The content is not a JSON object; send one FHIR resource.", null);
    }

    /** @throws Refusal INVALID with line and column when the bytes are not one JSON array */
    public static ArrayNode parseArray(byte[] bytes) {
        requireUtf8(bytes);
        try {
            if (MAPPER.readTree(bytes) instanceof ArrayNode array) {
                return array;
            }
        } catch (NumberFormatException e) {
            throw hugeNumber();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw Refusal.invalid("structure", "The content is not a JSON array.", null);
    }

    /** For bytes this server wrote itself. */
    public static ObjectNode parseStored(byte[] bytes) {
        try {
            return (ObjectNode) MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] prettyBytes(JsonNode node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    private static void requireUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw Refusal.invalid(
                    "structure", "The content is not valid UTF-8; send UTF-8 without a byte order mark.", null);
        }
    }

    /** Java has no number with an exponent of more than nine digits, and Jackson does not say so in its own words. */
    private static Refusal hugeNumber() {
        return Refusal.invalid("structure", "The content holds a number whose exponent is too large.", null);
    }

    private static Refusal malformed(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        String text = e.getOriginalMessage();
        String remedy;
        if (text.contains("nesting depth")) {
            remedy = "it is nested deeper than " + MAX_NESTING + " levels";
        } else if (text.startsWith("Duplicate field")) {
            remedy = "a name occurs twice in one object";
        } else {
            remedy = "check quotes, commas and brackets";
        }
        return Refusal.invalid("structure", "The content is not well-formed JSON" + where + ": " + remedy + ".", null);
    }
}
