package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Fact;
import health.throughline.program.measure.Fact.Attendance;
import health.throughline.program.measure.Fact.Minutes;
import health.throughline.program.measure.Fact.Score;
import health.throughline.program.measure.Fact.Stay;
import health.throughline.program.measure.Fact.Visit;
import health.throughline.program.measure.Instrument;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.Moment;
import health.throughline.program.measure.ReportingPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of whom little is known, for tests of one measure: the year is 2026, and it is over. */
public final class Given {

    public static final ReportingPeriod YEAR = period("2026-01-01", "2026-12-31");

    private final List<Fact> facts = new ArrayList<>();

    private Given() {}

    public static ReportingPeriod period(String first, String last) {
        return new ReportingPeriod(LocalDate.parse(first), LocalDate.parse(last), LocalDate.parse("2027-12-31"));
    }

    /** Born in 1990. */
    public static Given client() {
        return new Given().and(new Fact.Person(LocalDate.parse("1990-05-01"), null));
    }

    static Given born(String born, @Nullable String died) {
        return new Given().and(new Fact.Person(LocalDate.parse(born), died == null ? null : LocalDate.parse(died)));
    }

    static Moment at(String text) {
        return Moment.of(text).orElseThrow();
    }

    public Given and(Fact fact) {
        facts.add(fact);
        return this;
    }

    public Given diagnosed(String code, String from) {
        return and(new Fact.Diagnosis(code, LocalDate.parse(from), null));
    }

    public Given phq9(String day, double value) {
        return and(new Score(Instrument.PHQ_9, at(day), value));
    }

    public Given enrolled(String from) {
        return and(new Stay("mh", LocalDate.parse(from), null, ""));
    }

    public Given enrolled(String from, String until, String left) {
        return and(new Stay("mh", LocalDate.parse(from), LocalDate.parse(until), left));
    }

    public Given alumni(String from, @Nullable String until) {
        return and(new Stay("alumni", LocalDate.parse(from), until == null ? null : LocalDate.parse(until), ""));
    }

    public Given session(String day, String status, int scheduled, int attended) {
        return and(new Attendance(at(day), status, new Minutes(scheduled, attended), "", ""));
    }

    public Given visit(String day, String type, String modality) {
        return and(new Visit("Encounter/" + day, at(day), type, modality, ""));
    }

    public Given form(String questionnaire, String at) {
        return and(new Fact.Form(questionnaire, at(at)));
    }

    public Given setback(String type, String at) {
        return and(new Fact.Setback(type, at(at)));
    }

    public Given plan(String at, boolean finished) {
        return and(new Fact.Plan(at(at), finished));
    }

    public Given alert(String id, String rule, String at) {
        return and(new Fact.Alert("DetectedIssue/" + id, rule, "moderate", at(at), "active"));
    }

    public Given answered(String id, String raised, String due, @Nullable String answered, String outcome) {
        return and(new Fact.Response(
                "DetectedIssue/" + id, at(raised), at(due), answered == null ? null : at(answered), outcome));
    }

    public MeasureCase named(String id) {
        return new MeasureCase("Patient/" + id, facts);
    }

    List<Contribution> to(String measure, ReportingPeriod period) {
        return MeasureCatalogue.find(measure).orElseThrow().of(named("one"), period);
    }

    /** What this client adds to a group: nothing stands for not belonging to it. */
    Counts counts(String measure, String group, ReportingPeriod period) {
        return to(measure, period).stream()
                .filter(one -> one.group().equals(group))
                .map(Contribution::counts)
                .reduce(Counts.NONE, Counts::plus);
    }

    Counts counts(String measure, String group) {
        return counts(measure, group, YEAR);
    }

    List<Double> observed(String measure, String group) {
        return to(measure, YEAR).stream()
                .filter(one -> one.group().equals(group))
                .flatMap(one -> one.observations().stream())
                .toList();
    }
}
