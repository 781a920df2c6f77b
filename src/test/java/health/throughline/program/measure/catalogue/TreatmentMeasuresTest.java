package health.throughline.program.measure.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact;
import health.throughline.program.measure.Instrument;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The measures of what happens in treatment, at their edges. */
class TreatmentMeasuresTest {

    @Test
    void attendance_counts_half_a_session_and_leaves_out_what_was_not_the_clients_doing() {
        Given client = Given.client()
                .enrolled("2026-01-05")
                .session("2026-01-06", "attended", 180, 180)
                .session("2026-01-07", "partial", 180, 90)
                .session("2026-01-08", "partial", 180, 89)
                .session("2026-01-09", "late", 60, 50)
                .session("2026-01-10", "no-show", 180, 0)
                .session("2026-01-11", "cancelled-by-client", 180, 0)
                .session("2026-01-12", "excused", 180, 0)
                .session("2026-01-13", "technical-failure", 180, 0)
                .session("2026-01-14", "cancelled-by-program", 180, 0)
                .session("2026-01-04", "attended", 180, 180);
        assertThat(client.counts("attendance-rate", "sessions")).isEqualTo(new Counts(9, 9, 3, 3));
        assertThat(client.counts("attendance-hours", "minutes")).isEqualTo(Counts.of(180 + 90 + 89 + 50, 180 * 5 + 60));
    }

    @Test
    void a_week_takes_nine_hours_and_the_first_and_the_last_do_not_count() {
        Given client = Given.client()
                .enrolled("2026-03-02", "2026-03-29", "completed")
                .session("2026-03-09", "attended", 540, 540)
                .session("2026-03-16", "attended", 539, 539);
        assertThat(client.counts("weekly-dose", "adults")).isEqualTo(new Counts(4, 4, 2, 1));
    }

    @Test
    void adolescents_take_six_hours() {
        Given client = Given.born("2010-01-01", null)
                .enrolled("2026-03-02", "2026-03-29", "completed")
                .session("2026-03-15", "attended", 360, 360)
                .session("2026-03-16", "attended", 359, 359);
        assertThat(client.counts("weekly-dose", "adolescents")).isEqualTo(new Counts(4, 4, 2, 1));
        assertThat(client.counts("weekly-dose", "adults")).isEqualTo(Counts.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-30, lost-contact, 0, 0",
        "2026-01-31, lost-contact, 1, 0",
        "2026-01-20, completed, 1, 0",
        "2026-01-20, moved, 0, 1",
        "2026-01-20, step-up, 0, 1",
        "2026-01-20, deceased, 0, 1",
    })
    void retention_asks_who_is_there_on_day_thirty(String until, String left, long kept, long excluded) {
        assertThat(Given.client().enrolled("2026-01-01", until, left).counts("retention", "day-30"))
                .isEqualTo(new Counts(1, 1, excluded, kept));
    }

    @Test
    void retention_waits_until_the_day_has_come() {
        ReportingPeriod running = new ReportingPeriod(
                LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"), LocalDate.parse("2026-02-14"));
        Given client = Given.client().enrolled("2026-01-15");
        assertThat(client.counts("retention", "day-30", running)).isEqualTo(Counts.one(true));
        assertThat(client.counts("retention", "day-60", running)).isEqualTo(Counts.NONE);
    }

    @Test
    void completion_counts_those_who_left() {
        assertThat(Given.client()
                        .enrolled("2026-01-01", "2026-04-01", "completed")
                        .enrolled("2026-06-01", "2026-07-01", "left-against-advice")
                        .enrolled("2026-09-01")
                        .counts("retention", "completion"))
                .isEqualTo(Counts.of(1, 2));
    }

    @Test
    void each_day_in_treatment_asks_for_a_check_in_and_two_on_a_day_are_one() {
        Given client = Given.client()
                .enrolled("2026-01-01", "2026-01-10", "completed")
                .form("daily-checkin", "2026-01-02T07:00:00Z")
                .form("daily-checkin", "2026-01-02T19:00:00Z")
                .form("daily-checkin", "2026-01-10T07:00:00Z")
                .form("daily-checkin", "2026-01-11T07:00:00Z")
                .form("phq-9", "2026-01-03T07:00:00Z");
        assertThat(client.counts("check-in-adherence", "days")).isEqualTo(Counts.of(2, 10));
    }

    @Test
    void a_day_is_that_of_the_place_where_the_client_was() {
        Given client = Given.client()
                .enrolled("2026-01-01", "2026-01-01", "completed")
                .form("daily-checkin", "2026-01-01T23:30:00-08:00");
        assertThat(client.counts("check-in-adherence", "days")).isEqualTo(Counts.of(1, 1));
    }

    @Test
    void a_questionnaire_counts_once_it_is_due_or_done() {
        ReportingPeriod running = new ReportingPeriod(
                LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"), LocalDate.parse("2026-06-01"));
        Given client = Given.client()
                .and(new Fact.Assignment(LocalDate.parse("2026-05-31"), false))
                .and(new Fact.Assignment(LocalDate.parse("2026-06-01"), false))
                .and(new Fact.Assignment(LocalDate.parse("2026-06-20"), true))
                .and(new Fact.Assignment(LocalDate.parse("2025-12-31"), true));
        assertThat(client.counts("assessment-completion", "assignments", running))
                .isEqualTo(Counts.of(1, 2));
    }

    @Test
    void family_counts_only_with_leave_and_by_sessions_that_took_place() {
        Fact leave = new Fact.Companion(LocalDate.parse("2026-02-01"), null);
        Given client = Given.client().enrolled("2026-01-01").and(leave);
        assertThat(client.counts("family-involvement", "clients")).isEqualTo(Counts.one(false));
        client.and(new Fact.Booking("Appointment/f", Given.at("2026-03-01T18:00:00Z"), "family", "fulfilled"))
                .and(new Fact.Attendance(
                        Given.at("2026-03-01T18:00:00Z"), "no-show", new Fact.Minutes(60, 0), "Appointment/f", ""));
        assertThat(client.counts("family-involvement", "clients")).isEqualTo(Counts.one(false));
        client.and(new Fact.Attendance(
                Given.at("2026-03-01T18:00:00Z"), "attended", new Fact.Minutes(60, 60), "Appointment/f", ""));
        assertThat(client.counts("family-involvement", "clients")).isEqualTo(Counts.one(true));
        assertThat(Given.client()
                        .enrolled("2026-01-01")
                        .visit("2026-03-01", "family", "video")
                        .counts("family-involvement", "clients"))
                .isEqualTo(Counts.NONE);
    }

    @ParameterizedTest
    @CsvSource({"15, 10, 1, 0", "15, 11, 0, 0", "10, 15, 0, 1", "10, 14, 0, 0"})
    void five_points_on_the_phq_9_are_more_than_chance(double first, double last, long better, long worse) {
        Given client = Given.client()
                .enrolled("2026-01-01")
                .phq9("2026-01-02", first)
                .phq9("2026-02-01", 27)
                .phq9("2026-03-01", last);
        assertThat(client.counts("reliable-improvement", "phq-9")).isEqualTo(Counts.of(better, 1));
        assertThat(client.counts("reliable-deterioration", "phq-9")).isEqualTo(Counts.of(worse, 1));
    }

    @ParameterizedTest
    @CsvSource({"GAD_7, 10, 6, 1", "GAD_7, 10, 7, 0", "PCL_5, 31, 21, 1", "PCL_5, 31, 22, 0"})
    void other_questionnaires_have_limits_of_their_own(Instrument one, double first, double last, long better) {
        Given client = Given.client()
                .enrolled("2026-01-01")
                .and(new Fact.Score(one, Given.at("2026-01-02"), first))
                .and(new Fact.Score(one, Given.at("2026-03-01"), last));
        assertThat(client.counts("reliable-improvement", one.id())).isEqualTo(Counts.of(better, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {9, 0})
    void who_was_well_at_first_has_nothing_to_get_better_from(double first) {
        assertThat(Given.client()
                        .enrolled("2026-01-01")
                        .phq9("2026-01-02", first)
                        .phq9("2026-03-01", 0)
                        .counts("reliable-improvement", "phq-9"))
                .isEqualTo(Counts.NONE);
    }
}
