package health.throughline.program.warning.rule;

import static health.throughline.program.warning.testing.Facts.TODAY;
import static health.throughline.program.warning.testing.Facts.at;
import static health.throughline.program.warning.testing.Facts.facts;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.Warning.Severity;
import health.throughline.program.warning.fact.Session;
import health.throughline.program.warning.testing.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the rules about dates begin and end. */
class DateRulesTest {

    @Test
    void two_missed_sessions_in_a_row_count() {
        assertThat(found(
                        "missed-sessions-consecutive",
                        facts().session(3, Session.Status.ATTENDED, 180, 180)
                                .session(1, Session.Status.NO_SHOW, 180, 0)))
                .isEmpty();
        assertThat(found(
                        "missed-sessions-consecutive",
                        facts().session(3, Session.Status.NO_SHOW, 180, 0)
                                .session(1, Session.Status.CANCELLED_BY_CLIENT, 180, 0)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
        assertThat(found(
                        "missed-sessions-consecutive",
                        facts().session(5, Session.Status.NO_SHOW, 180, 0)
                                .session(3, Session.Status.LATE, 180, 100)
                                .session(1, Session.Status.NO_SHOW, 180, 0)))
                .isEmpty();
    }

    @Test
    void what_was_excused_neither_counts_nor_breaks_the_row() {
        assertThat(found(
                        "missed-sessions-consecutive",
                        facts().session(3, Session.Status.TECHNICAL_FAILURE, 180, 0)
                                .session(1, Session.Status.NO_SHOW, 180, 0)))
                .isEmpty();
        assertThat(found(
                        "missed-sessions-consecutive",
                        facts().session(5, Session.Status.NO_SHOW, 180, 0)
                                .session(3, Session.Status.EXCUSED, 180, 0)
                                .session(2, Session.Status.CANCELLED_BY_PROGRAM, 180, 0)
                                .session(1, Session.Status.NO_SHOW, 180, 0)))
                .extracting(Warning::window)
                .containsExactly(at(5, 9));
    }

    @Test
    void three_of_nine_missed_sessions_are_too_many() {
        Facts two = facts().session(16, Session.Status.NO_SHOW, 180, 0)
                .session(15, Session.Status.NO_SHOW, 180, 0)
                .session(14, Session.Status.ATTENDED, 180, 180)
                .session(13, Session.Status.ATTENDED, 180, 180)
                .session(12, Session.Status.ATTENDED, 180, 180)
                .session(11, Session.Status.ATTENDED, 180, 180)
                .session(10, Session.Status.ATTENDED, 180, 180)
                .session(9, Session.Status.ATTENDED, 180, 180)
                .session(8, Session.Status.ATTENDED, 180, 180)
                .enrolled(60);
        assertThat(found("attendance-below-threshold", two)).isEmpty();
        assertThat(found(
                        "attendance-below-threshold",
                        two.session(1, Session.Status.NO_SHOW, 180, 0).session(0, Session.Status.NO_SHOW, 180, 0)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void less_than_sixty_percent_of_the_hours_of_a_week_are_too_few() {
        assertThat(found(
                        "attendance-below-threshold",
                        facts().session(3, Session.Status.ATTENDED, 180, 108)
                                .session(1, Session.Status.PARTIAL, 180, 108)
                                .enrolled(60)))
                .isEmpty();
        assertThat(found(
                        "attendance-below-threshold",
                        facts().session(3, Session.Status.ATTENDED, 180, 108)
                                .session(1, Session.Status.PARTIAL, 180, 107)
                                .enrolled(60)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void two_weeks_of_less_than_nine_hours_are_too_few() {
        assertThat(found(
                        "attendance-below-threshold",
                        facts().session(17, Session.Status.ATTENDED, 180, 180)
                                .session(15, Session.Status.ATTENDED, 180, 180)
                                .session(13, Session.Status.ATTENDED, 180, 180)
                                .session(10, Session.Status.ATTENDED, 180, 180)
                                .session(8, Session.Status.ATTENDED, 180, 180)
                                .session(6, Session.Status.ATTENDED, 180, 180)
                                .enrolled(60)))
                .isEmpty();
        assertThat(found(
                        "attendance-below-threshold",
                        facts().session(17, Session.Status.ATTENDED, 180, 179)
                                .session(15, Session.Status.ATTENDED, 180, 179)
                                .session(13, Session.Status.ATTENDED, 180, 179)
                                .session(10, Session.Status.ATTENDED, 180, 179)
                                .session(8, Session.Status.ATTENDED, 180, 179)
                                .session(6, Session.Status.ATTENDED, 180, 179)
                                .enrolled(60)))
                .extracting(Warning::window)
                .containsExactly(at(17, 0));
        assertThat(found(
                        "attendance-below-threshold",
                        facts().session(17, Session.Status.ATTENDED, 180, 179)
                                .session(15, Session.Status.ATTENDED, 180, 179)
                                .session(13, Session.Status.ATTENDED, 180, 179)
                                .session(10, Session.Status.ATTENDED, 180, 179)
                                .session(8, Session.Status.ATTENDED, 180, 179)
                                .session(6, Session.Status.ATTENDED, 180, 179)
                                .enrolled(16)))
                .isEmpty();
        assertThat(found(
                        "attendance-below-threshold",
                        facts().session(17, Session.Status.ATTENDED, 180, 179)
                                .session(15, Session.Status.ATTENDED, 180, 179)
                                .session(13, Session.Status.ATTENDED, 180, 179)
                                .session(10, Session.Status.ATTENDED, 180, 179)
                                .session(8, Session.Status.ATTENDED, 180, 179)
                                .session(6, Session.Status.ATTENDED, 180, 179)
                                .episode("op", 60, null)))
                .isEmpty();
    }

    @Test
    void three_silent_days_count_for_who_usually_checks_in() {
        Facts usual = facts().enrolled(30);
        for (int day = 4; day < 18; day++) {
            usual.reading("craving", day, 1);
        }
        assertThat(found("missed-checkins", usual)).extracting(Warning::window).containsExactly(at(3, 0));
        Facts today = facts().enrolled(30);
        for (int day = 3; day < 17; day++) {
            today.reading("craving", day, 1);
        }
        assertThat(found("missed-checkins", today)).isEmpty();
    }

    @Test
    void seven_silent_days_count_for_anybody_enrolled() {
        assertThat(found("missed-checkins", facts().enrolled(30).reading("craving", 7, 1)))
                .isEmpty();
        assertThat(found("missed-checkins", facts().enrolled(30).reading("craving", 8, 1)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
        assertThat(found("missed-checkins", facts().reading("craving", 8, 1))).isEmpty();
        assertThat(found("missed-checkins", facts().enrolled(7)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
    }

    @Test
    void a_questionnaire_may_be_three_days_late() {
        assertThat(found("assessment-overdue", facts().task("questionnaire", 9, 2, null)))
                .isEmpty();
        assertThat(found("assessment-overdue", facts().task("questionnaire", 9, 3, null)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
        assertThat(found("assessment-overdue", facts().task("questionnaire", 9, 4, 3)))
                .isEmpty();
        assertThat(found("assessment-overdue", facts().task("referral", 9, 4, null)))
                .isEmpty();
    }

    @Test
    void the_second_late_one_is_moderate() {
        assertThat(found(
                        "assessment-overdue",
                        facts().task("questionnaire", 30, 20, 10).task("questionnaire", 9, 4, null)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void medicine_must_be_left_out_on_two_days_in_a_row() {
        assertThat(found(
                        "medication-gap",
                        facts().coded("medication-taken", 2, "not-taken")
                                .coded("medication-taken", 1, "partly")
                                .coded("medication-taken", 0, "not-taken")))
                .isEmpty();
        assertThat(found(
                        "medication-gap",
                        facts().coded("medication-taken", 1, "not-taken").coded("medication-taken", 0, "not-taken")))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void more_than_seven_days_without_opioid_medicine_are_high() {
        assertThat(found("medication-gap", facts().supply("b", true, 14, 7))).isEmpty();
        assertThat(found("medication-gap", facts().supply("b", true, 15, 7)))
                .extracting(Warning::severity)
                .containsExactly(Severity.HIGH);
        assertThat(found("medication-gap", facts().supply("b", true, 15, 7).supply("b", true, 1, 7)))
                .isEmpty();
    }

    @Test
    void medicine_must_cover_four_fifths_of_thirty_days() {
        assertThat(found("medication-gap", facts().supply("s", false, 40, 30).supply("s", false, 4, 30)))
                .isEmpty();
        assertThat(found("medication-gap", facts().supply("s", false, 40, 20).supply("s", false, 4, 30)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void contact_is_due_within_seven_and_thirty_days_of_discharge() {
        assertThat(found("followup-overdue", facts().episode("iop", 90, 7))).isEmpty();
        assertThat(found("followup-overdue", facts().episode("iop", 90, 8)))
                .extracting(Warning::window)
                .containsExactly(at(1, 0));
        assertThat(found("followup-overdue", facts().episode("iop", 90, 8).reading("craving", 3, 1)))
                .isEmpty();
        assertThat(found("followup-overdue", facts().episode("iop", 90, 31).reading("craving", 28, 1)))
                .extracting(Warning::window)
                .containsExactly(at(1, 0));
        assertThat(found("followup-overdue", facts().episode("iop", 90, 8).enrolled(2)))
                .isEmpty();
    }

    @Test
    void a_plan_is_due_for_review_after_two_weeks() {
        assertThat(found("plan-review-overdue", facts().enrolled(60).plan("treatment", 14)))
                .isEmpty();
        assertThat(found("plan-review-overdue", facts().enrolled(60).plan("treatment", 15)))
                .extracting(Warning::window)
                .containsExactly(at(0, 0));
        assertThat(found(
                        "plan-review-overdue",
                        facts().enrolled(60).plan("treatment", 40).task("plan-review", 20, 10, 9)))
                .isEmpty();
        assertThat(found(
                        "plan-review-overdue",
                        facts().enrolled(60).plan("treatment", 40).plan("treatment", 3)))
                .isEmpty();
    }

    @Test
    void a_consent_that_ends_within_two_weeks_counts() {
        assertThat(found("consent-expiring", facts().consentUntil(15))).isEmpty();
        assertThat(found("consent-expiring", facts().consentUntil(14)))
                .extracting(Warning::window)
                .containsExactly(at(-14, 0));
        assertThat(found("consent-expiring", facts().consentUntil(-1))).isEmpty();
    }

    @Test
    void a_hard_day_is_told_of_three_days_before() {
        assertThat(found("high-risk-date", facts().plan("relapse-prevention", 9, TODAY.plusDays(4))))
                .isEmpty();
        assertThat(found("high-risk-date", facts().plan("relapse-prevention", 9, TODAY, TODAY.plusDays(3))))
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning.amber()).isTrue());
    }

    private static List<Warning> found(String code, Facts facts) {
        return found(code, facts.picture());
    }

    private static List<Warning> found(String code, PatientPicture picture) {
        return Found.by(code, picture);
    }
}
