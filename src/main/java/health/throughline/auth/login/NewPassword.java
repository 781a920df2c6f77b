package health.throughline.auth.login;

import health.throughline.auth.web.page.Field;
import health.throughline.auth.web.page.Form;

/** The two fields in which one chooses a password. */
final class NewPassword {

    private NewPassword() {}

    static Form fields(Form form, String error) {
        return form.field(Field.password("password", "New password")
                        .hint("At least 12 characters. Several words you can remember do well; capital letters and "
                                + "signs are not needed.")
                        .error(error)
                        .autocomplete("new-password")
                        .required())
                .field(Field.password("repeated", "New password again")
                        .autocomplete("new-password")
                        .required());
    }
}
