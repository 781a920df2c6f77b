package health.throughline.program.warning.testing;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.fact.Assignment;
import health.throughline.program.warning.fact.Care;
import health.throughline.program.warning.fact.Concern;
import health.throughline.program.warning.fact.Diagnoses;
import health.throughline.program.warning.fact.Ending;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Papers;
import health.throughline.program.warning.fact.Plan;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.fact.Readings;
import health.throughline.program.warning.fact.Session;
import health.throughline.program.warning.fact.Supply;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts of one patient, written by days before today: Thursday, 2026-11-19, at ten in the morning in Los Angeles. */
public final class Facts {

    public static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 19);
    public static final ResourceKey PATIENT = new ResourceKey("Patient", "kim");

    private final List<Reading> readings = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<Concern> concerns = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private final List<Supply> supplies = new ArrayList<>();
    private Diagnoses diagnoses = Diagnoses.NONE;

    public static Facts facts() {
        return new Facts();
    }

    public static Instant at(int daysAgo, int hour) {
        return TODAY.minusDays(daysAgo).atTime(hour, 0).atZone(ZONE).toInstant();
    }

    private ResourceKey key(String type) {
        int count = readings.size() + episodes.size() + sessions.size() + assignments.size() + concerns.size();
        return new ResourceKey(type, "x" + (count + plans.size() + endings.size() + supplies.size()));
    }

    public Facts reading(String code, int daysAgo, double value) {
        return reading(code, daysAgo, value, "");
    }

    public Facts coded(String code, int daysAgo, String coded) {
        return reading(code, daysAgo, Double.NaN, coded);
    }

    public Facts reading(String code, int daysAgo, double value, String coded) {
        readings.add(new Reading(code, at(daysAgo, 8), TODAY.minusDays(daysAgo), value, coded, key("Observation")));
        return this;
    }

    /** One a day, the last one today. */
    public Facts daily(String code, double... values) {
        for (int i = 0; i < values.length; i++) {
            reading(code, values.length - 1 - i, values[i]);
        }
        return this;
    }

    public Facts enrolled(int daysAgo) {
        return episode("iop", daysAgo, null);
    }

    public Facts episode(String level, int daysAgo, @Nullable Integer endedDaysAgo) {
        episodes.add(new Episode(
                key("EpisodeOfCare"),
                level,
                Set.of("sud"),
                TODAY.minusDays(daysAgo),
                endedDaysAgo == null ? null : TODAY.minusDays(endedDaysAgo)));
        return this;
    }

    public Facts session(int daysAgo, Session.Status status, int scheduled, int attended) {
        sessions.add(
                new Session(at(daysAgo, 9), TODAY.minusDays(daysAgo), scheduled, attended, status, key("Observation")));
        return this;
    }

    public Facts task(String code, int assignedDaysAgo, int dueDaysAgo, @Nullable Integer completedDaysAgo) {
        assignments.add(new Assignment(
                key("Task"),
                code,
                at(assignedDaysAgo, 9),
                at(dueDaysAgo, 9),
                completedDaysAgo == null ? null : at(completedDaysAgo, 9)));
        return this;
    }

    public Facts concern(Concern.Source source, int daysAgo, int worry, boolean unsafe) {
        concerns.add(new Concern(source, at(daysAgo, 9), worry, unsafe, key("QuestionnaireResponse")));
        return this;
    }

    public Facts plan(String type, int writtenDaysAgo, LocalDate... hardDays) {
        plans.add(new Plan(key("CarePlan"), type, TODAY.minusDays(writtenDaysAgo), Set.of(hardDays)));
        return this;
    }

    public Facts consentUntil(int inDays) {
        endings.add(new Ending(key("Consent"), TODAY.minusDays(300), TODAY.plusDays(inDays)));
        return this;
    }

    public Facts supply(String medicine, boolean forOpioidUse, int daysAgo, int days) {
        supplies.add(new Supply(key("MedicationDispense"), medicine, forOpioidUse, TODAY.minusDays(daysAgo), days));
        return this;
    }

    public Facts diagnosed(boolean bipolar, boolean opioidUse) {
        diagnoses = new Diagnoses(bipolar, opioidUse);
        return this;
    }

    public PatientPicture picture() {
        return picture(at(0, 10));
    }

    public PatientPicture picture(Instant asOf) {
        return new PatientPicture(
                PATIENT,
                asOf,
                ZONE,
                Readings.of(readings),
                new Care(episodes, sessions, assignments, diagnoses),
                concerns,
                new Papers(plans, endings),
                supplies);
    }
}
