package health.throughline.program.warning.rule;

import static health.throughline.program.warning.testing.Facts.at;
import static health.throughline.program.warning.testing.Facts.facts;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.Warning.Severity;
import health.throughline.program.warning.fact.Concern;
import health.throughline.program.warning.testing.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the rules about single answers, scores and reports begin and end. */
class AnswerRulesTest {

    @Test
    void question_9_counts_from_1_and_is_high_from_2() {
        assertThat(found("phq9-item9", facts().reading("44260-8", 0, 0))).isEmpty();
        assertThat(found("phq9-item9", facts().reading("44260-8", 0, 1)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
        assertThat(found("phq9-item9", facts().reading("44260-8", 0, 2)))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
    }

    @Test
    void question_9_is_looked_at_whatever_the_total() {
        assertThat(found("phq9-item9", facts().reading("44260-8", 0, 3).reading("44261-6", 0, 4)))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
        assertThat(found("phq9-item9", facts().reading("44260-8", 0, 3).reading("44261-6", 0, Double.NaN)))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
    }

    @Test
    void a_newer_answer_of_0_ends_it() {
        assertThat(found("phq9-item9", facts().reading("44260-8", 3, 3).reading("44260-8", 0, 0)))
                .isEmpty();
    }

    @Test
    void question_9_is_forgotten_after_two_weeks() {
        assertThat(found("phq9-item9", facts().reading("44260-8", 14, 3)))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
        assertThat(found("phq9-item9", facts().reading("44260-8", 15, 3))).isEmpty();
    }

    @Test
    void the_newest_screener_decides_the_risk() {
        assertThat(found("cssrs-high", facts().coded("93374-7", 3, "LA9193-9").coded("93374-7", 1, "LA6751-7")))
                .isEmpty();
        assertThat(found(
                        "cssrs-moderate",
                        facts().coded("93374-7", 3, "LA9193-9").coded("93374-7", 1, "LA6751-7")))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void a_screener_without_a_level_hides_no_earlier_one() {
        assertThat(found("cssrs-high", facts().coded("93374-7", 3, "LA9193-9").coded("93374-7", 1, "")))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
    }

    @Test
    void help_is_wanted_until_two_days_later_whatever_is_answered_then() {
        assertThat(found("help-now", facts().reading("help-now", 2, 1).reading("help-now", 0, 0)))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
        assertThat(found("help-now", facts().reading("help-now", 3, 1))).isEmpty();
    }

    @Test
    void opioids_after_a_break_are_high() {
        assertThat(found(
                        "substance-use-reported",
                        facts().reading("substance-used", 0, 1).coded("substance-kind", 0, "opioids")))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
        assertThat(found(
                        "substance-use-reported",
                        facts().reading("substance-used", 7, 1)
                                .reading("substance-used", 0, 1)
                                .coded("substance-kind", 0, "opioids")))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
        assertThat(found(
                        "substance-use-reported",
                        facts().reading("substance-used", 8, 1)
                                .reading("substance-used", 0, 1)
                                .coded("substance-kind", 0, "opioids")))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
    }

    @Test
    void use_that_is_not_named_is_high_with_a_diagnosis_of_opioid_use() {
        assertThat(found(
                        "substance-use-reported",
                        facts().reading("substance-used", 0, 1).diagnosed(false, true)))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
        assertThat(found(
                        "substance-use-reported",
                        facts().reading("substance-used", 0, 1)
                                .coded("substance-kind", 0, "alcohol")
                                .diagnosed(false, true)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void use_of_one_day_is_one_finding() {
        assertThat(found(
                        "substance-use-reported",
                        facts().reading("substance-used", 1, 1).reading("substance-used", 1, 1)))
                .extracting(Warning::window)
                .containsExactly(at(1, 0));
    }

    @Test
    void two_signs_or_two_days_are_moderate() {
        assertThat(found("plan-warning-sign-endorsed", facts().reading("personal-warning-sign", 0, 1, "a")))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
        assertThat(found(
                        "plan-warning-sign-endorsed",
                        facts().reading("personal-warning-sign", 0, 1, "a")
                                .reading("personal-warning-sign", 0, 1, "b")))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
        assertThat(found(
                        "plan-warning-sign-endorsed",
                        facts().reading("personal-warning-sign", 1, 1, "a")
                                .reading("personal-warning-sign", 0, 1, "a")))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
        assertThat(found(
                        "plan-warning-sign-endorsed",
                        facts().reading("personal-warning-sign", 2, 1, "a")
                                .reading("personal-warning-sign", 0, 1, "a")))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
    }

    @Test
    void a_sign_that_was_not_noticed_is_none() {
        assertThat(found("plan-warning-sign-endorsed", facts().reading("personal-warning-sign", 0, 0, "a")))
                .isEmpty();
    }

    @Test
    void how_serious_a_worry_is_follows_from_what_they_wrote() {
        assertThat(found("family-concern", facts().concern(Concern.Source.FAMILY, 0, 6, false)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
        assertThat(found("family-concern", facts().concern(Concern.Source.FAMILY, 0, 7, false)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
        assertThat(found("family-concern", facts().concern(Concern.Source.FAMILY, 0, 0, true)))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
        assertThat(found("family-concern", facts().concern(Concern.Source.COMMUNITY, 0, 9, true)))
                .isEmpty();
    }

    @Test
    void bam_use_counts_from_1() {
        assertThat(found("bam-use", facts().reading("bam-use", 0, 0))).isEmpty();
        assertThat(found("bam-use", facts().reading("bam-use", 0, 1))).hasSize(1);
    }

    @Test
    void bam_risk_high_counts_from_12() {
        assertThat(found("bam-risk-high", facts().reading("bam-risk", 0, 11))).isEmpty();
        assertThat(found("bam-risk-high", facts().reading("bam-risk", 0, 12))).hasSize(1);
    }

    @Test
    void mania_screen_counts_from_6() {
        assertThat(found("mania-screen", facts().reading("asrm-total", 0, 5))).isEmpty();
        assertThat(found("mania-screen", facts().reading("asrm-total", 0, 6))).hasSize(1);
    }

    @Test
    void bam_item_risk_counts_from_2() {
        assertThat(found("bam-item-risk", facts().reading("bam-11", 0, 1))).isEmpty();
        assertThat(found("bam-item-risk", facts().reading("bam-11", 0, 2))).hasSize(1);
    }

    @Test
    void bam_protective_low_counts_to_12() {
        assertThat(found("bam-protective-low", facts().reading("bam-protective", 0, 13)))
                .isEmpty();
        assertThat(found("bam-protective-low", facts().reading("bam-protective", 0, 12)))
                .hasSize(1);
    }

    @Test
    void risk_must_exceed_protection_in_the_same_answers() {
        assertThat(found(
                        "bam-risk-exceeds-protective",
                        facts().reading("bam-risk", 0, 12).reading("bam-protective", 0, 12)))
                .isEmpty();
        assertThat(found(
                        "bam-risk-exceeds-protective",
                        facts().reading("bam-risk", 0, 13).reading("bam-protective", 1, 12)))
                .isEmpty();
    }

    @Test
    void mania_and_loss_of_sleep_are_moderate_with_a_bipolar_disorder() {
        assertThat(found("mania-screen", facts().reading("asrm-total", 0, 6).diagnosed(true, false)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
        assertThat(found("sleep-loss", facts().daily("sleep-hours", 4, 4, 4).diagnosed(true, false)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    private static List<Warning> found(String code, Facts facts) {
        return found(code, facts.picture());
    }

    private static List<Warning> found(String code, PatientPicture picture) {
        return Found.by(code, picture);
    }
}
