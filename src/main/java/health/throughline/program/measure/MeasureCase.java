package health.throughline.program.measure;

import health.throughline.program.measure.Fact.Attendance;
import health.throughline.program.measure.Fact.Booking;
import health.throughline.program.measure.Fact.Diagnosis;
import health.throughline.program.measure.Fact.Person;
import health.throughline.program.measure.Fact.Score;
import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.Fact.Visit;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that the measures know of one client. */
public final class MeasureCase {

    private final String patient;
    private final List<Fact> facts;

    /** @param patient the reference, Patient/id */
    public MeasureCase(String patient, List<? extends Fact> facts) {
        this.patient = patient;
        this.facts = List.copyOf(facts);
    }

    public String patient() {
        return patient;
    }

    public <F extends Fact> Stream<F> all(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Whole years on {@code day}; empty when the date of birth is not known. */
    public Optional<Integer> age(LocalDate day) {
        return all(Person.class)
                .flatMap(person -> Stream.ofNullable(person.born()))
                .map(born -> born.until(day).getYears())
                .findFirst();
    }

    /** Whether the client died on or before {@code day}. */
    public boolean diedBy(LocalDate day) {
        return all(Person.class)
                .flatMap(person -> Stream.ofNullable(person.died()))
                .anyMatch(died -> !died.isAfter(day));
    }

    /** The enrolments in treatment, the first one first. */
    public List<Stay> treatments() {
        return all(Stay.class)
                .filter(stay -> !stay.alumni())
                .sorted(Comparator.comparing(Stay::from))
                .toList();
    }

    /** The days of the period, as far as known, on which the client was enrolled; each counts once. */
    public long days(boolean alumni, ReportingPeriod period) {
        List<Stay> stays =
                all(Stay.class).filter(stay -> stay.alumni() == alumni).toList();
        return stays.isEmpty()
                ? 0
                : period.first()
                        .datesUntil(
                                period.known().isBefore(period.first())
                                        ? period.first()
                                        : period.known().plusDays(1))
                        .filter(day -> stays.stream().anyMatch(stay -> stay.on(day)))
                        .count();
    }

    /** Whether the client was enrolled in treatment on {@code day}. */
    public boolean inTreatment(LocalDate day) {
        return all(Stay.class).anyMatch(stay -> !stay.alumni() && stay.on(day));
    }

    public boolean has(DiagnosisGroup group, LocalDate on) {
        return all(Diagnosis.class).anyMatch(one -> group.contains(one.code()) && one.on(on));
    }

    /** Whether there was such a diagnosis at any time until {@code day}. */
    public boolean hadBy(DiagnosisGroup group, LocalDate day) {
        return all(Diagnosis.class)
                .anyMatch(one -> group.contains(one.code()) && !one.from().isAfter(day));
    }

    /** The totals of {@code instrument}, the first one first. */
    public List<Score> scores(Instrument instrument) {
        return all(Score.class)
                .filter(score -> score.instrument() == instrument)
                .sorted(Comparator.comparing(Score::at))
                .toList();
    }

    /** What kind of session an attendance is of: by its encounter, else by its appointment; empty when neither tells. */
    public String sessionType(Attendance attendance) {
        return visit(attendance)
                .map(Visit::type)
                .filter(type -> !type.isEmpty())
                .or(() -> all(Booking.class)
                        .filter(booking -> booking.reference().equals(attendance.appointment()))
                        .map(Booking::type)
                        .findFirst())
                .orElse("");
    }

    /** The encounter that an attendance is of. */
    public Optional<Visit> visit(Attendance attendance) {
        return all(Visit.class)
                .filter(visit -> visit.reference().equals(attendance.encounter())
                        || (!visit.appointment().isEmpty()
                                && visit.appointment().equals(attendance.appointment())))
                .findFirst();
    }
}
