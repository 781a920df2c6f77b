package health.throughline.auth.admin;

import health.throughline.auth.account.SignedIn;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.login.SecurityTrail;
import health.throughline.auth.login.SignIn;
import health.throughline.auth.token.Grants;
import health.throughline.auth.web.page.Content;
import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Form;
import health.throughline.auth.web.page.Page;
import health.throughline.auth.web.page.Table;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The apps that may ask for tokens, as administrators register and change them. */
@ConditionalOnWebApplication
@RestController
@RequestMapping("/admin/clients")
final class ClientPages {

    private static final String PATH = "/admin/clients";
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final ClientRegistrations clients;
    private final Grants grants;
    private final SecurityTrail trail;

    ClientPages(ClientRegistrations clients, Grants grants, SecurityTrail trail) {
        this.clients = clients;
        this.grants = grants;
        this.trail = trail;
    }

    @GetMapping
    ResponseEntity<byte[]> apps(@AuthenticationPrincipal SignedIn who, CsrfToken token) {
        Page page = Page.titled("Apps", who, token)
                .paragraph("Apps and other systems that may ask for access to the record.")
                .add(Element.of("p").add(Element.link(PATH + "/new", "Register an app")));
        List<Client> all = clients.list();
        if (all.isEmpty()) {
            return page.paragraph("None is registered yet.").ok();
        }
        Table table = Table.of("All apps", "Name", "Client id", "Kind", "State");
        all.forEach(client -> table.row(List.<Content>of(
                Element.link(PATH + "/" + client.id(), client.terms().name()),
                Content.text(client.id()),
                Content.text(client.terms().kind().name().toLowerCase(Locale.ROOT)),
                Content.text(client.enabled() ? "enabled" : "disabled"))));
        return page.add(table.element()).ok();
    }

    @GetMapping("/new")
    ResponseEntity<byte[]> fresh(@AuthenticationPrincipal SignedIn who, CsrfToken token) {
        return form(who, ClientForm.empty(), "", token).ok();
    }

    private static Page form(SignedIn who, ClientForm form, String error, CsrfToken token) {
        return Page.titled("Register an app", who, token)
                .error(error)
                .add(form.fields(Form.post(PATH + "/new", token), true).submit("Register the app"));
    }

    @PostMapping("/new")
    ResponseEntity<byte[]> register(
            @AuthenticationPrincipal SignedIn who, CsrfToken token, HttpServletRequest request) {
        ClientForm form = ClientForm.of(request);
        try {
            ClientRegistrations.Registered made = clients.create(form.draft());
            trail.administration(request, "client.create", made.client().id());
            return made(Page.titled("App registered", who, token), made.client().id(), made.secret())
                    .ok();
        } catch (Refusal e) {
            return form(who, form, faults(e), token).status(422);
        }
    }

    private static String faults(Refusal refusal) {
        if (refusal.reason() != Refusal.Reason.UNPROCESSABLE) {
            throw refusal;
        }
        return refusal.issues().stream().map(Issue::diagnostics).collect(Collectors.joining(" "));
    }

    private static Page made(Page page, String id, String secret) {
        page.paragraph("Its client id:").add(Element.of("code", id).with("class", "secret"));
        if (!secret.isEmpty()) {
            page.paragraph("Its secret, which is shown only now:")
                    .add(Element.of("code", secret).with("class", "secret"));
        }
        return page.add(Element.of("p").add(Element.link(PATH + "/" + id, "Back to the app")));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> app(@AuthenticationPrincipal SignedIn who, @PathVariable String id, CsrfToken token) {
        Client client = clients.find(id).orElse(null);
        if (client == null) {
            return Page.titled("No such app", who, token)
                    .add(Element.of("p").add(Element.link(PATH, "All apps")))
                    .status(404);
        }
        return page(who, client, ClientForm.of(client), "", token).ok();
    }

    private static Page page(SignedIn who, Client client, ClientForm form, String error, CsrfToken token) {
        String path = PATH + "/" + client.id();
        String kind = client.terms().kind().name().toLowerCase(Locale.ROOT);
        Page page = Page.titled(client.terms().name(), who, token)
                .error(error)
                .add(Table.facts(List.of(
                        List.of("Client id", client.id()),
                        List.of("Kind", kind),
                        List.of("State", client.enabled() ? "enabled" : "disabled"))))
                .heading("Change")
                .add(form.fields(Form.post(path, token), false).submit("Save"));
        if (kind.equals("symmetric")) {
            page.heading("Secret")
                    .paragraph("The old secret works for one more day, so that the app can be changed over.")
                    .add(Form.post(path + "/secret", token).submitQuietly("Make a new secret"));
        }
        page.heading("Access");
        return client.enabled()
                ? page.paragraph("A disabled app gets no tokens, and those it has are void at once.")
                        .add(Form.post(path + "/disable", token).submitQuietly("Disable this app"))
                : page.add(Form.post(path + "/enable", token).submitQuietly("Enable this app"));
    }

    @PostMapping("/{id}")
    ResponseEntity<byte[]> change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String id,
            CsrfToken token,
            HttpServletRequest request) {
        ClientForm form = ClientForm.of(request);
        Client client = found(id);
        try {
            clients.update(id, form.draft());
            trail.administration(request, "client.update", id);
            return SignIn.to(PATH + "/" + id);
        } catch (Refusal e) {
            return page(who, client, form, faults(e), token).status(422);
        }
    }

    private Client found(String id) {
        return clients.find(id).orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such app."));
    }

    @PostMapping("/{id}/secret")
    ResponseEntity<byte[]> rotate(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String id,
            CsrfToken token,
            HttpServletRequest request) {
        String secret = clients.rotateSecret(found(id).id(), OVERLAP);
        trail.administration(request, "client.secret", id);
        return made(Page.titled("New secret", who, token), id, secret).ok();
    }

    @PostMapping("/{id}/disable")
    ResponseEntity<byte[]> disable(@PathVariable String id, HttpServletRequest request) {
        clients.enable(found(id).id(), false);
        grants.endOfClient(id);
        trail.administration(request, "client.disable", id);
        return SignIn.to(PATH + "/" + id);
    }

    @PostMapping("/{id}/enable")
    ResponseEntity<byte[]> enable(@PathVariable String id, HttpServletRequest request) {
        clients.enable(found(id).id(), true);
        trail.administration(request, "client.enable", id);
        return SignIn.to(PATH + "/" + id);
    }
}
