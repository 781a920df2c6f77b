package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.questionnaire.AnsweredForm;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.program.client.Codes;
import java.util.ArrayList;
import java.util.List;

/**
 * What a daily check-in says of the client's plan.
 *
 * @param signs of the plan that the client has noticed
 * @param helpNow whether they need help right now
 */
record Checkin(List<Sign> signs, boolean helpNow) {

    private static final String FORM = Canonicals.of("Questionnaire", "daily-checkin");
    private static final Checkin SILENT = new Checkin(List.of(), false);

    /** A sign in the client's words, and the code of its kind. */
    record Sign(String words, String kind) {}

    /** Nothing when it is not a check-in that is done. */
    static Checkin of(JsonNode response) {
        boolean done =
                List.of("completed", "amended").contains(response.path("status").asText());
        boolean checkin = Canonical.of(AnsweredForm.canonical(response)).url().equals(FORM);
        if (!done || !checkin) {
            return SILENT;
        }
        List<Sign> signs = new ArrayList<>();
        for (JsonNode item : response.path("item")) {
            boolean noticed =
                    answer(item, "personal-warning-sign").path("valueBoolean").asBoolean();
            if (item.path("linkId").asText().equals("own-signs") && noticed) {
                signs.add(new Sign(
                        answer(item, "sign-words").path("valueString").asText(""),
                        answer(item, "sign-kind")
                                .path("valueCoding")
                                .path("code")
                                .asText("")));
            }
        }
        return new Checkin(
                signs, answer(response, "help-now").path("valueBoolean").asBoolean());
    }

    private static JsonNode answer(JsonNode group, String linkId) {
        for (JsonNode item : group.path("item")) {
            if (item.path("linkId").asText().equals(linkId)) {
                return item.path("answer").path(0);
            }
        }
        return group.path("item").path(-1);
    }

    boolean silent() {
        return signs.isEmpty() && !helpNow;
    }

    /** What {@code plan} answers {@code sign} with: what the client linked to it, else all that helps. */
    static List<PlanEntry> answers(JsonNode plan, Sign sign) {
        List<PlanEntry> coping = PlanEntry.of(plan, "coping");
        List<String> linked = PlanEntry.of(plan, "warning-sign").stream()
                .filter(entry -> entry.words().equals(sign.words())
                        || sign.words().isEmpty() && entry.kind("warning-sign").equals(sign.kind()))
                .flatMap(entry -> entry.answers().stream())
                .toList();
        List<PlanEntry> answers = coping.stream()
                .filter(entry -> linked.contains(Codes.of(entry.detail().path("code"), "coping-strategy")))
                .toList();
        return answers.isEmpty() ? coping : answers;
    }
}
