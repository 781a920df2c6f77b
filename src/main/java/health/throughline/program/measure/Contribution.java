package health.throughline.program.measure;

import java.util.List;
import java.util.Map;

/**
 * What one client adds to one group of a measure.
 *
 * @param strata by the id of the stratifier the stratum it belongs to, for those the client alone does not decide
 * @param observations what is observed, of measures of a continuous variable
 */
public record Contribution(String group, Map<String, String> strata, Counts counts, List<Double> observations) {

    public Contribution {
        strata = Map.copyOf(strata);
        observations = List.copyOf(observations);
    }

    public static Contribution of(String group, Counts counts) {
        return new Contribution(group, Map.of(), counts, List.of());
    }

    /** Of a continuous variable: one unit each. */
    public static Contribution observed(String group, List<Double> observations) {
        return new Contribution(group, Map.of(), Counts.ofAll(observations.size()), observations);
    }

    public Contribution in(Map<String, String> more) {
        return new Contribution(group, more, counts, observations);
    }
}
