package health.throughline.program.warning.testing;

import static health.throughline.program.warning.testing.Facts.facts;
import static java.util.Map.entry;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.fact.Assignment;
import health.throughline.program.warning.fact.Care;
import health.throughline.program.warning.fact.Concern;
import health.throughline.program.warning.fact.Ending;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Plan;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.fact.Readings;
import health.throughline.program.warning.fact.Session;
import health.throughline.program.warning.fact.Session.Status;
import health.throughline.program.warning.fact.Supply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** For each rule a picture in which it finds something. */
public final class Pictures {

    public static final PatientPicture EMPTY = facts().picture();

    /** Of somebody of whom nothing was ever known. */
    public static final PatientPicture EMPTY_BEFORE = EMPTY;

    public static final Map<String, PatientPicture> OF_RULES = Map.ofEntries(
            entry("help-now", facts().reading("help-now", 0, 1).picture()),
            entry("cssrs-high", facts().coded("93374-7", 1, "LA9193-9").picture()),
            entry("cssrs-moderate", facts().coded("93374-7", 1, "LA6751-7").picture()),
            entry("phq9-item9", facts().reading("44260-8", 0, 1, "LA6569-3").picture()),
            entry("relapse-reported", facts().coded("relapse-event", 2, "lapse").picture()),
            entry(
                    "substance-use-reported",
                    facts().reading("substance-used", 0, 1)
                            .coded("substance-kind", 0, "alcohol")
                            .picture()),
            entry(
                    "family-concern",
                    facts().concern(Concern.Source.FAMILY, 1, 8, false).picture()),
            entry(
                    "community-concern",
                    facts().concern(Concern.Source.COMMUNITY, 1, 0, true).picture()),
            entry(
                    "plan-warning-sign-endorsed",
                    facts().reading("personal-warning-sign", 0, 1, "I stop answering")
                            .picture()),
            entry("bam-item-risk", facts().reading("bam-8", 1, 2).picture()),
            entry("bam-use", facts().reading("bam-use", 1, 1).picture()),
            entry("bam-risk-high", facts().reading("bam-risk", 1, 12).picture()),
            entry("bam-protective-low", facts().reading("bam-protective", 1, 12).picture()),
            entry(
                    "bam-risk-exceeds-protective",
                    facts().reading("bam-risk", 1, 14)
                            .reading("bam-protective", 1, 13)
                            .picture()),
            entry("mood-ewma", mood(30, 9)),
            entry("mood-cusum", mood(30, 9)),
            entry("craving-spike", facts().daily("craving", 1, 1, 2, 1, 1, 2, 5).picture()),
            entry("confidence-drop", facts().daily("confidence", 8, 8, 3).picture()),
            entry("sleep-loss", facts().daily("sleep-hours", 7, 4, 4.5, 3).picture()),
            entry("mania-screen", facts().reading("asrm-total", 1, 6).picture()),
            entry(
                    "phq9-reliable-worsening",
                    facts().reading("44261-6", 14, 8).reading("44261-6", 0, 13).picture()),
            entry(
                    "gad7-reliable-worsening",
                    facts().reading("70274-6", 14, 8).reading("70274-6", 0, 12).picture()),
            entry(
                    "pcl5-worsening",
                    facts().reading("101698-9", 14, 20)
                            .reading("101698-9", 0, 30)
                            .picture()),
            entry(
                    "severity-band-worsening",
                    facts().reading("44261-6", 14, 8).reading("44261-6", 0, 11).picture()),
            entry(
                    "not-on-track",
                    facts().enrolled(35)
                            .reading("44261-6", 35, 16)
                            .reading("44261-6", 2, 15)
                            .picture()),
            entry(
                    "wellbeing-drop",
                    facts().reading("who5-total", 14, 56)
                            .reading("who5-total", 0, 44)
                            .picture()),
            entry(
                    "alliance-low",
                    facts().reading("session-feedback", 7, 4.8)
                            .reading("session-feedback", 0, 4)
                            .picture()),
            entry(
                    "missed-sessions-consecutive",
                    facts().session(3, Status.NO_SHOW, 90, 0)
                            .session(1, Status.NO_SHOW, 90, 0)
                            .picture()),
            entry(
                    "attendance-below-threshold",
                    facts().enrolled(20)
                            .session(8, Status.NO_SHOW, 90, 0)
                            .session(5, Status.NO_SHOW, 90, 0)
                            .session(3, Status.ATTENDED, 90, 90)
                            .session(1, Status.NO_SHOW, 90, 0)
                            .picture()),
            entry(
                    "missed-checkins",
                    facts().enrolled(20).reading("craving", 12, 1).picture()),
            entry("medication-gap", notTaken()),
            entry(
                    "medication-concern",
                    facts().coded("side-effect", 1, "nausea").picture()),
            entry(
                    "assessment-overdue",
                    facts().task("questionnaire", 12, 5, null).picture()),
            entry("followup-overdue", facts().episode("iop", 90, 9).picture()),
            entry(
                    "plan-review-overdue",
                    facts().enrolled(40).plan("treatment", 20).picture()),
            entry("consent-expiring", facts().consentUntil(10).picture()),
            entry(
                    "high-risk-date",
                    facts().plan("relapse-prevention", 20, Facts.TODAY.plusDays(2))
                            .picture()),
            entry(
                    "risk-composite",
                    facts().reading("craving", 0, 8)
                            .reading("confidence", 0, 3)
                            .reading("substance-used", 0, 1)
                            .picture()));

    private Pictures() {}

    private static PatientPicture notTaken() {
        return facts().coded("medication-taken", 1, "not-taken")
                .coded("medication-taken", 0, "not-taken")
                .picture();
    }

    /** {@code usual} days around 3, and then {@code hard} days at 7. */
    public static PatientPicture mood(int usual, int hard) {
        double[] days = new double[usual + hard];
        for (int i = 0; i < days.length; i++) {
            days[i] = i < usual ? 3 + (i % 3 - 1) * 0.8 : 7;
        }
        return facts().enrolled(days.length).daily("affect-composite", days).picture();
    }

    /** The same facts, looked at later. */
    public static PatientPicture later(PatientPicture one, Duration by) {
        return new PatientPicture(
                one.patient(),
                one.asOf().plus(by),
                one.zone(),
                one.readings(),
                one.care(),
                one.concerns(),
                one.papers(),
                one.supplies());
    }

    /** The same, and of everything one more a month later that would change every answer. */
    public static PatientPicture withLaterFacts(PatientPicture one) {
        Instant later = one.asOf().plus(Duration.ofDays(30));
        List<Reading> readings = new ArrayList<>(all(one));
        for (String code : CODES) {
            readings.add(
                    new Reading(code, later, one.day(later), 99, "later", new ResourceKey("Observation", "later")));
        }
        List<Session> sessions = new ArrayList<>(one.care().sessions());
        sessions.add(new Session(
                later, one.day(later), 90, 0, Status.NO_SHOW, new ResourceKey("Observation", "latersession")));
        List<Concern> concerns = new ArrayList<>(one.concerns());
        concerns.add(new Concern(
                Concern.Source.FAMILY, later, 10, true, new ResourceKey("QuestionnaireResponse", "laterconcern")));
        Care care = new Care(
                one.care().episodes(),
                sessions,
                one.care().assignments(),
                one.care().diagnoses());
        return new PatientPicture(
                one.patient(),
                one.asOf(),
                one.zone(),
                Readings.of(readings),
                care,
                concerns,
                one.papers(),
                one.supplies());
    }

    private static final List<String> CODES = Arrays.asList(
            "affect-composite",
            "craving",
            "confidence",
            "sleep-hours",
            "substance-used",
            "substance-kind",
            "medication-taken",
            "help-now",
            "personal-warning-sign",
            "session-feedback",
            "relapse-event",
            "side-effect",
            "44260-8",
            "93374-7",
            "44261-6",
            "70274-6",
            "101698-9",
            "bam-use",
            "bam-risk",
            "bam-protective",
            "bam-8",
            "bam-11",
            "asrm-total",
            "who5-total");

    private static List<Reading> all(PatientPicture picture) {
        return CODES.stream()
                .flatMap(code -> picture.readings().of(code).stream())
                .toList();
    }

    /** Everything that a warning may name as evidence. */
    public static Set<ResourceKey> keys(PatientPicture picture) {
        Set<ResourceKey> keys = new HashSet<>();
        all(picture).forEach(one -> keys.add(one.key()));
        picture.care().episodes().stream().map(Episode::key).forEach(keys::add);
        picture.care().sessions().stream().map(Session::key).forEach(keys::add);
        picture.care().assignments().stream().map(Assignment::key).forEach(keys::add);
        picture.concerns().stream().map(Concern::key).forEach(keys::add);
        picture.papers().plans().stream().map(Plan::key).forEach(keys::add);
        picture.papers().consents().stream().map(Ending::key).forEach(keys::add);
        picture.supplies().stream().map(Supply::key).forEach(keys::add);
        return keys;
    }
}
