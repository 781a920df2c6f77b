package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Attendance;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import java.util.List;
import java.util.Set;

/** Of the minutes of sessions that were to take place, those during which the client was there. */
final class AttendanceHours implements ProgrammeMeasure {

    @Override
    public String id() {
        return "attendance-hours";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.ATTENDANCE);
    }

    @Override
    public List<String> groups() {
        return List.of("minutes");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        Counts minutes = SessionAttendance.of(client, period)
                .filter(one -> !one.excused())
                .map(AttendanceHours::minutes)
                .reduce(Counts.NONE, Counts::plus);
        return minutes.denominator() == 0 ? List.of() : List.of(Contribution.of("minutes", minutes));
    }

    private static Counts minutes(Attendance one) {
        return Counts.of(one.minutes().attended(), one.minutes().scheduled());
    }
}
