package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.screening.Instrument;
import health.throughline.program.screening.ScoredResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Short instruments, on every combination of answers and missing answers, against the same rules written once more in plain
 * Java from the publications; longer ones on what wrong calculators in circulation get wrong.
 */
class ExhaustiveScoreTest {

    private static final String LOINC = "http://loinc.org";
    private static final String OWN = "https://throughline.example/fhir/CodeSystem/instrument-answer";
    private static final List<String> FREQUENCY = List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9");
    private static final List<String> NO_YES = List.of("LA32-8", "LA33-6");
    private static final int MISSING = -1;

    /** A question: its item, and the codes of its answers in the order of what they count. */
    private record Question(String linkId, String system, List<String> answers, int first) {}

    private static Question loinc(String linkId, List<String> answers) {
        return new Question(linkId, LOINC, answers, 0);
    }

    private static List<Question> questions(List<String> answers, String... linkIds) {
        return Arrays.stream(linkIds).map(linkId -> loinc(linkId, answers)).toList();
    }

    /** Score codes with what they must come to: value, band, method. */
    private static Map<String, List<String>> scored(Instrument instrument, List<Question> questions, int[] points) {
        ObjectNode response = FhirJson.object()
                .put("resourceType", "QuestionnaireResponse")
                .put("status", "completed")
                .put("questionnaire", instrument.canonical());
        ArrayNode items = response.putArray("item");
        for (int i = 0; i < points.length; i++) {
            if (points[i] != MISSING) {
                Question question = questions.get(i);
                ObjectNode item = items.addObject().put("linkId", question.linkId());
                item.putArray("answer")
                        .addObject()
                        .putObject("valueCoding")
                        .put("system", question.system())
                        .put("code", question.answers().get(points[i] - question.first()));
            }
        }
        ResourceKey key = new ResourceKey("QuestionnaireResponse", "x");
        Map<String, List<String>> scores = new HashMap<>();
        for (JsonNode observation : ScoredResponse.of(instrument, key, response, "")
                .observations("final")
                .values()) {
            String method = observation.at("/extension/0/valueCode").asText();
            if (!method.isEmpty()) {
                scores.put(
                        observation.at("/code/coding/0/code").asText(),
                        List.of(
                                value(observation),
                                observation
                                        .at("/interpretation/0/coding/0/code")
                                        .asText(),
                                method));
            }
        }
        return scores;
    }

    private static String value(JsonNode observation) {
        JsonNode number = observation.at("/valueQuantity/value");
        return number.isNumber()
                ? number.decimalValue().toPlainString()
                : observation.at("/valueCodeableConcept/coding/0/code").asText();
    }

    private static List<String> complete(int value, String band) {
        return List.of(String.valueOf(value), band, "complete");
    }

    private static final List<String> UNSCORABLE = List.of("", "", "not-scorable");

    private static void everyCombination(
            String name,
            List<Question> questions,
            Predicate<int[]> asked,
            Function<int[], Map<String, List<String>>> rule) {
        Instrument instrument = QuestionnaireFolders.instrument(name);
        int[] points = new int[questions.size()];
        Arrays.fill(points, MISSING);
        int tried = 0;
        do {
            if (asked.test(points)) {
                assertThat(scored(instrument, questions, points))
                        .as("%s %s", name, Arrays.toString(points))
                        .isEqualTo(rule.apply(points));
                tried++;
            }
        } while (next(points, questions));
        assertThat(tried).isGreaterThan(8);
    }

    private static boolean next(int[] points, List<Question> questions) {
        for (int i = 0; i < points.length; i++) {
            Question question = questions.get(i);
            int last = question.first() + question.answers().size() - 1;
            if (points[i] < last) {
                points[i] = points[i] == MISSING ? question.first() : points[i] + 1;
                return true;
            }
            points[i] = MISSING;
        }
        return false;
    }

    private static boolean anyMissing(int[] points, int from, int to) {
        return Arrays.stream(points, from, to).anyMatch(point -> point == MISSING);
    }

    private static int sum(int[] points, int from, int to) {
        return Arrays.stream(points, from, to).sum();
    }

    private static List<String> two(int[] points, int from) {
        if (anyMissing(points, from, from + 2)) {
            return UNSCORABLE;
        }
        int sum = points[from] + points[from + 1];
        return complete(sum, sum < 3 ? "negative" : "positive");
    }

    @Test
    void phq_2_and_gad_2_need_both_answers_and_turn_positive_at_3() {
        everyCombination(
                "phq-2",
                questions(FREQUENCY, "44250-9", "44255-8"),
                points -> true,
                points -> Map.of("55758-7", two(points, 0)));
        everyCombination(
                "gad-2",
                questions(FREQUENCY, "69725-0", "68509-9"),
                points -> true,
                points -> Map.of("gad2-total", two(points, 0)));
    }

    @Test
    void phq_4_scores_its_halves_when_the_whole_cannot_be_scored() {
        everyCombination(
                "phq-4",
                questions(FREQUENCY, "69725-0", "68509-9", "44250-9", "44255-8"),
                points -> true,
                points -> Map.of(
                        "70272-0", phq4(points), "phq4-anxiety", two(points, 0), "phq4-depression", two(points, 2)));
    }

    private static List<String> phq4(int[] points) {
        if (anyMissing(points, 0, 4)) {
            return UNSCORABLE;
        }
        int sum = sum(points, 0, 4);
        return complete(sum, sum <= 2 ? "none" : sum <= 5 ? "mild" : sum <= 8 ? "moderate" : "severe");
    }

    @Test
    void audit_c_is_0_for_who_never_drinks_and_needs_all_three_answers_of_others() {
        List<Question> questions = List.of(
                loinc("68518-0", List.of("LA6270-8", "LA18926-8", "LA18927-6", "LA18928-4", "LA18929-2")),
                loinc("68519-8", List.of("LA15694-5", "LA15695-2", "LA18930-0", "LA18931-8", "LA18932-6")),
                loinc("68520-6", List.of("LA6270-8", "LA18933-4", "LA18876-5", "LA18891-4", "LA18934-2")));
        everyCombination(
                "audit-c",
                questions,
                points -> points[0] > 0 || points[1] == MISSING && points[2] == MISSING,
                points -> Map.of("75626-2", auditC(points)));
    }

    private static List<String> auditC(int[] points) {
        if (points[0] == 0) {
            return complete(0, "negative");
        }
        int sum = sum(points, 0, 3);
        return anyMissing(points, 0, 3) ? UNSCORABLE : complete(sum, sum < 3 ? "negative" : "positive");
    }

    @Test
    void pc_ptsd_5_counts_yes_after_an_exposure_and_is_0_without_one() {
        everyCombination(
                "pc-ptsd-5",
                questions(NO_YES, "102011-4", "102012-2", "102013-0", "102014-8", "102015-5", "102016-3"),
                points -> points[0] == 1 || Arrays.stream(points, 1, 6).allMatch(point -> point == MISSING),
                points -> Map.of("102017-1", pcPtsd5(points)));
    }

    private static List<String> pcPtsd5(int[] points) {
        if (points[0] == 0) {
            return complete(0, "negative");
        }
        int sum = sum(points, 1, 6);
        return anyMissing(points, 0, 6)
                ? UNSCORABLE
                : complete(sum, sum < 3 ? "negative" : sum == 3 ? "intermediate" : "positive");
    }

    @Test
    void who_5_is_the_sum_times_4_and_needs_all_five_answers() {
        List<String> answers = List.of(
                "at-no-time",
                "some-of-the-time",
                "less-than-half-of-the-time",
                "more-than-half-of-the-time",
                "most-of-the-time",
                "all-of-the-time");
        List<Question> questions = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            questions.add(new Question("who5-" + i, OWN, answers, 0));
        }
        everyCombination("who-5", questions, points -> true, ExhaustiveScoreTest::who5);
    }

    private static Map<String, List<String>> who5(int[] points) {
        if (anyMissing(points, 0, 5)) {
            return Map.of("who5-raw", UNSCORABLE, "who5-total", UNSCORABLE);
        }
        int raw = sum(points, 0, 5);
        String band = raw < 8 ? "very-low-wellbeing" : raw < 13 ? "low-wellbeing" : "good-wellbeing";
        return Map.of("who5-raw", complete(raw, band), "who5-total", complete(4 * raw, band));
    }

    @Test
    void the_c_ssrs_screener_finds_the_highest_level_that_any_answer_speaks_for() {
        everyCombination(
                "c-ssrs",
                questions(NO_YES, "93246-7", "93247-5", "93248-3", "93249-1", "93250-9", "93267-3", "93269-9"),
                ExhaustiveScoreTest::askedOfCssrs,
                points -> Map.of("93374-7", cssrs(points)));
    }

    /** Questions 3 to 5 follow a yes to 2, when it was follows a yes to 6. */
    private static boolean askedOfCssrs(int[] points) {
        boolean thoughts = points[1] == 1 || Arrays.stream(points, 2, 5).allMatch(point -> point == MISSING);
        return thoughts && (points[5] == 1 || points[6] == MISSING);
    }

    private static List<String> cssrs(int[] points) {
        if (points[3] == 1 || points[4] == 1 || points[6] == 1) {
            return List.of("LA9193-9", "high-risk", "complete");
        }
        boolean whole = points[0] != MISSING
                && points[1] != MISSING
                && points[5] != MISSING
                && (points[1] == 0 || !anyMissing(points, 2, 5))
                && (points[5] == 0 || points[6] != MISSING);
        if (!whole) {
            return UNSCORABLE;
        }
        if (points[2] == 1 || points[5] == 1) {
            return List.of("LA6751-7", "moderate-risk", "complete");
        }
        return points[0] == 1 || points[1] == 1
                ? List.of("LA9194-7", "low-risk", "complete")
                : List.of("no-risk-reported", "none", "complete");
    }

    private static List<Question> phq9() {
        return questions(
                FREQUENCY, "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
                "44260-8");
    }

    private static List<String> phq9(int... points) {
        return scored(QuestionnaireFolders.instrument("phq-9"), phq9(), points).getOrDefault("44261-6", List.of());
    }

    /** Calculators that count a missing answer as 0 report 14, 12 and 6. */
    @Test
    void a_missing_answer_of_the_phq_9_is_never_0() {
        assertThat(phq9(2, 2, 2, 2, 2, 2, 1, 1, MISSING)).containsExactly("16", "moderately-severe", "prorated");
        assertThat(phq9(2, 2, 2, 2, 2, 1, 1, MISSING, MISSING)).containsExactly("15", "moderately-severe", "prorated");
        assertThat(phq9(1, 1, 1, 1, 1, 1, MISSING, MISSING, MISSING)).isEqualTo(UNSCORABLE);
    }

    /** In circulation: (raw - 5) x 4, for items that were taken to count from 1. */
    @Test
    void the_who_5_does_not_subtract_5() {
        Instrument instrument = QuestionnaireFolders.instrument("who-5");
        List<Question> questions = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            questions.add(new Question("who5-" + i, OWN, List.of("most-of-the-time"), 4));
        }
        assertThat(scored(instrument, questions, new int[] {4, 4, 4, 4, 4}).get("who5-total"))
                .containsExactly("80", "good-wellbeing", "complete")
                .doesNotContain("60");
    }

    /** In circulation: answers counted from 0, so that the least is 0 and not 10. */
    @Test
    void the_barc_10_counts_from_1_to_6() {
        Instrument instrument = QuestionnaireFolders.instrument("barc-10");
        for (Map.Entry<String, Integer> extreme :
                Map.of("strongly-disagree", 10, "strongly-agree", 60).entrySet()) {
            List<Question> questions = new ArrayList<>();
            for (int i = 1; i <= 10; i++) {
                questions.add(new Question("barc10-" + i, OWN, Collections.singletonList(extreme.getKey()), 0));
            }
            assertThat(Objects.requireNonNull(
                                    scored(instrument, questions, new int[10]).get("barc10-total"))
                            .get(0))
                    .isEqualTo(extreme.getValue().toString());
        }
    }
}
