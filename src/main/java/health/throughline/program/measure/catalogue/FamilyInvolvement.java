package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Attendance;
import health.throughline.program.measure.Fact.Companion;
import health.throughline.program.measure.Fact.Visit;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Of the clients who let somebody close to them take part, those with a family session. */
final class FamilyInvolvement implements ProgrammeMeasure {

    private static final Set<String> FAMILY = Set.of("family", "family-education");

    @Override
    public String id() {
        return "family-involvement";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(FactKind.STAYS, FactKind.CONSENTS, FactKind.ATTENDANCE, FactKind.VISITS, FactKind.BOOKINGS);
    }

    @Override
    public List<String> groups() {
        return List.of("clients");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        boolean counts = client.days(false, period) > 0
                && client.all(Companion.class).anyMatch(companion -> overlaps(companion, period));
        return counts ? List.of(Contribution.of("clients", Counts.one(met(client, period)))) : List.of();
    }

    private static boolean overlaps(Companion companion, ReportingPeriod period) {
        LocalDate until = companion.until();
        return !companion.from().isAfter(period.last()) && (until == null || !until.isBefore(period.first()));
    }

    private static boolean met(MeasureCase client, ReportingPeriod period) {
        return client.all(Visit.class).anyMatch(visit -> period.contains(visit.at()) && FAMILY.contains(visit.type()))
                || client.all(Attendance.class)
                        .anyMatch(one ->
                                period.contains(one.at()) && one.present() && FAMILY.contains(client.sessionType(one)));
    }
}
