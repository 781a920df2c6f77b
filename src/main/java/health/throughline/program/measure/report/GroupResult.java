package health.throughline.program.measure.report;

import java.util.Map;
import java.util.SortedMap;

/**
 * What one group of a measure comes to.
 *
 * @param strata the rows of each stratifier, by its id and by the stratum
 */
public record GroupResult(String group, Row all, Map<String, SortedMap<String, Row>> strata) {}
