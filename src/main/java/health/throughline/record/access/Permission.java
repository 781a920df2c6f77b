package health.throughline.record.access;

import java.util.Set;

/**
 * What one granted SMART scope permits.
 *
 * @param level whose rights it draws on
 * @param type a resource type, or {@code *} for every one, now and in the future
 * @param actions what may be done
 * @param categories the codings of {@code category} it is narrowed to, each {@code system|code} or a bare code; empty when
 *     it is not narrowed
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART 2.2, scopes</a>
 */
public record Permission(Level level, String type, Set<Action> actions, Set<String> categories) {

    /** The first part of a scope. */
    public enum Level {
        /** One patient's data: the patient in context. */
        PATIENT,
        /** What the user may see. */
        USER,
        /** What the client may see by its own registration. */
        SYSTEM
    }

    public static final String ANY_TYPE = "*";

    public Permission {
        actions = Set.copyOf(actions);
        categories = Set.copyOf(categories);
    }

    /** Whether it says anything of {@code asked}. */
    public boolean concerns(String asked) {
        return type.equals(ANY_TYPE) || type.equals(asked);
    }
}
