package health.throughline.benchmark;

import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.engine.RuleEngine;
import health.throughline.program.warning.engine.ShippedRules;
import health.throughline.program.warning.fact.Session.Status;
import health.throughline.program.warning.testing.Facts;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Measures the processor time of all rules over the picture of one client after twelve weeks. */
public final class WarningRules {

    private static final int DAYS = 84;
    private static final int WARM_UP = 3_000;
    private static final int RUNS = 10_000;

    private WarningRules() {}

    public static void main(String[] arguments) {
        RuleEngine engine = ShippedRules.engine(ShippedDefinitions.load(List.of()));
        PatientPicture picture = twelveWeeks();
        long found = run(engine, picture, WARM_UP);
        long start = processorTime();
        found += run(engine, picture, RUNS);
        double each = (processorTime() - start) / 1e6 / RUNS;
        start = processorTime();
        for (int i = 0; i < RUNS; i++) {
            found += picture.at(picture.asOf().minus(Duration.ofDays(i % DAYS)))
                    .care()
                    .sessions()
                    .size();
        }
        double earlier = (processorTime() - start) / 1e6 / RUNS;
        System.out.printf(
                Locale.ROOT,
                "All rules over one picture of %d days: %.3f ms; the picture of an earlier day: %.3f ms (%d)%n",
                DAYS,
                each,
                earlier,
                found);
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long run(RuleEngine engine, PatientPicture picture, int times) {
        long found = 0;
        for (int i = 0; i < times; i++) {
            found += engine.assess(picture).size();
        }
        return found;
    }

    /** Check-ins on four of five days, three sessions and two questionnaires a week. */
    private static PatientPicture twelveWeeks() {
        SplittableRandom random = new SplittableRandom(1);
        Facts facts = Facts.facts().enrolled(DAYS).plan("treatment", 10).consentUntil(90);
        for (int day = DAYS - 1; day >= 0; day--) {
            if (random.nextInt(5) > 0) {
                facts.reading("affect-composite", day, 3 + random.nextGaussian())
                        .reading("craving", day, random.nextInt(6))
                        .reading("confidence", day, 5 + random.nextInt(5))
                        .reading("sleep-hours", day, 5 + random.nextInt(4))
                        .reading("substance-used", day, 0)
                        .coded("medication-taken", day, "taken")
                        .reading("personal-warning-sign", day, 0, "sign")
                        .reading("help-now", day, 0);
            }
            if (day % 7 == 0 || day % 7 == 2 || day % 7 == 4) {
                facts.session(day, random.nextInt(8) == 0 ? Status.NO_SHOW : Status.ATTENDED, 180, 180);
            }
            if (day % 7 == 0) {
                facts.reading("44261-6", day, 8 + random.nextInt(5))
                        .reading("44260-8", day, 0)
                        .reading("70274-6", day, 6 + random.nextInt(5))
                        .task("questionnaire", day + 2, day, day);
            }
        }
        return facts.picture();
    }
}
