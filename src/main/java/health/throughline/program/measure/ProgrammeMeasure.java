package health.throughline.program.measure;

import java.util.List;
import java.util.Set;

/** One measure, as a pure function of what is known of a client. */
public interface ProgrammeMeasure {

    /** The id of its Measure. */
    String id();

    /** What it needs to know. */
    Set<FactKind> needs();

    /** How far it looks beyond the period. */
    default Reach reach() {
        return Reach.NONE;
    }

    /** The ids of its groups, in the order of its Measure. */
    List<String> groups();

    /** What {@code client} adds; nothing to the groups to which they do not belong. */
    List<Contribution> of(MeasureCase client, ReportingPeriod period);

    /** What the score of a group is given in, in UCUM; 1 is a part of the whole. */
    default String unit(String group) {
        return "1";
    }

    /** What a group comes to, of at least one. */
    default double score(String group, Total total) {
        return total.proportion();
    }
}
