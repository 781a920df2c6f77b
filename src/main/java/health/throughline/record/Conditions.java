package health.throughline.record;

import health.throughline.fhir.Refusal;
import health.throughline.search.query.SearchParser.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Search parameters in URL form, as conditions and bundle entries carry them. */
public final class Conditions {

    private Conditions() {}

    /** @throws Refusal INVALID when the text is not URL-encoded parameters */
    public static List<Parameter> parse(String query) {
        String text = query.startsWith("?") ? query.substring(1) : query;
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : text.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            parameters.add(new Parameter(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1))));
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (plain.indexOf('\0') >= 0 || plain.indexOf('\uFFFD') >= 0) {
                throw Refusal.invalid("A parameter contains bytes that are not UTF-8 text.");
            }
            return plain;
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("A parameter is not URL-encoded; write '%' as %25.");
        }
    }
}
