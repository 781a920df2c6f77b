package health.throughline.record;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Party;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Permission.Level;
import health.throughline.record.access.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Callers of every role in a {@link Clinic}, each with scopes by chance. */
public final class Callers {

    public static final Set<Action> READING = Set.of(Action.READ, Action.SEARCH);
    public static final Set<Action> EVERYTHING = EnumSet.allOf(Action.class);
    public static final Party APP = new Party("app", "App", null);

    private Callers() {}

    public static Caller user(Role role, String reference, @Nullable String patient, List<Permission> permissions) {
        Party user = new Party("user-" + reference, "User", AccessOracleIT.key(reference));
        return new Caller(
                "authorization-" + role.code() + reference,
                APP,
                user,
                Set.of(role),
                patient == null ? null : new ResourceKey("Patient", patient),
                permissions);
    }

    public static Caller system(@Nullable String organization, List<Permission> permissions) {
        Party client = new Party(
                "system-" + organization,
                "System",
                organization == null ? null : new ResourceKey("Organization", organization));
        return new Caller(
                "authorization-" + organization, client, Party.NOBODY, Set.of(Role.SYSTEM), null, permissions);
    }

    public static Permission all(Level level, Set<Action> actions) {
        return new Permission(level, Permission.ANY_TYPE, actions, Set.of());
    }

    public static List<Caller> of(long seed) {
        Random random = new Random(seed);
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < Clinic.STAFF; i++) {
            String doctor = "Practitioner/dr" + i;
            for (Role role : List.of(Role.THERAPIST, Role.PRESCRIBER, Role.PEER, Role.ADMISSIONS, Role.CLINICAL_LEAD)) {
                callers.add(user(role, doctor, null, List.of(all(Level.USER, READING))));
                callers.add(user(role, doctor, "p" + random.nextInt(Clinic.PATIENTS), scopes(Level.PATIENT, random)));
                callers.add(user(role, doctor, null, scopes(Level.USER, random)));
            }
        }
        for (int i = 0; i < Clinic.PATIENTS; i++) {
            callers.add(user(Role.CLIENT, "Patient/p" + i, "p" + i, List.of(all(Level.PATIENT, READING))));
            callers.add(user(Role.CLIENT, "Patient/p" + i, "p" + i, scopes(Level.PATIENT, random)));
            callers.add(user(
                    Role.CLIENT,
                    "Patient/p" + i,
                    "p" + (i + 1) % Clinic.PATIENTS,
                    List.of(all(Level.PATIENT, READING))));
        }
        for (int i = 0; i < Clinic.RELATIVES; i++) {
            callers.add(user(Role.RELATIVE, "RelatedPerson/r" + i, "p" + i, List.of(all(Level.PATIENT, READING))));
            callers.add(user(Role.RELATIVE, "RelatedPerson/r" + i, null, scopes(Level.USER, random)));
        }
        for (String organization : List.of("hospital", "network", "stranger")) {
            callers.add(system(organization, List.of(all(Level.SYSTEM, READING))));
        }
        callers.add(system(null, List.of(all(Level.SYSTEM, READING))));
        callers.add(system(null, scopes(Level.SYSTEM, random)));
        callers.add(user(Role.ADMINISTRATOR, "Practitioner/dr0", null, List.of(all(Level.USER, READING))));
        return callers;
    }

    private static List<Permission> scopes(Level level, Random random) {
        List<Permission> scopes = new ArrayList<>();
        List<String> types = List.of("Observation", "Condition", "Patient", "CarePlan", "Task", "Practitioner");
        for (int i = 0; i <= random.nextInt(3); i++) {
            String type = types.get(random.nextInt(types.size()));
            boolean narrowed = type.equals("Observation") && random.nextBoolean();
            scopes.add(new Permission(
                    level,
                    type,
                    random.nextInt(3) == 0 ? Set.of(Action.READ) : READING,
                    narrowed ? Set.of("survey") : Set.of()));
        }
        return scopes;
    }
}
