package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.util.stream.Stream;

/** The enrolments that ended. */
final class Discharges {

    private static final String DECEASED = "deceased";

    private Discharges() {}

    /** Those that ended in the period. */
    static Stream<Stay> of(MeasureCase client, ReportingPeriod period) {
        return client.treatments().stream().filter(stay -> {
            LocalDate until = stay.until();
            return until != null && period.contains(until);
        });
    }

    static boolean deceased(Stay stay) {
        return stay.left().equals(DECEASED);
    }
}
