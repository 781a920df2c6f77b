package health.throughline.api.operation.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.program.alert.EarlyWarningDryRun;
import health.throughline.program.alert.EarlyWarningDryRun.Look;
import health.throughline.program.warning.Warning;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Patient/$early-warning: what the rules say of a client, without raising anything. */
@Component
final class PatientEarlyWarning implements OwnOperation {

    private final EarlyWarningDryRun run;

    PatientEarlyWarning(EarlyWarningDryRun run) {
        this.run = run;
    }

    @Override
    public String id() {
        return "Patient-early-warning";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("date"), Set.of());
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode rules = answer.putArray("parameter");
        for (Look look : run.of(route.key(), Asked.date(given, "date"), request.access())) {
            if (look.found().isEmpty()) {
                parts(rules, look, silence(look));
            }
            for (Warning warning : look.found()) {
                parts(rules, look, warning.text())
                        .addObject()
                        .put("name", "severity")
                        .put("valueCode", warning.severity().name().toLowerCase(Locale.ROOT));
            }
        }
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }

    private static ArrayNode parts(ArrayNode rules, Look look, String explanation) {
        ArrayNode parts = rules.addObject().put("name", "rule").putArray("part");
        parts.addObject().put("name", "type").put("valueCode", look.parameters().code());
        parts.addObject().put("name", "found").put("valueBoolean", !look.found().isEmpty());
        parts.addObject().put("name", "explanation").put("valueString", explanation);
        return parts;
    }

    /** What it looked for: its settings. */
    private static String silence(Look look) {
        return "Nothing found, with "
                + new TreeMap<>(look.parameters().values())
                        .entrySet().stream()
                                .map(one -> one.getKey() + " " + one.getValue())
                                .collect(Collectors.joining(", "))
                + ".";
    }
}
