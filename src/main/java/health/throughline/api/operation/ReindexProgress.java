package health.throughline.api.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.record.Reindex;
import health.throughline.record.access.Role;
import health.throughline.store.job.JobTable.Job;
import health.throughline.store.job.JobTable.State;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells how far the background indexing of new search parameters, and what $reindex has started, have come. */
@Component
final class ReindexProgress implements OwnOperation {

    private final Reindex reindex;

    ReindexProgress(Reindex reindex) {
        this.reindex = reindex;
    }

    @Override
    public String id() {
        return "reindex-progress";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        request.access().requireRole(Role.ADMINISTRATOR);
        Given given = Given.of(request, Set.of("job"), Set.of());
        List<Job> jobs = given.text("job").map(this::named).orElseGet(reindex::progress);
        boolean running = given.one("job").isPresent() && jobs.stream().anyMatch(job -> job.state() == State.RUNNING);
        FhirResponse response = FhirResponse.of(running ? 202 : 200, FhirJson.bytes(parameters(jobs)));
        return running ? response.with("X-Progress", progress(jobs)).with("Retry-After", "5") : response;
    }

    private List<Job> named(String ids) {
        if (!ids.matches("\\d{1,18}(,\\d{1,18}){0,200}")) {
            throw Refusal.invalid("'job' takes the numbers of jobs, separated by commas.");
        }
        return reindex.progress(Arrays.stream(ids.split(",")).map(Long::valueOf).toList());
    }

    private static String progress(List<Job> jobs) {
        long done = jobs.stream().mapToLong(Job::done).sum();
        long total = jobs.stream().mapToLong(Job::total).sum();
        return done + " of " + total;
    }

    /** Where jobs stand. */
    static ObjectNode parameters(List<Job> jobs) {
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode all = FhirJson.array();
        for (Job job : jobs) {
            ArrayNode parts = all.addObject().put("name", "job").putArray("part");
            parts.addObject().put("name", "id").put("valueDecimal", job.id());
            parts.addObject().put("name", "kind").put("valueCode", job.kind());
            parts.addObject().put("name", "type").put("valueCode", job.subject());
            parts.addObject()
                    .put("name", "state")
                    .put("valueCode", job.state().name().toLowerCase(Locale.ROOT));
            parts.addObject().put("name", "done").put("valueDecimal", job.done());
            parts.addObject().put("name", "total").put("valueDecimal", job.total());
        }
        if (!all.isEmpty()) {
            parameters.set("parameter", all);
        }
        return parameters;
    }
}
