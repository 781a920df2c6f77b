package health.throughline.auth.account;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of an account.
 *
 * @param username taken without regard to case
 * @param user a Practitioner, Patient or RelatedPerson; null for none
 * @param external who the identity provider says it is; null when it does not know them
 */
public record AccountDraft(
        String username,
        String name,
        Set<Role> roles,
        @Nullable ResourceKey user,
        @Nullable String external) {

    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{1,99}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EXTERNAL = 500;

    public AccountDraft {
        username = fold(username);
        name = name.strip();
        roles = Set.copyOf(roles);
        external = external == null || external.isBlank() ? null : external.strip();
    }

    /** A user name as it is compared: nobody has to know in which case it was written. */
    static String fold(String username) {
        return Normalizer.normalize(username.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** @throws AccountRefused when it cannot be an account's */
    void check() {
        if (!USERNAME.matcher(username).matches()) {
            throw new AccountRefused(
                    "username",
                    "A user name has 2 to 100 characters: letters, digits and . _ @ + - and starts with a letter or digit.");
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME || hasControls(name)) {
            throw new AccountRefused("name", "Give a name of 1 to 200 characters, on one line.");
        }
        if (external != null && (external.length() > LONGEST_EXTERNAL || hasControls(external))) {
            throw new AccountRefused("external", "The identity has at most 500 characters, on one line.");
        }
        checkRoles();
        checkUser();
    }

    private static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    private void checkRoles() {
        if (roles.isEmpty()) {
            throw new AccountRefused("roles", "Choose at least one role.");
        }
        if (roles.contains(Role.SYSTEM)) {
            throw new AccountRefused("roles", "The role 'system' is that of apps; people cannot hold it.");
        }
    }

    /** Who somebody is in the record and in which roles goes together: a client is a Patient. */
    private void checkUser() {
        String type = user == null ? "" : user.type();
        if (!List.of("", "Practitioner", "Patient", "RelatedPerson").contains(type)) {
            throw new AccountRefused("user", "An account belongs to a Practitioner, a Patient or a RelatedPerson.");
        }
        require(Role.CLIENT, "Patient", type);
        require(Role.RELATIVE, "RelatedPerson", type);
        EnumSet<Role> staff = EnumSet.complementOf(EnumSet.of(Role.CLIENT, Role.RELATIVE));
        staff.retainAll(roles);
        if (!staff.isEmpty() && !type.isEmpty() && !type.equals("Practitioner")) {
            throw new AccountRefused(
                    "user",
                    "Staff is linked to a Practitioner. Who is also a client or a relative gets a second account for that.");
        }
    }

    private void require(Role role, String wanted, String type) {
        if (roles.contains(role) && !type.equals(wanted)) {
            throw new AccountRefused(
                    "user",
                    "The role '" + role.code() + "' needs a link to a " + wanted + ", such as " + wanted + "/1.");
        }
    }
}
