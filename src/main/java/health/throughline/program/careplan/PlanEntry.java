package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One entry of a plan: an activity in a section, in the client's words. */
record PlanEntry(JsonNode detail) {

    private static final String RANK = Canonicals.of("StructureDefinition", "rank");
    private static final String RELATES = Canonicals.of("StructureDefinition", "relates-to-entry");
    private static final int LAST = 1000;

    /** All entries, in the order of the plan. */
    static List<PlanEntry> of(JsonNode plan) {
        List<PlanEntry> entries = new ArrayList<>();
        for (JsonNode activity : plan.path("activity")) {
            if (activity.has("detail")) {
                entries.add(new PlanEntry(activity.path("detail")));
            }
        }
        return entries;
    }

    /** Those of {@code section} that are still meant, by their rank. */
    static List<PlanEntry> of(JsonNode plan, String section) {
        return of(plan).stream()
                .filter(entry -> entry.section().equals(section) && entry.stands())
                .sorted(Comparator.comparingInt(PlanEntry::rank))
                .toList();
    }

    String section() {
        return Codes.of(detail.path("code"), "plan-section");
    }

    /** What it is more finely, of {@code system}; empty when it does not say. */
    String kind(String system) {
        return Codes.of(detail.path("code"), system);
    }

    /** Whether it has the same codes as {@code other}. */
    boolean alike(PlanEntry other) {
        return detail.path("code")
                .path("coding")
                .equals(other.detail.path("code").path("coding"));
    }

    String words() {
        return detail.path("description").asText("");
    }

    /** The codes of the triggers that it answers. */
    List<String> triggers() {
        List<String> triggers = new ArrayList<>();
        for (JsonNode reason : detail.path("reasonCode")) {
            for (JsonNode coding : reason.path("coding")) {
                triggers.add(coding.path("code").asText(""));
            }
        }
        return triggers;
    }

    /** The codes of the strategies that the client wants to answer it with. */
    List<String> answers() {
        return Extensions.all(detail, RELATES).stream()
                .map(extension -> extension.path("valueString").asText(""))
                .toList();
    }

    int rank() {
        return Extensions.first(detail, RANK).path("valuePositiveInt").asInt(LAST);
    }

    private boolean stands() {
        String status = detail.path("status").asText("");
        return !List.of("cancelled", "stopped", "entered-in-error").contains(status);
    }
}
