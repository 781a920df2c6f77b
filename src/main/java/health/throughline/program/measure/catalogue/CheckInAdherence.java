package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Form;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** The days of treatment on which the client checked in. */
final class CheckInAdherence implements ProgrammeMeasure {

    static final String CHECK_IN = "daily-checkin";

    @Override
    public String id() {
        return "check-in-adherence";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.FORMS);
    }

    @Override
    public List<String> groups() {
        return List.of("days");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        long due = client.days(false, period);
        long done = client.all(Form.class)
                .filter(form -> form.questionnaire().equals(CHECK_IN))
                .map(form -> form.at().day())
                .distinct()
                .filter(day -> counts(day, client, period))
                .count();
        return due == 0 ? List.of() : List.of(Contribution.of("days", Counts.of(done, due)));
    }

    private static boolean counts(LocalDate day, MeasureCase client, ReportingPeriod period) {
        return period.contains(day) && !day.isAfter(period.known()) && client.inTreatment(day);
    }
}
