package health.throughline.record.policy;

import health.throughline.fhir.privacy.Label;
import health.throughline.record.access.Role;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What a role of the programme's staff, or a client, may do at most.
 *
 * @param everyClient whether it reaches every client; else those whom the user treats
 * @param parts the parts of the record it may read; empty for all
 * @param types further types it may read
 * @param withheld labels of what it does not read
 * @param writes the types it may create and change; {@code *} for all of clients' data
 * @param directory whether it keeps the directory and the definitions
 */
record RoleRule(
        boolean everyClient,
        Set<String> parts,
        Set<String> types,
        Set<Label> withheld,
        Set<String> writes,
        boolean directory) {

    /** All types of clients' data. */
    static final String ALL = "*";

    private static final Set<Label> APART = Set.of(Label.COUNSELING_NOTE, Label.CLIENT_PRIVATE);
    private static final RoleRule TREATING = new RoleRule(false, Set.of(), Set.of(), APART, Set.of(ALL), false);

    private static final Map<Role, RoleRule> RULES = new EnumMap<>(Role.class);

    static {
        RULES.put(Role.CLINICAL_LEAD, new RoleRule(true, Set.of(), Set.of(), APART, Set.of(ALL), true));
        RULES.put(Role.THERAPIST, TREATING);
        RULES.put(Role.PRESCRIBER, TREATING);
        RULES.put(Role.CASE_MANAGER, TREATING);
        RULES.put(
                Role.ADMISSIONS,
                new RoleRule(
                        true,
                        Set.of("identity-and-contact", "enrolment", "attendance"),
                        Set.of("Consent", "Task", "Communication"),
                        APART,
                        Set.of(
                                "Account",
                                "Appointment",
                                "AppointmentResponse",
                                "Communication",
                                "Consent",
                                "Coverage",
                                "EpisodeOfCare",
                                "Patient",
                                "QuestionnaireResponse",
                                "RelatedPerson",
                                "ServiceRequest",
                                "Task"),
                        false));
        RULES.put(
                Role.PEER,
                new RoleRule(
                        false,
                        Set.of(
                                "identity-and-contact",
                                "enrolment",
                                "attendance",
                                "mood-checkins",
                                "relapse-plan",
                                "crisis-plan",
                                "goals",
                                "messages",
                                "milestones",
                                "alerts"),
                        Set.of("Task"),
                        APART,
                        Set.of(
                                "Appointment",
                                "Communication",
                                "Encounter",
                                "Observation",
                                "QuestionnaireResponse",
                                "Task"),
                        false));
        RULES.put(Role.ADMINISTRATOR, new RoleRule(false, Set.of("none"), Set.of(), APART, Set.of(), true));
        RULES.put(
                Role.CLIENT,
                new RoleRule(
                        false,
                        Set.of(),
                        Set.of(),
                        Set.of(Label.COUNSELING_NOTE, Label.STAFF_ONLY, Label.NOT_TO_CLIENT),
                        Set.of(
                                "AppointmentResponse",
                                "Communication",
                                "DocumentReference",
                                "Goal",
                                "Media",
                                "Observation",
                                "QuestionnaireResponse",
                                "Task"),
                        false));
        RULES.put(Role.SYSTEM, new RoleRule(true, Set.of(), Set.of(), APART, Set.of(ALL), true));
    }

    /** The rule of {@code role}; a relative has none: consents alone say what they see. */
    static RoleRule of(Role role) {
        RoleRule rule = RULES.get(role);
        if (rule == null) {
            throw new IllegalArgumentException("No rule stands for the role " + role.code());
        }
        return rule;
    }
}
