package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import java.util.List;
import java.util.Set;

/** Of the sessions that were to take place, those to which the client came. */
final class AttendanceRate implements ProgrammeMeasure {

    @Override
    public String id() {
        return "attendance-rate";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.ATTENDANCE);
    }

    @Override
    public List<String> groups() {
        return List.of("sessions");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        Counts counts = SessionAttendance.of(client, period)
                .map(one -> one.excused() ? Counts.out() : Counts.one(SessionAttendance.kept(one)))
                .reduce(Counts.NONE, Counts::plus);
        return counts.initial() == 0 ? List.of() : List.of(Contribution.of("sessions", counts));
    }
}
