package health.throughline.program.alert;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Care;
import health.throughline.program.warning.fact.Diagnoses;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Papers;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.fact.Readings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A rule over the past counts what it would have raised, and what of that was right. */
class ReplayTest {

    private static final ResourceKey PATIENT = new ResourceKey("Patient", "p");
    private static final LocalDate START = LocalDate.of(2026, 3, 1);

    /** Warns on every day on which the craving is 7 or more. */
    private static final WarningRule RULE = new WarningRule() {
        @Override
        public String code() {
            return "craving-spike";
        }

        @Override
        public Timing timing() {
            return Timing.SOON;
        }

        @Override
        public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
            return picture.readings().daily("craving").stream()
                    .filter(one -> one.day().equals(picture.today()) && one.value() >= 7)
                    .map(one -> new Warning(code(), Warning.Severity.LOW, false, one.at(), "high", List.of(one.key())))
                    .toList();
        }
    };

    private static final RuleParameters PARAMETERS =
            new RuleParameters("craving-spike", "1", RuleParameters.Mode.ACTIVE, Map.of());

    private final List<Reading> readings = new ArrayList<>();

    private void reading(String code, int day, double value) {
        Instant at = START.plusDays(day).atTime(9, 0).toInstant(ZoneOffset.UTC);
        readings.add(new Reading(code, at, START.plusDays(day), value, "", new ResourceKey("Observation", code + day)));
    }

    private ReplayCount count(@Nullable LocalDate ended) {
        Episode episode = new Episode(new ResourceKey("EpisodeOfCare", "e"), "iop", Set.of("sud"), START, ended);
        PatientPicture picture = new PatientPicture(
                PATIENT,
                START.plusDays(90).atStartOfDay().toInstant(ZoneOffset.UTC),
                ZoneOffset.UTC,
                Readings.of(readings),
                new Care(List.of(episode), List.of(), List.of(), Diagnoses.NONE),
                List.of(),
                Papers.NONE,
                List.of());
        return new Replay(RULE, PARAMETERS, START, START.plusDays(55), 14).over(picture, alert -> false);
    }

    @Test
    void what_goes_on_is_one_alert_and_a_relapse_within_two_weeks_makes_it_right() {
        reading("craving", 10, 8);
        reading("craving", 11, 9);
        reading("craving", 15, 8);
        reading("relapse-event", 20, Double.NaN);
        reading("craving", 40, 8);
        ReplayCount count = count(null);
        assertThat(count).isEqualTo(new ReplayCount(1, 56, 2, 1, 1, 1, List.of(10)));
        assertThat(count.falsePerHundredPatientWeeks()).isEqualTo(12.5);
    }

    @Test
    void a_relapse_long_after_is_not_foretold() {
        reading("craving", 10, 8);
        reading("relapse-event", 25, Double.NaN);
        assertThat(count(null)).isEqualTo(new ReplayCount(1, 56, 1, 0, 1, 0, List.of()));
    }

    @Test
    void days_after_discharge_are_not_under_watch() {
        reading("craving", 40, 9);
        assertThat(count(START.plusDays(20))).isEqualTo(new ReplayCount(1, 21, 0, 0, 0, 0, List.of()));
    }
}
