package health.throughline.auth.login;

import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Field;
import health.throughline.auth.web.page.Form;
import health.throughline.auth.web.page.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a second factor is explained: the secret for the app, the first code, the recovery codes. */
final class AuthenticatorPart {

    static final String WRONG = "This code is not right. See that the clock of your device is right, and type the code "
            + "that the app shows now.";

    private AuthenticatorPart() {}

    static Page secret(Page page, String username, String secret) {
        Element steps = Element.of("ol")
                .add(
                        Element.of(
                                "li",
                                "Install an authenticator app on your phone, if you have none: any that shows "
                                        + "six-digit codes, such as Aegis, Google Authenticator, Microsoft Authenticator or "
                                        + "your password manager."),
                        Element.of("li", "On that phone, open ")
                                .add(Element.link(uri(username, secret), "this link"))
                                .text(", or add an account by hand and type in this key:")
                                .add(Element.of("code", spaced(secret)).with("class", "secret")),
                        Element.of("li", "Type the six digits below that the app shows then."));
        return page.add(steps);
    }

    /** The key URI that authenticator apps know. */
    private static String uri(String username, String secret) {
        return "otpauth://totp/Throughline:" + encoded(username) + "?secret=" + secret + "&issuer=Throughline";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String spaced(String secret) {
        return secret.replaceAll("(.{4})(?=.)", "$1 ");
    }

    static Element confirmation(Form form, String error) {
        return form.field(Field.code("code", "Code").error(error).required()).submit("Check the code");
    }

    static Page recovery(Page page, List<String> codes) {
        Element list = Element.of("ul");
        codes.forEach(code -> list.add(Element.of("li").add(Element.of("code", code))));
        return page.notice("The second step is set up.")
                .paragraph(
                        "If you lose the phone, each of these codes lets you in once. Print them or write them down, "
                                + "and keep them where you would keep a spare key. They are shown only now.")
                .add(list);
    }
}
