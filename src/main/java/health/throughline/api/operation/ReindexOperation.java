package health.throughline.api.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.record.access.Role;
import health.throughline.record.rebuild.IndexCheck;
import health.throughline.record.rebuild.Rebuild;
import health.throughline.store.job.JobTable.Job;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes the index rows of resource types right in the background, or tells how far they are from it. */
@Component
final class ReindexOperation implements OwnOperation {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Rebuild rebuild;
    private final IndexCheck check;

    ReindexOperation(Rebuild rebuild, IndexCheck check) {
        this.rebuild = rebuild;
        this.check = check;
    }

    @Override
    public String id() {
        return "reindex";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        request.access().requireRole(Role.ADMINISTRATOR);
        Given given = Given.of(request, Set.of("dryRun"), route.type().isEmpty() ? Set.of("type") : Set.of());
        List<String> types = types(given, route);
        return given.flag("dryRun") ? told(types) : started(types, request.base());
    }

    private List<String> types(Given given, Route route) {
        if (!route.type().isEmpty()) {
            return List.of(route.type());
        }
        List<String> asked = given.texts("type").stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .distinct()
                .toList();
        if (!asked.stream().allMatch(Fhir::isResourceType)) {
            throw Refusal.invalid("'type' takes names of resource types, such as Observation.");
        }
        return asked.isEmpty() ? rebuild.types() : asked;
    }

    private FhirResponse told(List<String> types) {
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode all = FhirJson.array();
        for (IndexCheck.Found found : check.of(types, PATIENCE)) {
            ArrayNode parts = all.addObject().put("name", "found").putArray("part");
            parts.addObject().put("name", "type").put("valueCode", found.type());
            parts.addObject().put("name", "resources").put("valueDecimal", found.resources());
            parts.addObject().put("name", "examined").put("valueDecimal", found.examined());
            parts.addObject().put("name", "missing").put("valueDecimal", found.missing());
            parts.addObject().put("name", "surplus").put("valueDecimal", found.surplus());
            parts.addObject().put("name", "whole").put("valueBoolean", found.whole());
        }
        parameters.set("parameter", all);
        return FhirResponse.of(200, FhirJson.bytes(parameters));
    }

    private FhirResponse started(List<String> types, String base) {
        List<Job> jobs = rebuild.start(types);
        String ids = jobs.stream().map(job -> Long.toString(job.id())).collect(Collectors.joining(","));
        return FhirResponse.of(202, FhirJson.bytes(ReindexProgress.parameters(jobs)))
                .with("Content-Location", base + "/$reindex-progress?job=" + ids);
    }
}
