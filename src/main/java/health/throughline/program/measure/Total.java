package health.throughline.program.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What all clients add to a group, or to one stratum of it. */
public record Total(Counts counts, List<Double> observations) {

    private static final double DAYS_PER_MONTH = 365.25 / 12;

    public Total {
        observations = List.copyOf(observations);
    }

    public static Total of(List<Contribution> contributions) {
        Counts sum = Counts.NONE;
        List<Double> observed = new ArrayList<>();
        for (Contribution one : contributions) {
            sum = sum.plus(one.counts());
            observed.addAll(one.observations());
        }
        Collections.sort(observed);
        return new Total(sum, observed);
    }

    /** The numerator's part of what counts. */
    public double proportion() {
        return (double) counts.numerator() / counts.counted();
    }

    /** Events in 100 months, where the denominator counts days. */
    public double perHundredMonths() {
        return 100 * DAYS_PER_MONTH * proportion();
    }

    /** Events in 100 weeks, where the denominator counts days. */
    public double perHundredWeeks() {
        return 100 * 7 * proportion();
    }

    /** The value below or at which so many percent of what was observed lie (nearest rank). */
    public double percentile(int percent) {
        int rank = (int) Math.ceil(observations.size() * percent / 100.0);
        return observations.get(Math.max(0, rank - 1));
    }

    /** Whether there is anything to tell. */
    public boolean empty() {
        return counts.counted() == 0;
    }
}
