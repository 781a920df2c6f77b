package health.throughline.server.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells which texts of a resource lead somewhere. */
final class Links {

    private static final Pattern WEB = Pattern.compile("https?://[^\\s\"'<>\\\\]+");
    private static final Pattern RELATIVE =
            Pattern.compile("([A-Za-z]+)/[A-Za-z0-9.-]{1,64}(/_history/[A-Za-z0-9.-]{1,64})?");
    private static final Set<String> REFERENCES = Set.of("reference", "fullUrl", "location");

    private final String base;

    Links(String base) {
        this.base = base;
    }

    /** Where the text of {@code name} in {@code parent} leads; canonicals and code systems lead nowhere. */
    Optional<String> target(ObjectNode parent, String name, String text) {
        boolean reference = REFERENCES.contains(name);
        boolean url = name.equals("url");
        if (!reference && !url) {
            return Optional.empty();
        }
        if (relative(text)) {
            return Optional.of(base + "/" + text);
        }
        boolean web = (reference || parent.has("relation")) && WEB.matcher(text).matches();
        return web ? Optional.of(text) : Optional.empty();
    }

    static boolean relative(String text) {
        return RELATIVE.matcher(text).matches() && Fhir.isResourceType(text.substring(0, text.indexOf('/')));
    }
}
