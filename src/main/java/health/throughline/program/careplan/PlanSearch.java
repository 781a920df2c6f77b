package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.RecordSearch;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds a client's plans, and what belongs to them, as far as somebody may see them. */
@Component
final class PlanSearch {

    private static final String MOST = "1000";

    private final RecordSearch search;

    PlanSearch(RecordSearch search) {
        this.search = search;
    }

    /** Those of a kind and status, the newest first. */
    List<ResourceVersion> plans(ResourceKey patient, PlanKind kind, String status, Access access) {
        return all(
                "CarePlan",
                access,
                new Parameter("subject", patient.toString()),
                new Parameter("category", kind.token()),
                new Parameter("status", status),
                new Parameter("_sort", "-_lastUpdated"));
    }

    /** Nothing when the caller may not search {@code type}. */
    List<ResourceVersion> all(String type, Access access, Parameter... parameters) {
        if (!access.may(Action.SEARCH, type)) {
            return List.of();
        }
        List<Parameter> asked = new ArrayList<>(List.of(parameters));
        asked.add(new Parameter("_count", MOST));
        return search.search(search.parse(List.of(type), asked, false), null, access)
                .matches();
    }

    /** Whom a plan is of. */
    static ResourceKey patient(JsonNode plan) {
        return ResourceKey.ofPatient(plan.path("subject").path("reference").asText(""))
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.UNPROCESSABLE, "The subject of this plan is no Patient of this server."));
    }

    /** The content of {@code versions}. */
    static List<ObjectNode> trees(List<ResourceVersion> versions) {
        return versions.stream().map(ResourceVersion::tree).toList();
    }
}
