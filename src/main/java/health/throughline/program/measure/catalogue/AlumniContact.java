package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact.Attendance;
import health.throughline.program.measure.Fact.Contact;
import health.throughline.program.measure.Fact.Form;
import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.Fact.Visit;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.Moment;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.Reach;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether alumni are heard of in the first month, in the two after it, and in the three after those. */
final class AlumniContact implements ProgrammeMeasure {

    private static final List<Integer> DAYS = List.of(0, 30, 90, 180);
    private static final int HALF_YEAR = 180;

    @Override
    public String id() {
        return "alumni-contact";
    }

    @Override
    public Set<FactKind> needs() {
        return Set.of(
                FactKind.STAYS,
                FactKind.FORMS,
                FactKind.VISITS,
                FactKind.ATTENDANCE,
                FactKind.MESSAGES,
                FactKind.TASKS);
    }

    @Override
    public Reach reach() {
        return new Reach(HALF_YEAR, 0);
    }

    @Override
    public List<String> groups() {
        return List.of("day-30", "day-90", "day-180");
    }

    @Override
    public List<Contribution> of(MeasureCase client, ReportingPeriod period) {
        List<Contribution> contributions = new ArrayList<>();
        client.all(Stay.class).filter(Stay::alumni).forEach(stay -> {
            for (int i = 1; i < DAYS.size(); i++) {
                LocalDate after = stay.from().plusDays(DAYS.get(i - 1));
                LocalDate last = stay.from().plusDays(DAYS.get(i));
                if (period.contains(last) && !last.isAfter(period.today())) {
                    contributions.add(Contribution.of("day-" + DAYS.get(i), counts(client, stay, after, last)));
                }
            }
        });
        return contributions;
    }

    /** Who no longer wants contact, or came back into treatment, is taken out. */
    private static Counts counts(MeasureCase client, Stay stay, LocalDate after, LocalDate last) {
        return stay.on(last) && !client.diedBy(last)
                ? Counts.one(
                        contacts(client).map(Moment::day).anyMatch(day -> day.isAfter(after) && !day.isAfter(last)))
                : Counts.out();
    }

    private static Stream<Moment> contacts(MeasureCase client) {
        return Stream.of(
                        client.all(Contact.class).map(Contact::at),
                        client.all(Form.class).map(Form::at),
                        client.all(Visit.class).map(Visit::at),
                        client.all(Attendance.class).filter(Attendance::present).map(Attendance::at))
                .flatMap(each -> each);
    }
}
