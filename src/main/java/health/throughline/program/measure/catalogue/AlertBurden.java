package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.Reach;
import health.throughline.program.measure.ReportingPeriod;
import health.throughline.program.measure.Total;
import java.util.List;
import java.util.Set;

/** False alarms, and alerts of any kind, in a hundred weeks of treatment. */
final class AlertBurden implements ProgrammeMeasure {

    private static final String FALSE_ALARMS = "false-alarms";
    private static final String ALERTS = "alerts";

    @Override
    public String id() {
        return "alert-burden";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.ALERTS, FactKind.TASKS);
    }

    @Override
    public Reach reach() {
        return new Reach(0, 31);
    }

    @Override
    public List<String> groups() {
        return List.of(FALSE_ALARMS, ALERTS);
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        long days = client.days(false, period);
        if (days == 0) {
            return List.of();
        }
        long alerts = AlertFacts.of(client, period)
                .filter(alert -> client.inTreatment(alert.at().day()))
                .count();
        long wrong = AlertFacts.of(client, period)
                .filter(alert -> client.inTreatment(alert.at().day()))
                .flatMap(alert -> AlertFacts.response(client, alert).stream())
                .filter(response -> response.outcome().equals(AlertFacts.FALSE_ALARM))
                .count();
        return List.of(
                Contribution.of(FALSE_ALARMS, Counts.of(wrong, days)),
                Contribution.of(ALERTS, Counts.of(alerts, days)));
    }

    @Override
    public String unit(String group) {
        return "/(100.wk)";
    }

    @Override
    public double score(String group, Total total) {
        return total.perHundredWeeks();
    }
}
