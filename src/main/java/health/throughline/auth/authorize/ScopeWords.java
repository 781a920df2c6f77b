package health.throughline.auth.authorize;

import health.throughline.auth.scope.SmartScope;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.record.access.Action;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Permission.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Scopes in words for people. */
final class ScopeWords {

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
            Map.entry("*", "everything in the record, now and in the future"),
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
            "know who you are",
            SmartScopes.FHIR_USER,
            "know who you are in the record",
            "profile",
            "know your name",
            SmartScopes.LAUNCH,
            "know what you were looking at when you opened it",
            SmartScopes.LAUNCH_PATIENT,
            "know whose record you choose",
            SmartScopes.LAUNCH_ENCOUNTER,
            "know which visit you choose",
            SmartScopes.OFFLINE,
            "keep its access while you are not using it, until you take it back",
            SmartScopes.ONLINE,
            "keep its access for as long as you are signed in here");

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
        String what = TYPES.getOrDefault(scope.type(), scope.type());
        String of = scope.level() == Level.PATIENT ? " of this person" : " of all whom you may see";
        String only = scope.categories().isEmpty()
                ? ""
                : ", only: "
                        + scope.categories().stream()
                                .map(category -> category(scope.type(), category))
                                .sorted()
                                .collect(Collectors.joining(", "));
        return does(scope.actions()) + " " + what + of + only;
    }

    private static String does(Set<Action> actions) {
        boolean sees = actions.contains(Action.READ) || actions.contains(Action.SEARCH);
        boolean adds = actions.contains(Action.CREATE);
        boolean changes = actions.contains(Action.UPDATE) || actions.contains(Action.DELETE);
        StringBuilder words = new StringBuilder(sees ? "see" : "");
        if (adds) {
            words.append(words.isEmpty() ? "" : ", ").append("add to");
        }
        if (changes) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(actions.contains(Action.DELETE) ? "change and delete" : "change");
        }
        return words.toString();
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
