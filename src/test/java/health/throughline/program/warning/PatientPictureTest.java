package health.throughline.program.warning;

import static health.throughline.program.warning.testing.Facts.at;
import static health.throughline.program.warning.testing.Facts.facts;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.fact.Session;
import health.throughline.program.warning.testing.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PatientPictureTest {

    private static final ResourceKey KIM = new ResourceKey("Patient", "kim");

    private static PatientPicture in(String zone, String moment) {
        return PatientPicture.empty(KIM, Instant.parse(moment), ZoneId.of(zone));
    }

    @Test
    void a_day_is_the_programmes() {
        assertThat(in("America/Los_Angeles", "2026-11-20T07:30:00Z").today()).isEqualTo(LocalDate.of(2026, 11, 19));
        assertThat(in("America/Los_Angeles", "2026-11-20T08:30:00Z").today()).isEqualTo(LocalDate.of(2026, 11, 20));
    }

    @Test
    void the_days_of_the_clock_change_have_23_and_25_hours() {
        PatientPicture picture = in("America/Los_Angeles", "2026-11-20T12:00:00Z");
        assertThat(picture.startOf(LocalDate.of(2026, 3, 9)))
                .isEqualTo(picture.startOf(LocalDate.of(2026, 3, 8)).plusSeconds(23 * 3600));
        assertThat(picture.startOf(LocalDate.of(2026, 11, 2)))
                .isEqualTo(picture.startOf(LocalDate.of(2026, 11, 1)).plusSeconds(25 * 3600));
    }

    @Test
    void a_day_without_midnight_begins_when_the_clock_begins_it() {
        PatientPicture picture = in("America/Santiago", "2026-11-20T12:00:00Z");
        assertThat(picture.startOf(LocalDate.of(2026, 9, 6))).isEqualTo(Instant.parse("2026-09-06T04:00:00Z"));
    }

    @Test
    void what_arrives_late_stands_at_its_own_time() {
        PatientPicture picture =
                facts().reading("craving", 0, 2).reading("craving", 3, 9).picture();
        assertThat(picture.readings().latest("craving").map(Reading::value)).contains(2.0);
        assertThat(picture.readings().daily("craving"))
                .extracting(Reading::value)
                .containsExactly(9.0, 2.0);
    }

    @Test
    void of_several_values_of_a_day_the_newest_counts() {
        PatientPicture picture =
                facts().reading("craving", 0, 9).reading("craving", 0, 1).picture();
        assertThat(picture.readings().daily("craving"))
                .extracting(Reading::value)
                .containsExactly(1.0);
    }

    @Test
    void an_earlier_moment_knows_nothing_of_what_came_after() {
        PatientPicture picture = facts().episode("iop", 40, 2)
                .reading("craving", 1, 9)
                .session(1, Session.Status.NO_SHOW, 90, 0)
                .task("questionnaire", 10, 5, 1)
                .plan("treatment", 1)
                .supply("s", false, 1, 30)
                .picture()
                .at(at(3, 12));
        assertThat(picture.readings().of("craving")).isEmpty();
        assertThat(picture.care().sessions()).isEmpty();
        assertThat(picture.care().treatment()).isPresent();
        assertThat(picture.care().assignments())
                .singleElement()
                .satisfies(task -> assertThat(task.completed()).isNull());
        assertThat(picture.papers().plans()).isEmpty();
        assertThat(picture.supplies()).isEmpty();
        assertThat(picture.today()).isEqualTo(Facts.TODAY.minusDays(3));
    }
}
