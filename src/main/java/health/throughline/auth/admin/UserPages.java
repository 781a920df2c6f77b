package health.throughline.auth.admin;

import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.AccountRefused;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.account.SignedIn;
import health.throughline.auth.login.SecurityTrail;
import health.throughline.auth.login.SignIn;
import health.throughline.auth.web.page.Content;
import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Field;
import health.throughline.auth.web.page.Form;
import health.throughline.auth.web.page.Page;
import health.throughline.auth.web.page.Table;
import health.throughline.record.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The users, as administrators find and create them. */
@ConditionalOnWebApplication
@RestController
@RequestMapping("/admin")
final class UserPages {

    private static final int PAGE = 50;

    private final Accounts accounts;
    private final SecurityTrail trail;

    UserPages(Accounts accounts, SecurityTrail trail) {
        this.accounts = accounts;
        this.trail = trail;
    }

    @GetMapping
    ResponseEntity<byte[]> administration() {
        return SignIn.to("/admin/users");
    }

    @GetMapping("/users")
    ResponseEntity<byte[]> users(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String after,
            CsrfToken token) {
        List<AccountEntry> found = accounts.page(text, after, PAGE + 1);
        Page page = Page.titled("Users", who, token)
                .add(Element.of("p").add(Element.link("/admin/users/new", "Create a user")))
                .add(Form.search("/admin/users")
                        .field(Field.text("text", "Part of a name or user name").value(text))
                        .submit("Find"));
        if (found.isEmpty()) {
            return page.paragraph(text.isEmpty() ? "There are no more users." : "Nobody is called like this.")
                    .ok();
        }
        Table table = Table.of("In the order of their user names", "User name", "Name", "Roles", "State");
        List<AccountEntry> shown = found.subList(0, Math.min(PAGE, found.size()));
        shown.forEach(entry -> table.row(row(entry)));
        page.add(table.element());
        if (found.size() > PAGE) {
            String next = "/admin/users?text=" + encoded(text) + "&after="
                    + encoded(shown.get(PAGE - 1).account().username());
            page.add(Element.of("p").add(Element.link(next, "Next page")));
        }
        return page.ok();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<Content> row(AccountEntry entry) {
        return List.of(
                Element.link("/admin/users/" + entry.subject(), entry.account().username()),
                Content.text(entry.account().name()),
                Content.text(roles(entry)),
                Content.text(state(entry)));
    }

    static String roles(AccountEntry entry) {
        return entry.account().roles().stream()
                .map(Role::code)
                .sorted()
                .map(code -> code.replace('-', ' '))
                .collect(Collectors.joining(", "));
    }

    static String state(AccountEntry entry) {
        if (entry.disabled()) {
            return "disabled";
        }
        return entry.passwordToChange() ? "has a one-time password" : "active";
    }

    @GetMapping("/users/new")
    ResponseEntity<byte[]> fresh(@AuthenticationPrincipal SignedIn who, CsrfToken token) {
        return form(who, UserForm.EMPTY, null, token).ok();
    }

    @PostMapping("/users/new")
    ResponseEntity<byte[]> create(@AuthenticationPrincipal SignedIn who, CsrfToken token, HttpServletRequest request) {
        UserForm form = UserForm.of(request);
        try {
            Accounts.Issued issued = accounts.create(form.draft());
            trail.administration(request, "account.create", issued.entry().subject());
            return issued(Page.titled("User created", who, token), issued).ok();
        } catch (AccountRefused e) {
            return form(who, form, e, token).status(422);
        }
    }

    private static Page form(SignedIn who, UserForm form, @Nullable AccountRefused refusal, CsrfToken token) {
        Page page = Page.titled("Create a user", who, token)
                .paragraph("The user gets a one-time password, which you will see once and hand over to them. They "
                        + "choose their own at the first sign-in.");
        String unplaced = refusal == null
                        || refusal.field().equals("username")
                        || refusal.field().equals("name")
                ? ""
                : String.valueOf(refusal.getMessage());
        return page.error(unplaced)
                .add(form.fields(Form.post("/admin/users/new", token), true, refusal)
                        .submit("Create the user"));
    }

    /** Shows a one-time password, the only time that anybody sees it. */
    static Page issued(Page page, Accounts.Issued issued) {
        return page.paragraph("One-time password of " + issued.entry().account().username() + ":")
                .add(Element.of("code", issued.oneTimePassword()).with("class", "secret"))
                .paragraph("Hand it over in person, by phone or in a letter, not by mail. It is shown only now; if it "
                        + "gets lost, make another.")
                .add(Element.of("p")
                        .add(Element.link("/admin/users/" + issued.entry().subject(), "Back to the user")));
    }
}
