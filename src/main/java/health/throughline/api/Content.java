package health.throughline.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.fhir.xml.FhirXml;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;

/** The resource in a request's body, read and checked. */
public final class Content {

    private static final Set<String> JSON = Set.of("application/fhir+json", "application/json", "text/json", "");
    private static final Set<String> XML = Set.of("application/fhir+xml", "application/xml", "text/xml");

    private Content() {}

    /** Media type without its parameters, in lower case; empty when none is given. */
    public static String mediaType(FhirRequest request) {
        String header = request.header("Content-Type").orElse("");
        int semicolon = header.indexOf(';');
        checkCharset(header);
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    public static boolean isFhir(String mediaType) {
        return JSON.contains(mediaType) || XML.contains(mediaType);
    }

    /** The body as one resource of {@code type} whose structure is right. */
    public static ObjectNode resource(FhirRequest request, String type) {
        ObjectNode resource = tree(request);
        String actual = resource.path("resourceType").asText("");
        if (!actual.equals(type) && !actual.isEmpty()) {
            throw Refusal.invalid(
                    "invalid", "The content is not a " + type + ", as the URL says it is.", "resourceType");
        }
        StructureCheck.check(resource);
        return resource;
    }

    /** The body as a tree, its structure unchecked. */
    public static ObjectNode tree(FhirRequest request) {
        if (request.body().length == 0) {
            throw Refusal.invalid("The request has no content; send a resource as application/fhir+json or +xml.");
        }
        String mediaType = mediaType(request);
        if (JSON.contains(mediaType)) {
            return FhirJson.parse(request.body());
        }
        if (XML.contains(mediaType)) {
            return FhirXml.parse(request.body());
        }
        throw new Refusal(
                Refusal.Reason.UNSUPPORTED_MEDIA_TYPE,
                "This Content-Type is not taken here; send application/fhir+json or application/fhir+xml.");
    }

    private static void checkCharset(String contentType) {
        for (String part : contentType.split(";")) {
            String text = part.strip().toLowerCase(Locale.ROOT);
            if (text.startsWith("charset=") && !isUtf8(text.substring(8).replace("\"", ""))) {
                throw new Refusal(
                        Refusal.Reason.UNSUPPORTED_MEDIA_TYPE, "The charset in Content-Type is not taken; send UTF-8.");
            }
        }
    }

    private static boolean isUtf8(String name) {
        try {
            return Charset.forName(name).equals(StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }
}
