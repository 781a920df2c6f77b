package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of plans that a questionnaire is the source of. */
enum PlanKind {
    RELAPSE_PREVENTION(
            "relapse-prevention",
            "relapse-prevention-plan",
            List.of("warning-sign", "coping"),
            List.of(
                    "goal",
                    "trigger",
                    "warning-sign",
                    "coping",
                    "craving-plan",
                    "support",
                    "crisis-step",
                    "follow-up")),
    CRISIS(
            "crisis",
            "crisis-plan",
            List.of("crisis-step"),
            List.of("warning-sign", "crisis-step", "support", "professional-contact", "means-safety"));

    private final String code;
    private final String questionnaire;
    private final List<String> required;
    private final List<String> sections;

    PlanKind(String code, String questionnaire, List<String> required, List<String> sections) {
        this.code = code;
        this.questionnaire = questionnaire;
        this.required = required;
        this.sections = sections;
    }

    static Optional<PlanKind> of(JsonNode plan) {
        return Stream.of(values())
                .filter(kind -> Codes.has(plan.path("category"), "plan-type", kind.code))
                .findFirst();
    }

    /** As a token for searches by category. */
    String token() {
        return Canonicals.of("CodeSystem", "plan-type") + "|" + code;
    }

    /** Canonical URL of the form that is the source of such plans. */
    String questionnaire() {
        return Canonicals.of("Questionnaire", questionnaire);
    }

    /** Sections without which such a plan is of no use. */
    List<String> required() {
        return required;
    }

    /** Its main sections. */
    List<String> sections() {
        return sections;
    }
}
