package health.throughline.program.measure.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.Total;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The measures of setbacks, of leaving and of the time after, at their edges. */
class AfterwardsMeasuresTest {

    @Test
    void relapses_are_counted_over_the_days_in_treatment_and_as_alumni() {
        Given client = Given.client()
                .enrolled("2026-01-01", "2026-01-31", "completed")
                .alumni("2026-02-01", "2026-02-28")
                .setback("relapse", "2026-01-31")
                .setback("lapse", "2026-01-15")
                .setback("crisis", "2026-01-16")
                .setback("symptom-recurrence", "2026-02-01")
                .setback("relapse", "2026-03-01");
        assertThat(client.counts("relapse-rate", "treatment")).isEqualTo(Counts.of(1, 31));
        assertThat(client.counts("relapse-rate", "alumni")).isEqualTo(Counts.of(1, 28));
    }

    @Test
    void the_rate_is_given_for_a_hundred_months() {
        double rate = MeasureCatalogue.find("relapse-rate")
                .orElseThrow()
                .score("treatment", new Total(Counts.of(2, 3652), List.of()));
        assertThat(rate).isCloseTo(100 * 2 / (3652 / 30.4375), org.assertj.core.data.Offset.offset(0.0001));
    }

    @Test
    void the_first_relapse_of_each_enrolment_is_timed() {
        Given client = Given.client()
                .enrolled("2025-11-01", "2025-12-01", "completed")
                .setback("relapse", "2025-11-20")
                .setback("relapse", "2026-01-02")
                .enrolled("2026-02-01")
                .setback("relapse", "2026-02-11")
                .setback("relapse", "2026-02-12");
        assertThat(client.observed("time-to-first-relapse", "days")).containsExactly(10.0);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T10:00:00Z, 2026-05-04T10:00:00Z, true, true",
        "2026-05-04T10:00:01Z, 2026-05-02T10:00:00Z, false, true",
        "2026-05-02T10:00:00Z, 2026-05-04T10:00:01Z, true, false",
        "2026-05-01T09:59:59Z, 2026-05-02, false, true",
        "2026-05-04, 2026-05-05, true, false",
    })
    void a_new_look_and_a_new_plan_come_within_seventy_two_hours(
            String form, String plan, boolean looked, boolean revised) {
        Given client = Given.client()
                .setback("relapse", "2026-05-01T10:00:00Z")
                .form("relapse-review", form)
                .plan(plan, true);
        assertThat(client.counts("reassessment-after-relapse", "reassessed")).isEqualTo(Counts.one(looked));
        assertThat(client.counts("reassessment-after-relapse", "plan-revised")).isEqualTo(Counts.one(revised));
        assertThat(client.counts("reassessment-after-relapse", "both")).isEqualTo(Counts.one(looked && revised));
    }

    @Test
    void a_check_in_is_no_new_look_and_a_draft_no_new_plan() {
        Given client = Given.client()
                .setback("lapse", "2026-05-01T10:00:00Z")
                .form("daily-checkin", "2026-05-02T10:00:00Z")
                .plan("2026-05-02", false);
        assertThat(client.counts("reassessment-after-relapse", "reassessed")).isEqualTo(Counts.one(false));
        assertThat(client.counts("reassessment-after-relapse", "plan-revised")).isEqualTo(Counts.one(false));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, true, completed, 1, 0",
        "2026-04-01, true, completed, 0, 0",
        "2025-12-31, true, completed, 0, 0",
        "2026-02-01, false, completed, 0, 0",
        "2026-02-01, false, deceased, 0, 1",
    })
    void the_plan_is_finished_during_the_enrolment(String day, boolean finished, String left, long met, long out) {
        assertThat(Given.client()
                        .enrolled("2026-01-01", "2026-03-31", left)
                        .plan(day, finished)
                        .counts("plan-before-discharge", "discharges"))
                .isEqualTo(new Counts(1, 1, out, met));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, 0, 0",
        "2026-04-01, 1, 1",
        "2026-04-07, 1, 1",
        "2026-04-08, 0, 1",
        "2026-04-30, 0, 1",
        "2026-05-01, 0, 0",
    })
    void a_visit_from_the_day_after_leaving_counts(String day, long week, long month) {
        Given client =
                Given.client().enrolled("2026-01-01", "2026-03-31", "completed").visit(day, "individual", "video");
        assertThat(client.counts("follow-up-after-discharge", "day-7")).isEqualTo(Counts.of(week, 1));
        assertThat(client.counts("follow-up-after-discharge", "day-30")).isEqualTo(Counts.of(month, 1));
    }

    @Test
    void a_session_that_the_client_missed_is_no_follow_up() {
        assertThat(Given.client()
                        .enrolled("2026-01-01", "2026-03-31", "completed")
                        .session("2026-04-03", "no-show", 60, 0)
                        .counts("follow-up-after-discharge", "day-7"))
                .isEqualTo(Counts.one(false));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 0, 0, 0",
        "2026-01-31, 1, 0, 0",
        "2026-02-01, 0, 1, 0",
        "2026-04-01, 0, 1, 0",
        "2026-04-02, 0, 0, 1",
        "2026-06-30, 0, 0, 1",
        "2026-07-01, 0, 0, 0",
    })
    void alumni_are_heard_of_in_each_of_three_spans(String day, long first, long second, long third) {
        Given client = Given.client().alumni("2026-01-01", null).and(new Fact.Contact(Given.at(day)));
        assertThat(client.counts("alumni-contact", "day-30")).isEqualTo(Counts.of(first, 1));
        assertThat(client.counts("alumni-contact", "day-90")).isEqualTo(Counts.of(second, 1));
        assertThat(client.counts("alumni-contact", "day-180")).isEqualTo(Counts.of(third, 1));
    }

    @Test
    void who_no_longer_wants_contact_is_taken_out() {
        Given client = Given.client().alumni("2026-01-01", "2026-02-15").form("alumni-checkin", "2026-01-20");
        assertThat(client.counts("alumni-contact", "day-30")).isEqualTo(Counts.one(true));
        assertThat(client.counts("alumni-contact", "day-90")).isEqualTo(Counts.out());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-02, mood-ewma, active, 1",
        "2026-05-01, mood-ewma, active, 1",
        "2026-04-30, mood-ewma, active, 0",
        "2026-05-16, mood-ewma, active, 0",
        "2026-05-10, mood-ewma, shadow, 0",
        "2026-05-15, relapse-reported, active, 0",
    })
    void an_alert_of_the_fourteen_days_before_foresees_a_relapse(String day, String rule, String mode, long foreseen) {
        assertThat(Given.client()
                        .setback("relapse", "2026-05-15")
                        .and(new Fact.Alert("DetectedIssue/a", rule, "high", Given.at(day), mode))
                        .counts("alert-performance", "sensitivity"))
                .isEqualTo(Counts.of(foreseen, 1));
    }

    @Test
    void the_first_of_the_alerts_gives_the_lead() {
        assertThat(Given.client()
                        .setback("relapse", "2026-05-15")
                        .alert("a", "mood-ewma", "2026-05-12")
                        .alert("b", "craving-spike", "2026-05-03")
                        .alert("c", "missed-checkins", "2026-04-30")
                        .observed("alert-timing", "lead-time"))
                .containsExactly(12.0);
    }

    private static Given alerted(String outcome, String answered) {
        return Given.client()
                .enrolled("2026-01-01", "2026-01-28", "completed")
                .alert("a", "mood-ewma", "2026-01-10T08:00:00Z")
                .answered(
                        "a",
                        "2026-01-10T08:00:00Z",
                        "2026-01-10T09:00:00Z",
                        answered.isEmpty() ? null : answered,
                        outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "true-action-taken, 1, 1",
        "true-already-known, 1, 1",
        "true-no-action-needed, 1, 1",
        "false-alarm, 1, 0",
        "data-error, 0, 0",
        "duplicate, 0, 0",
        "unreachable, 0, 0",
        "'', 0, 0",
    })
    void only_outcomes_that_tell_right_from_wrong_count(String outcome, long told, long right) {
        Given client = alerted(outcome, "");
        assertThat(client.counts("alert-performance", "predictive-value")).isEqualTo(Counts.of(right, told));
        assertThat(client.counts("alert-burden", "false-alarms")).isEqualTo(Counts.of(told - right, 28));
        assertThat(client.counts("alert-burden", "alerts")).isEqualTo(Counts.of(1, 28));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-10T09:00:00Z, 0", "2026-01-10T09:00:01Z, 1", "'', 1"})
    void an_answer_is_late_after_its_time(String answered, long late) {
        assertThat(alerted("", answered).counts("alert-performance", "answered-late"))
                .isEqualTo(Counts.of(late, 1));
    }

    @Test
    void the_time_to_answer_is_in_minutes() {
        assertThat(alerted("", "2026-01-10T08:40:30Z").observed("alert-timing", "answer-half"))
                .containsExactly(40.5);
    }

    @Test
    void nine_in_ten_is_the_nearest_rank() {
        Total ten = new Total(Counts.ofAll(10), List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0));
        var timing = MeasureCatalogue.find("alert-timing").orElseThrow();
        assertThat(timing.score("answer-nine-in-ten", ten)).isEqualTo(9);
        assertThat(timing.score("answer-half", ten)).isEqualTo(5);
    }

    @Test
    void alerts_are_told_apart_by_rule_and_severity() {
        MeasureCase client = alerted("false-alarm", "").named("one");
        assertThat(MeasureCatalogue.find("alert-performance").orElseThrow().of(client, Given.YEAR))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.strata())
                        .containsEntry("rule", "mood-ewma")
                        .containsEntry("alert-severity", "moderate"));
    }
}
