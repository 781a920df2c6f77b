package health.throughline.api.operation.alert;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.program.alert.ReplayRun;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.store.job.JobTable.Job;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** ActivityDefinition/$replay: runs a rule over the past. */
@Component
final class RuleReplay implements OwnOperation {

    private static final String RULE = "alert-";

    private final ReplayRun replays;

    RuleReplay(ReplayRun replays) {
        this.replays = replays;
    }

    @Override
    public String id() {
        return "ActivityDefinition-replay";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("start", "end"), Set.of("setting"));
        Map<String, String> settings = new LinkedHashMap<>();
        given.texts("setting").forEach(text -> set(text, settings));
        String rule = route.id().startsWith(RULE) ? route.id().substring(RULE.length()) : "";
        Job job = replays.start(
                new ReplayRun.Wanted(rule, day(given, "start"), day(given, "end"), settings), request.access());
        var answer = FhirJson.object().put("resourceType", "Parameters");
        answer.putArray("parameter").addObject().put("name", "job").put("valueDecimal", job.id());
        return FhirResponse.of(202, FhirJson.bytes(answer))
                .with("Content-Location", request.base() + "/ActivityDefinition/$replay-progress?job=" + job.id());
    }

    private static LocalDate day(Given given, String name) {
        return ProgrammeDays.date(Asked.text(given, name), name);
    }

    private static void set(String text, Map<String, String> settings) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw Refusal.invalid(
                    "value",
                    "The parameter 'setting' takes name=value, such as red-limit=4.5.",
                    "Parameters.parameter.where(name='setting')");
        }
        settings.put(
                text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }
}
