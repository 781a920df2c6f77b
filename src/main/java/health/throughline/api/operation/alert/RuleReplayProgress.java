package health.throughline.api.operation.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.program.alert.ReplayCount;
import health.throughline.program.alert.ReplayRun;
import health.throughline.store.job.JobTable.Job;
import health.throughline.store.job.JobTable.State;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** ActivityDefinition/$replay-progress: how far a replay is, and its figures. */
@Component
final class RuleReplayProgress implements OwnOperation {

    private static final int PLACES = 2;

    private final ReplayRun replays;

    RuleReplayProgress(ReplayRun replays) {
        this.replays = replays;
    }

    @Override
    public String id() {
        return "ActivityDefinition-replay-progress";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("job"), Set.of());
        String number = given.text("job").orElse("");
        if (!number.matches("\\d{1,18}")) {
            throw Refusal.invalid(
                    "value",
                    "The parameter 'job' takes the number that $replay answered.",
                    "Parameters.parameter.where(name='job')");
        }
        Map.Entry<Job, ReplayCount> progress = replays.progress(Long.parseLong(number), request.access())
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no replay of this number."));
        Job job = progress.getKey();
        byte[] body = FhirJson.bytes(parameters(job, progress.getValue()));
        return job.state() == State.RUNNING
                ? FhirResponse.of(202, body)
                        .with("X-Progress", job.done() + " of " + job.total())
                        .with("Retry-After", "2")
                : FhirResponse.of(200, body);
    }

    private static ObjectNode parameters(Job job, ReplayCount count) {
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode all = answer.putArray("parameter");
        all.addObject().put("name", "state").put("valueCode", job.state().name().toLowerCase(Locale.ROOT));
        put(all, "done", job.done());
        put(all, "total", job.total());
        put(all, "patients", count.patients());
        put(all, "patientWeeks", count.patientWeeks());
        put(all, "alerts", count.alerts());
        put(all, "right", count.right());
        put(all, "perHundredPatientWeeks", count.perHundredPatientWeeks());
        put(all, "falsePerHundredPatientWeeks", count.falsePerHundredPatientWeeks());
        put(all, "relapses", count.relapses());
        put(all, "found", count.found());
        if (count.found() > 0) {
            put(all, "leadDays", count.medianLead());
        }
        return answer;
    }

    private static void put(ArrayNode all, String name, double number) {
        BigDecimal rounded = BigDecimal.valueOf(number)
                .setScale(PLACES, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        all.addObject().put("name", name).put("valueDecimal", rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    }
}
