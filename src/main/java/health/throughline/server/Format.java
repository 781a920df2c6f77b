package health.throughline.server;

import health.throughline.api.FhirRequest;
import health.throughline.fhir.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The format of an answer, from {@code _format} or the Accept header.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#mime-type">R4 RESTful API, content types</a>
 */
enum Format {
    JSON("application/fhir+json;charset=UTF-8"),
    XML("application/fhir+xml;charset=UTF-8"),
    HTML("text/html;charset=UTF-8");

    private static final Map<String, Format> NAMES = Map.ofEntries(
            Map.entry("json", JSON),
            Map.entry("application/json", JSON),
            Map.entry("text/json", JSON),
            Map.entry("application/fhir+json", JSON),
            Map.entry("application/fhir json", JSON),
            Map.entry("*/*", JSON),
            Map.entry("application/*", JSON),
            Map.entry("xml", XML),
            Map.entry("application/xml", XML),
            Map.entry("text/xml", XML),
            Map.entry("application/fhir+xml", XML),
            Map.entry("application/fhir xml", XML),
            Map.entry("html", HTML),
            Map.entry("text/html", HTML),
            Map.entry("text/*", HTML));

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** @throws Refusal NOT_ACCEPTABLE when nothing that is asked for can be given */
    static Format of(FhirRequest request) {
        Optional<String> asked = request.parameter("_format");
        if (asked.isPresent()) {
            return named(mediaType(asked.get())).orElseThrow(() -> notAcceptable("'_format'"));
        }
        return accepting(request.header("Accept").orElse("*/*"))
                .or(() -> isContent(request) ? Optional.of(JSON) : Optional.empty())
                .orElseThrow(() -> notAcceptable("Accept"));
    }

    /** The format for a request of which only this header is known; JSON when it asks for none that is given. */
    static Format accepted(@Nullable String accept) {
        return accept == null ? JSON : accepting(accept).orElse(JSON);
    }

    private static Optional<Format> accepting(String accept) {
        Format plain = NAMES.get(accept);
        return plain == null ? negotiated(accept) : Optional.of(plain);
    }

    /** A Binary is given in its own type, whatever that is. */
    private static boolean isContent(FhirRequest request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads && request.path().size() > 1 && request.path().get(0).equals("Binary");
    }

    private record Range(String type, double quality) {}

    private static Optional<Format> negotiated(String accept) {
        return Stream.of(accept.split(","))
                .map(Format::range)
                .filter(range -> range.quality() > 0)
                .sorted(Comparator.comparingDouble(Range::quality).reversed())
                .flatMap(range -> named(range.type()).stream())
                .findFirst();
    }

    private static Range range(String text) {
        List<String> parts = List.of(text.split(";"));
        double quality = 1;
        for (String part : parts) {
            String parameter = part.strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                quality = parameter.matches("q=[01](\\.\\d{0,3})?") ? Double.parseDouble(parameter.substring(2)) : 0;
            }
        }
        return new Range(mediaType(text), quality);
    }

    private static String mediaType(String text) {
        int semicolon = text.indexOf(';');
        return (semicolon < 0 ? text : text.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<Format> named(String name) {
        return Optional.ofNullable(NAMES.get(name));
    }

    private static Refusal notAcceptable(String what) {
        return new Refusal(
                Refusal.Reason.NOT_ACCEPTABLE,
                what + " asks for a format that is not given; ask for application/fhir+json or application/fhir+xml.");
    }
}
