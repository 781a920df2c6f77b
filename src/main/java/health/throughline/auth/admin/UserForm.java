package health.throughline.auth.admin;

import health.throughline.auth.account.AccountDraft;
import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.AccountRefused;
import health.throughline.auth.web.page.Field;
import health.throughline.auth.web.page.Form;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator fills in of a user.
 *
 * @param roles their codes
 * @param user {@code Type/id}; empty for none
 * @param external who the identity provider says it is; empty when it does not know them
 */
record UserForm(String username, String name, List<String> roles, String user, String external) {

    static final UserForm EMPTY = new UserForm("", "", List.of(), "", "");

    private static final List<String> ROLES = Arrays.stream(Role.values())
            .filter(role -> role != Role.SYSTEM)
            .map(Role::code)
            .toList();

    UserForm {
        roles = List.copyOf(roles);
    }

    /** As a page has sent it. */
    static UserForm of(HttpServletRequest request) {
        String[] roles = request.getParameterValues("roles");
        return new UserForm(
                text(request, "username"),
                text(request, "name"),
                roles == null ? List.of() : List.of(roles),
                text(request, "user"),
                text(request, "external"));
    }

    private static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    static UserForm of(AccountEntry entry) {
        ResourceKey user = entry.account().user();
        String external = entry.external();
        return new UserForm(
                entry.account().username(),
                entry.account().name(),
                entry.account().roles().stream().map(Role::code).toList(),
                user == null ? "" : user.toString(),
                external == null ? "" : external);
    }

    /** @throws AccountRefused when it names what there is not */
    AccountDraft draft() {
        return new AccountDraft(username, name, roles(roles), user(user.strip()), external);
    }

    private static Set<Role> roles(List<String> codes) {
        for (String code : codes) {
            if (!ROLES.contains(code)) {
                throw new AccountRefused("roles", "The roles are " + String.join(", ", ROLES) + ".");
            }
        }
        return codes.stream().map(Role::of).collect(Collectors.toSet());
    }

    private static @Nullable ResourceKey user(String reference) {
        if (reference.isEmpty()) {
            return null;
        }
        return ResourceKey.of(reference)
                .orElseThrow(() ->
                        new AccountRefused("user", "Write the type and the id, such as Practitioner/therapist-1."));
    }

    /** @param refusal what was wrong with it; null for nothing */
    Form fields(Form form, boolean isNew, @Nullable AccountRefused refusal) {
        if (isNew) {
            form.field(Field.text("username", "User name")
                    .hint("By which they sign in, such as m.jones; it cannot be changed later.")
                    .error(error("username", refusal))
                    .value(username)
                    .autocomplete("off")
                    .required()
                    .first());
        }
        return form.field(Field.text("name", "Name")
                        .hint("As others read it: first and last name.")
                        .error(error("name", refusal))
                        .value(name)
                        .autocomplete("off")
                        .required())
                .choices("roles", "Roles", ROLES, Set.copyOf(roles))
                .field(Field.text("user", "Who they are in the record")
                        .hint("Staff: Practitioner/…, clients: Patient/…, family: RelatedPerson/…; with its id. What "
                                + "they see in the record follows from it.")
                        .error(error("user", refusal))
                        .value(user)
                        .autocomplete("off"))
                .field(Field.text("external", "Name at the identity provider")
                        .hint("Only if your programme signs in with an identity provider.")
                        .error(error("external", refusal))
                        .value(external)
                        .autocomplete("off"));
    }

    private static String error(String field, @Nullable AccountRefused refusal) {
        return refusal != null && refusal.field().equals(field) ? String.valueOf(refusal.getMessage()) : "";
    }
}
