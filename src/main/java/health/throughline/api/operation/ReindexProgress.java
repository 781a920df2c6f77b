package health.throughline.api.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.record.Reindex;
import health.throughline.store.job.JobTable.Job;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells how far the background indexing of new search parameters has come. */
@Component
final class ReindexProgress implements FhirOperation {

    private final Reindex reindex;

    ReindexProgress(Reindex reindex) {
        this.reindex = reindex;
    }

    @Override
    public String name() {
        return "$reindex-progress";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.SYSTEM);
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "https://throughline.example/fhir/OperationDefinition/reindex-progress";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode all = FhirJson.array();
        for (Job job : reindex.progress()) {
            ArrayNode parts = all.addObject().put("name", "job").putArray("part");
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
        return FhirResponse.of(200, FhirJson.bytes(parameters));
    }
}
