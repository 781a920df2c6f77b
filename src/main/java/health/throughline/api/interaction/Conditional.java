package health.throughline.api.interaction;

import health.throughline.api.FhirRequest;
import health.throughline.api.Route;
import health.throughline.fhir.Refusal;
import health.throughline.record.Change;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a write applies to: an id, or the search parameters of a conditional interaction. */
final class Conditional {

    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

    private Conditional() {}

    /** @throws Refusal when the URL has neither id nor condition */
    static Change.Target target(FhirRequest request, Route route) {
        if (!route.id().isEmpty()) {
            ParameterCheck.only(request, java.util.Set.of());
            return Change.Target.of(route.key());
        }
        String condition = condition(request);
        if (condition.isEmpty()) {
            throw new Refusal(
                    Refusal.Reason.PRECONDITION_FAILED,
                    "This needs an id in the URL, or search parameters that select the resource.");
        }
        return Change.Target.where(route.type(), condition);
    }

    private static String condition(FhirRequest request) {
        StringBuilder text = new StringBuilder();
        request.parameters().stream()
                .filter(parameter -> !ParameterCheck.FORM.contains(parameter.name()))
                .forEach(parameter -> text.append(text.length() == 0 ? "" : "&")
                        .append(URLEncoder.encode(parameter.name(), StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(parameter.value(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    /** The version that If-Match names; null when it is absent. */
    static @Nullable Integer ifMatch(FhirRequest request) {
        Optional<String> header = request.header("If-Match");
        if (header.isEmpty()) {
            return null;
        }
        Matcher tag = ETAG.matcher(header.get().strip());
        if (!tag.matches()) {
            throw Refusal.invalid("If-Match takes one version as W/\"3\".");
        }
        return Integer.valueOf(tag.group(1));
    }
}
