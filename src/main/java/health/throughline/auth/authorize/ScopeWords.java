package health.throughline.auth.authorize;

import health.throughline.auth.scope.SmartScope;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.record.access.Action;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Permission.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scopes in words for people. */
public final class ScopeWords {

    private static final String CONDITION = "http://terminology.hl7.org/CodeSystem/condition-category|";
    private static final String US_CORE = "http://hl7.org/fhir/us/core/CodeSystem/condition-category|";
    private static final String OBSERVATION = "http://terminology.hl7.org/CodeSystem/observation-category|";
    private static final String US_CORE_TAGS = "http://hl7.org/fhir/us/core/CodeSystem/us-core-category|";

    /** The categories that US Core has apps ask for, and users choose from. */
    private static final Map<String, Map<String, String>> CATEGORIES = Map.of(
            "Condition",
            ordered(
                    CONDITION + "encounter-diagnosis", "diagnoses made at visits",
                    CONDITION + "problem-list-item", "the problem list",
                    US_CORE + "health-concern", "health concerns"),
            "Observation",
            ordered(
                    OBSERVATION + "laboratory", "laboratory results",
                    OBSERVATION + "social-history", "social history",
                    OBSERVATION + "vital-signs", "vital signs",
                    OBSERVATION + "survey", "screening and questionnaire scores",
                    US_CORE_TAGS + "sdoh", "living conditions"));

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("AllergyIntolerance", "allergies"),
            Map.entry("Appointment", "appointments"),
            Map.entry("CarePlan", "treatment plans"),
            Map.entry("CareTeam", "the care team"),
            Map.entry("Communication", "messages"),
            Map.entry("Condition", "diagnoses and problems"),
            Map.entry("Consent", "consents"),
            Map.entry("Coverage", "insurance"),
            Map.entry("DiagnosticReport", "reports of tests"),
            Map.entry("DocumentReference", "documents and notes"),
            Map.entry("Encounter", "visits and sessions"),
            Map.entry("Goal", "goals"),
            Map.entry("Immunization", "vaccinations"),
            Map.entry("MedicationRequest", "prescriptions"),
            Map.entry("Observation", "measurements, results and scores"),
            Map.entry("Organization", "organizations"),
            Map.entry("Patient", "name, birth date, address and contact"),
            Map.entry("Practitioner", "members of staff"),
            Map.entry("Procedure", "treatments"),
            Map.entry("Questionnaire", "questionnaires"),
            Map.entry("QuestionnaireResponse", "answers to questionnaires"),
            Map.entry("RelatedPerson", "relatives and contacts"),
            Map.entry("ServiceRequest", "referrals and orders"),
            Map.entry("Task", "tasks"));

    private static final Map<String, String> OTHERS = Map.of(
            SmartScopes.OPENID,
            "Know that it is you who uses it",
            SmartScopes.FHIR_USER,
            "Know who you are in the record",
            "profile",
            "Know your name",
            SmartScopes.LAUNCH,
            "Know what you were looking at when you opened it",
            SmartScopes.LAUNCH_PATIENT,
            "Know whose record you open with it",
            SmartScopes.LAUNCH_ENCOUNTER,
            "Know which visit you choose",
            SmartScopes.OFFLINE,
            "Keep its access while you are not using it, until you take it back",
            SmartScopes.ONLINE,
            "Keep its access for as long as you are signed in here");

    private ScopeWords() {}

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static String of(String other) {
        return OTHERS.getOrDefault(other, other);
    }

    static String of(SmartScope scope) {
        boolean one = scope.level() == Level.PATIENT;
        boolean all = scope.type().equals(Permission.ANY_TYPE);
        String what = all
                ? "anything in " + (one ? "this person's record" : "the records of all whom you may see")
                : type(scope.type()) + (one ? " of this person" : " of all whom you may see");
        String only = scope.categories().isEmpty()
                ? ""
                : ", only: "
                        + scope.categories().stream()
                                .map(category -> category(scope.type(), category))
                                .sorted()
                                .collect(Collectors.joining(", "));
        return does(scope.actions()) + " " + what + only + (all ? ", now and in the future" : "");
    }

    /** All of them, as a list for people. */
    public static List<String> of(SmartScopes scopes) {
        return Stream.concat(
                        scopes.others().stream().map(ScopeWords::of),
                        scopes.resources().stream().map(ScopeWords::of))
                .distinct()
                .toList();
    }

    /** What has no words here is told by the words of its name: MolecularSequence, molecular sequence. */
    private static String type(String type) {
        String words = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(type, words);
    }

    private static String does(Set<Action> actions) {
        List<String> words = new ArrayList<>();
        boolean sees = actions.contains(Action.READ) || actions.contains(Action.SEARCH);
        word(words, sees, "see");
        word(words, actions.contains(Action.CREATE), "add");
        word(words, actions.contains(Action.UPDATE), "change");
        word(words, actions.contains(Action.DELETE), "delete");
        String last = words.remove(words.size() - 1);
        String joined = words.isEmpty() ? last : String.join(", ", words) + " and " + last;
        return joined.substring(0, 1).toUpperCase(Locale.ROOT) + joined.substring(1);
    }

    private static void word(List<String> words, boolean holds, String word) {
        if (holds) {
            words.add(word);
        }
    }

    private static String category(String type, String category) {
        return CATEGORIES.getOrDefault(type, Map.of()).entrySet().stream()
                .filter(known ->
                        known.getKey().equals(category) || known.getKey().endsWith("|" + category))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(category);
    }

    /** The parts that a user may choose of a whole type, with their words; empty where there are none. */
    static Map<SmartScope, String> parts(SmartScope scope) {
        Map<SmartScope, String> parts = new LinkedHashMap<>();
        if (scope.categories().isEmpty() && !scope.type().equals(Permission.ANY_TYPE)) {
            CATEGORIES
                    .getOrDefault(scope.type(), Map.of())
                    .forEach((category, words) -> parts.put(scope.narrowed(Set.of(category)), words));
        }
        return parts;
    }
}
