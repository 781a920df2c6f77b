package health.throughline.auth.authorize;

import health.throughline.auth.account.Account;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.launch.LaunchContext;
import health.throughline.auth.page.Markup;
import health.throughline.auth.page.Sheet;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.site.Issuing;
import health.throughline.auth.trail.AuthTrail;
import health.throughline.auth.trail.AuthTrail.Event;
import health.throughline.record.access.AuditEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a user approves what an app asked for, or a part of it. */
@RestController
@Issuing
final class ConsentPage {

    private static final Set<String> CHOICE = Set.of(SmartScopes.OFFLINE, SmartScopes.ONLINE);

    private final AuthorizeEndpoint endpoint;
    private final AuthorizeFlow flow;
    private final VisiblePatients patients;
    private final ClientRegistrations clients;
    private final AuthTrail trail;

    ConsentPage(
            AuthorizeEndpoint endpoint,
            AuthorizeFlow flow,
            VisiblePatients patients,
            ClientRegistrations clients,
            AuthTrail trail) {
        this.endpoint = endpoint;
        this.flow = flow;
        this.patients = patients;
        this.clients = clients;
        this.trail = trail;
    }

    @GetMapping(AuthorizeEndpoint.CONSENT)
    ResponseEntity<byte[]> show(@RequestParam(defaultValue = "") String request, HttpServletRequest http) {
        Optional<Account> account = endpoint.signedIn();
        Optional<Pending> found = account.flatMap(one -> flow.find(request, one, AuthorizeEndpoint.session(http)))
                .filter(one -> !one.wantsPatient());
        Optional<Client> client = found.map(Pending::clientId).flatMap(clients::enabled);
        if (account.isEmpty() || found.isEmpty() || client.isEmpty()) {
            return AuthorizeEndpoint.lost();
        }
        Pending pending = found.get();
        Markup main = new Markup()
                .raw("<p><strong>")
                .text(client.get().terms().name())
                .raw("</strong> asks for access on your behalf. You are signed in as ")
                .text(account.get().name())
                .raw(".</p>\n");
        if (!client.get().terms().description().isEmpty()) {
            main.element("p", client.get().terms().description());
        }
        whose(main, account.get(), pending);
        main.raw("<form method=\"post\" action=\"" + AuthorizeEndpoint.CONSENT + "\">")
                .hidden("request", request);
        scopes(main, pending.scopes());
        if (pending.wantsEncounter()) {
            visits(main, patients.visits(account.get(), pending.context().patient()));
        }
        main.raw(
                "<p class=\"hint\">You can take this back at any time: sign in here and open Your apps in your account.</p>\n"
                        + "<p class=\"decision\"><button name=\"decision\" value=\"allow\">Allow</button>"
                        + "<button class=\"quiet\" name=\"decision\" value=\"deny\">Do not allow</button></p></form>");
        return Sheet.of(200, "Allow access?", main, formTarget(pending.target().redirectUri()));
    }

    private void whose(Markup main, Account account, Pending pending) {
        String patient = pending.context().patient();
        if (!patient.isEmpty()) {
            patients.search(account, patient, "").choices().stream()
                    .filter(choice -> choice.id().equals(patient))
                    .findFirst()
                    .ifPresent(choice -> main.element(
                            "p",
                            "Record: " + choice.name() + (choice.born().isEmpty() ? "" : ", born " + choice.born())));
        }
    }

    private static void scopes(Markup main, SmartScopes scopes) {
        List<String> given =
                scopes.others().stream().filter(one -> !CHOICE.contains(one)).toList();
        if (!given.isEmpty()) {
            main.raw("<h2>If you allow it, it will</h2>\n<ul>\n");
            given.forEach(one -> main.element("li", ScopeWords.of(one)));
            main.raw("</ul>\n");
            given.forEach(one -> main.hidden("scope", one));
        }
        main.raw("<fieldset><legend>It may also; untick what you do not want</legend>\n");
        scopes.resources().forEach(scope -> {
            box(main, "", scope.toString(), ScopeWords.of(scope), true);
            ScopeWords.parts(scope)
                    .forEach((part, words) -> box(main, " part", part.toString(), "or only " + words, false));
        });
        scopes.others().stream()
                .filter(CHOICE::contains)
                .forEach(other -> box(main, "", other, ScopeWords.of(other), true));
        main.raw("</fieldset>\n");
    }

    private static void box(Markup main, String kind, String value, String words, boolean ticked) {
        choice(main, kind, "type=\"checkbox\" name=\"scope\"", value, words, ticked);
    }

    private static void choice(Markup main, String kind, String input, String value, String words, boolean ticked) {
        main.raw("<label class=\"choice" + kind + "\"><input " + input + " value=\"")
                .text(value)
                .raw(ticked ? "\" checked> " : "\"> ")
                .element("span", words)
                .raw("</label>\n");
    }

    private static void visits(Markup main, List<VisiblePatients.Visit> visits) {
        String radio = "type=\"radio\" name=\"encounter\"";
        main.raw("<fieldset><legend>About which visit?</legend>\n");
        choice(main, "", radio, "", "None in particular", true);
        visits.forEach(visit -> choice(main, "", radio, visit.id(), visit.description(), false));
        main.raw("</fieldset>\n");
    }

    /** Browsers let a form's answer redirect only to where the policy allows. */
    static String formTarget(String redirect) {
        URI uri = URI.create(redirect);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        return web ? uri.getScheme() + "://" + uri.getRawAuthority() : uri.getScheme() + ":";
    }

    @PostMapping(AuthorizeEndpoint.CONSENT)
    ResponseEntity<byte[]> decide(
            @RequestParam(defaultValue = "") String request,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String encounter,
            HttpServletRequest http) {
        Optional<Account> account = endpoint.signedIn();
        Optional<Pending> found = account.flatMap(one -> flow.take(request, one, AuthorizeEndpoint.session(http)))
                .filter(one -> !one.wantsPatient());
        if (account.isEmpty() || found.isEmpty()) {
            return AuthorizeEndpoint.lost();
        }
        Pending pending = withEncounter(found.get(), account.get(), encounter);
        SmartScopes chosen = chosen(pending, http.getParameterValues("scope"));
        boolean allowed = decision.equals("allow") && !chosen.isEmpty();
        trail.write(http, event(pending, allowed));
        if (!allowed) {
            return endpoint.refused(
                    new AuthorizeRefused("access_denied", "The user did not allow it.", pending.target()), http);
        }
        flow.approve(pending, chosen);
        return endpoint.completed(pending, chosen, http);
    }

    private static Event event(Pending pending, boolean allowed) {
        return new Event(
                AuditEntry.Kind.TOKEN,
                pending.clientId(),
                pending.subject(),
                pending.context().patient(),
                "approval",
                allowed ? "" : "denied");
    }

    private Pending withEncounter(Pending pending, Account account, String encounter) {
        boolean one = pending.wantsEncounter()
                && patients.visits(account, pending.context().patient()).stream()
                        .anyMatch(visit -> visit.id().equals(encounter));
        return one ? pending.with(LaunchContext.of(pending.context().patient(), encounter)) : pending;
    }

    /**
     * Only what was asked, and written as it was asked, however the form was filled in. Who ticks a part of something wants
     * no more than that, though the whole may still be ticked, too.
     */
    private static SmartScopes chosen(Pending pending, String[] ticked) {
        Set<String> texts = new LinkedHashSet<>(ticked == null ? List.of() : List.of(ticked));
        pending.scopes().resources().stream()
                .filter(whole ->
                        ScopeWords.parts(whole).keySet().stream().anyMatch(part -> texts.contains(part.toString())))
                .forEach(whole -> texts.remove(whole.toString()));
        SmartScopes chosen = pending.scopes().within(SmartScopes.of(texts));
        boolean data =
                !chosen.resources().isEmpty() || pending.scopes().resources().isEmpty();
        return data ? chosen : SmartScopes.none();
    }
}
