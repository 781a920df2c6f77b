package health.throughline.program.measure.report;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import health.throughline.program.measure.report.Row.Shown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** What leaves the programme gives away no number from one to ten, also not by taking away what is told. */
class SuppressionTest {

    private static final String BY = "by";
    private static final ReportingPeriod YEAR = new ReportingPeriod(
            LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"), LocalDate.parse("2027-06-01"));

    /** What a reader can put together from a row. */
    private static final List<ToLongFunction<Counts>> NUMBERS = List.of(
            Counts::initial, Counts::excluded, Counts::numerator, counts -> counts.counted() - counts.numerator());

    /** Clients of whom each contributes what a test says. */
    private record Made(List<Contribution> each) implements ProgrammeMeasure {

        @Override
        public String id() {
            return "made";
        }

        @Override
        public Set<FactKind> needs() {
            return Set.of();
        }

        @Override
        public List<String> groups() {
            return List.of("all");
        }

        @Override
        public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
            return List.of(each.get(Integer.parseInt(client.patient().substring("Patient/".length()))));
        }

        GroupResult result() {
            List<MeasureCase> clients = new ArrayList<>();
            for (int i = 0; i < each.size(); i++) {
                clients.add(new MeasureCase("Patient/" + i, List.of()));
            }
            return Evaluation.of(this, clients, YEAR).get(0);
        }
    }

    private static final class Cohort {

        private final List<Contribution> all = new ArrayList<>();

        Cohort add(String stratum, int met, int unmet, int out) {
            add(stratum, met, Counts.one(true));
            add(stratum, unmet, Counts.one(false));
            add(stratum, out, Counts.out());
            return this;
        }

        private void add(String stratum, int times, Counts counts) {
            for (int i = 0; i < times; i++) {
                all.add(Contribution.of("all", counts).in(Map.of(BY, stratum)));
            }
        }

        GroupResult told() {
            return Suppression.of(List.of(new Made(all).result())).get(0);
        }
    }

    private static Shown shown(GroupResult result, String stratum) {
        return Objects.requireNonNull(strata(result).get(stratum)).shown();
    }

    private static SortedMap<String, Row> strata(GroupResult result) {
        return result.strata().getOrDefault(BY, new TreeMap<>());
    }

    @Test
    void ten_are_withheld_and_eleven_are_told() {
        assertThat(new Cohort().add("a", 10, 20, 0).told().all().shown()).isEqualTo(Shown.SIZE);
        assertThat(new Cohort().add("a", 11, 11, 0).told().all().shown()).isEqualTo(Shown.ALL);
        assertThat(new Cohort().add("a", 20, 10, 0).told().all().shown())
                .as("who did not meet it follows from who did")
                .isEqualTo(Shown.SIZE);
        assertThat(new Cohort().add("a", 20, 20, 3).told().all().shown())
                .as("who was taken out follows, too")
                .isEqualTo(Shown.SIZE);
        assertThat(new Cohort().add("a", 0, 10, 0).told().all().shown()).isEqualTo(Shown.NOTHING);
        assertThat(new Cohort().add("a", 0, 30, 0).told().all().shown())
                .as("none at all is nobody")
                .isEqualTo(Shown.ALL);
    }

    @Test
    void a_stratum_that_would_follow_from_the_others_takes_another_with_it() {
        GroupResult told = new Cohort()
                .add("a", 30, 30, 0)
                .add("b", 20, 20, 0)
                .add("c", 5, 20, 0)
                .told();
        assertThat(told.all().shown()).isEqualTo(Shown.ALL);
        assertThat(shown(told, "a")).isEqualTo(Shown.ALL);
        assertThat(shown(told, "b")).as("the smaller of the others").isEqualTo(Shown.NOTHING);
        assertThat(shown(told, "c")).isEqualTo(Shown.NOTHING);
    }

    @Test
    void two_small_ones_that_are_small_together_take_a_third_with_them() {
        GroupResult told = new Cohort()
                .add("a", 30, 30, 0)
                .add("b", 20, 20, 0)
                .add("c", 4, 20, 0)
                .add("d", 3, 20, 0)
                .told();
        assertThat(strata(told).values().stream().filter(Row::told)).hasSize(1);
    }

    @Test
    void where_the_whole_is_withheld_so_are_its_parts() {
        GroupResult told = new Cohort().add("a", 5, 30, 0).add("b", 0, 30, 0).told();
        assertThat(told.all().shown()).isEqualTo(Shown.SIZE);
        assertThat(strata(told).values()).allMatch(row -> row.shown() == Shown.NOTHING);
    }

    @Test
    void events_of_few_clients_are_withheld_though_they_are_many() {
        List<Contribution> days = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            days.add(Contribution.of("all", Counts.of(i < 3 ? 10 : 0, 100)));
        }
        assertThat(Suppression.of(List.of(new Made(days).result())).get(0).all().shown())
                .as("30 of 3000, of three clients")
                .isEqualTo(Shown.SIZE);
    }

    /** The oracle knows what is told and that nothing is less than none; it does not know how anything is withheld. */
    @Test
    void no_number_from_one_to_ten_can_be_worked_out() {
        Random random = new Random(20261127);
        int withheld = 0;
        int told = 0;
        for (int round = 0; round < 4000; round++) {
            Cohort cohort = new Cohort();
            int strata = 1 + random.nextInt(5);
            int most = 1 + random.nextInt(60);
            for (int i = 0; i < strata; i++) {
                cohort.add("s" + i, random.nextInt(most), random.nextInt(most), random.nextInt(3) * random.nextInt(20));
            }
            GroupResult result = cohort.told();
            tellsNothingSmall(result.all());
            for (Row row : strata(result).values()) {
                tellsNothingSmall(row);
                withheld += row.told() ? 0 : 1;
                told += row.told() ? 1 : 0;
            }
            if (result.all().told()) {
                NUMBERS.forEach(number -> cannotBeWorkedOut(result, number));
            }
            assertThat(result.all().told() || strata(result).values().stream().noneMatch(Row::told))
                    .isTrue();
        }
        assertThat(withheld).isGreaterThan(1000);
        assertThat(told).isGreaterThan(1000);
    }

    private static void tellsNothingSmall(Row row) {
        Counts counts = row.total().counts();
        if (row.told()) {
            assertThat(NUMBERS)
                    .allSatisfy(number -> assertThat(number.applyAsLong(counts)).matches(SuppressionTest::large));
        } else if (row.shown() == Shown.SIZE) {
            assertThat(counts.initial()).matches(SuppressionTest::large);
        }
    }

    private static boolean large(long number) {
        return number == 0 || number >= 11;
    }

    private static void cannotBeWorkedOut(GroupResult result, ToLongFunction<Counts> number) {
        Collection<Row> rows = strata(result).values();
        long left = number.applyAsLong(result.all().total().counts())
                - rows.stream()
                        .filter(Row::told)
                        .mapToLong(row -> number.applyAsLong(row.total().counts()))
                        .sum();
        List<Row> hidden = rows.stream().filter(row -> !row.told()).toList();
        assertThat(left).as("what all that is withheld comes to").matches(SuppressionTest::large);
        for (Row row : hidden) {
            long own = number.applyAsLong(row.total().counts());
            boolean only = solutions(left, hidden.size()) == 1;
            assertThat(own > 0 && only)
                    .as("%s of %s in %s parts", own, left, hidden.size())
                    .isFalse();
        }
    }

    /** In how many ways so many can be shared among parts, as far as two. */
    private static int solutions(long left, int parts) {
        if (parts == 1 || left == 0) {
            return 1;
        }
        return 2;
    }
}
