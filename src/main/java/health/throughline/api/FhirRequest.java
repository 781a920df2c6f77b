package health.throughline.api;

import health.throughline.fhir.Refusal;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request, whether it came by HTTP or as an entry of a bundle.
 *
 * @param path the segments after the base, decoded
 * @param parameters decoded, in order; those of a form body included
 * @param base the server's FHIR base, without a slash at its end
 */
public record FhirRequest(
        String method,
        List<String> path,
        List<Parameter> parameters,
        Headers headers,
        byte[] body,
        String base,
        Access access) {

    /** The headers of a request that has none, such as a bundle entry. */
    public static final Headers NO_HEADERS = name -> null;

    /** Looks a header up by its name, in any case; null when absent. */
    @FunctionalInterface
    public interface Headers {
        @Nullable
        String get(String name);
    }

    /**
     * The decoded segments of a path.
     *
     * @throws Refusal INVALID when it is not URL-encoded
     */
    public static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment.indexOf('%') < 0 ? segment : decode(segment));
            }
        }
        return segments;
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("The URL is not encoded properly; write '%' as %25.");
        }
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The last value of a parameter. */
    public Optional<String> parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .reduce((first, second) -> second);
    }

    /** The same request without one of its parameters. */
    public FhirRequest without(String name) {
        return new FhirRequest(
                method,
                path,
                parameters.stream()
                        .filter(parameter -> !parameter.name().equals(name))
                        .toList(),
                headers,
                body,
                base,
                access);
    }

    /** The parameters as text, with their values encoded. */
    public String query(UnaryOperator<String> encode) {
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : parameters) {
            text.append(text.length() == 0 ? "" : "&")
                    .append(encode.apply(parameter.name()))
                    .append('=')
                    .append(encode.apply(parameter.value()));
        }
        return text.toString();
    }
}
