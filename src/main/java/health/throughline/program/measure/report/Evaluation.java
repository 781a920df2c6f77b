package health.throughline.program.measure.report;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import health.throughline.program.measure.Strata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what the clients contribute to a measure. */
public final class Evaluation {

    private final Map<String, Map<String, List<Contribution>>> byGroup = new LinkedHashMap<>();

    private Evaluation(ProgrammeMeasure measure) {
        measure.groups().forEach(group -> byGroup.put(group, new TreeMap<>()));
    }

    /** The groups of {@code measure}, in its order; those to which nobody belongs are empty. */
    public static List<GroupResult> of(ProgrammeMeasure measure, List<MeasureCase> clients, ReportingPeriod period) {
        Evaluation evaluation = new Evaluation(measure);
        clients.forEach(client -> evaluation.add(client, measure.of(client, period), period));
        List<GroupResult> results = new ArrayList<>();
        evaluation.byGroup.forEach((group, contributions) ->
                results.add(new GroupResult(group, Row.of(contributions), strata(contributions))));
        return results;
    }

    private void add(MeasureCase client, List<Contribution> contributions, ReportingPeriod period) {
        Map<String, String> own = contributions.isEmpty() ? Map.of() : Strata.of(client, period);
        for (Contribution one : contributions) {
            Map<String, List<Contribution>> group = byGroup.get(one.group());
            if (group == null) {
                throw new IllegalStateException("The measure names no group " + one.group());
            }
            Map<String, String> strata = new HashMap<>(own);
            strata.putAll(one.strata());
            group.computeIfAbsent(client.patient(), absent -> new ArrayList<>()).add(one.in(strata));
        }
    }

    private static Map<String, SortedMap<String, Row>> strata(Map<String, List<Contribution>> contributions) {
        Map<String, SortedMap<String, Map<String, List<Contribution>>>> parts = new TreeMap<>();
        contributions.forEach((client, all) -> all.forEach(one -> one.strata()
                .forEach((stratifier, stratum) -> parts.computeIfAbsent(stratifier, absent -> new TreeMap<>())
                        .computeIfAbsent(stratum, absent -> new TreeMap<>())
                        .computeIfAbsent(client, absent -> new ArrayList<>())
                        .add(one))));
        Map<String, SortedMap<String, Row>> rows = new TreeMap<>();
        parts.forEach((stratifier, strata) -> {
            SortedMap<String, Row> row = new TreeMap<>();
            strata.forEach((stratum, part) -> row.put(stratum, Row.of(part)));
            rows.put(stratifier, row);
        });
        return rows;
    }
}
