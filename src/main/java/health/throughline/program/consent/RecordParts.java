package health.throughline.program.consent;

import health.throughline.fhir.privacy.RowLabels;
import health.throughline.record.access.Access;
import health.throughline.search.type.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The parts of the record that consents name, and which of them an access opens. */
@Component
public final class RecordParts {

    /** Each part with a resource type that is typical of it. */
    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        part("identity-and-contact", "Patient", "who you are and how to reach you");
        part("enrolment", "EpisodeOfCare", "that you are in the programme");
        part("attendance", "Encounter", "your sessions and attendance");
        part("mood-checkins", "Observation", "your daily check-ins");
        part("assessments", "QuestionnaireResponse", "your questionnaires and scores");
        part("substance-use", "Observation", "what you told about substances");
        part("medications", "MedicationRequest", "your medicines");
        part("diagnoses", "Condition", "your diagnoses");
        part("treatment-plan", "CarePlan", "your treatment plan");
        part("relapse-plan", "CarePlan", "your relapse-prevention plan");
        part("crisis-plan", "CarePlan", "your crisis plan");
        part("goals", "Goal", "your goals");
        part("alerts", "DetectedIssue", "alerts about you");
        part("session-notes", "DocumentReference", "notes of your sessions");
        part("messages", "Communication", "messages");
        part("milestones", "Observation", "your milestones");
        part("journal", "QuestionnaireResponse", "your journal");
        part("session-recording", "Media", "recordings of sessions");
        part("sdoh", "QuestionnaireResponse", "your social needs");
    }

    private final Vocabulary vocabulary;

    RecordParts(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    private static void part(String code, String type, String words) {
        TYPES.put(code, type);
        WORDS.put(code, words);
    }

    /** In words to the client. */
    public static String words(String part) {
        return WORDS.getOrDefault(part, part);
    }

    public static boolean known(String part) {
        return TYPES.containsKey(part);
    }

    /** The parts of {@code patient}'s record that {@code access} opens. */
    List<String> open(String patient, Access access) {
        List<String> open = new ArrayList<>();
        TYPES.keySet().stream().filter(part -> opens(part, patient, access)).forEach(open::add);
        return open;
    }

    /** Whether {@code access} opens a part of the record of {@code Patient/id}. */
    public boolean opens(String part, String patient, Access access) {
        long[] patients = {vocabulary.keys().of(patient)};
        int[] labels = {vocabulary.terms().intern(RowLabels.share(part))};
        return access.restriction().allows(TYPES.getOrDefault(part, "Observation"), patients, labels);
    }
}
