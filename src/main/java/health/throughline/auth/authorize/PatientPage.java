package health.throughline.auth.authorize;

import health.throughline.auth.account.Account;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.launch.LaunchContext;
import health.throughline.auth.page.Markup;
import health.throughline.auth.page.Sheet;
import health.throughline.auth.site.Issuing;
import health.throughline.auth.trail.AuthTrail;
import health.throughline.auth.trail.AuthTrail.Event;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.AuditEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a user chooses the patient that an app asked for, among those whose record the user may see. */
@RestController
@Issuing
final class PatientPage {

    private static final int FOUND = 302;

    private final AuthorizeEndpoint endpoint;
    private final AuthorizeFlow flow;
    private final VisiblePatients patients;
    private final ClientRegistrations clients;
    private final AuthTrail trail;

    PatientPage(
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

    @GetMapping(AuthorizeEndpoint.PATIENT)
    ResponseEntity<byte[]> show(
            @RequestParam(defaultValue = "") String request,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String from,
            HttpServletRequest http) {
        Optional<Account> account = endpoint.signedIn();
        Optional<Pending> pending = account.flatMap(one -> pending(request, one, http));
        if (account.isEmpty() || pending.isEmpty()) {
            return AuthorizeEndpoint.lost();
        }
        VisiblePatients.Page page = patients.search(account.get(), name, from);
        trail.write(
                http,
                page.choices().stream()
                        .map(choice -> shown(pending.get(), choice))
                        .toArray(Event[]::new));
        String app = clients.find(pending.get().clientId())
                .map(client -> client.terms().name())
                .orElse("");
        return Sheet.of(
                200,
                "Choose a client",
                main(request, name, app, page),
                ConsentPage.formTarget(pending.get().target().redirectUri()));
    }

    /** Who is shown on the page was looked up, too. */
    private static Event shown(Pending pending, VisiblePatients.Choice choice) {
        return new Event(
                AuditEntry.Kind.QUERY, pending.clientId(), pending.subject(), choice.id(), "choice of a patient", "");
    }

    private static Markup main(String request, String name, String app, VisiblePatients.Page page) {
        Markup main = new Markup()
                .raw("<p>")
                .text(app)
                .raw(" asks whose record you want to open with it.</p>\n<form method=\"get\" role=\"search\" action=\""
                        + AuthorizeEndpoint.PATIENT + "\">")
                .hidden("request", request)
                .raw("<div class=\"field\"><label for=\"name\">Name or id</label>"
                        + "<input type=\"text\" id=\"name\" name=\"name\" autocomplete=\"off\" value=\"")
                .text(name)
                .raw("\"></div><button class=\"quiet\">Search</button></form>\n");
        if (page.choices().isEmpty()) {
            return main.element("p", "Nobody whom you may see goes by this.");
        }
        main.raw("<form class=\"wide\" method=\"post\" action=\"" + AuthorizeEndpoint.PATIENT + "\">")
                .hidden("request", request)
                .raw("<table role=\"table\"><caption>Those whom you may see</caption>"
                        + "<thead role=\"rowgroup\"><tr role=\"row\">");
        for (String column : List.of("Name", "Born", "Id", "Choose")) {
            main.raw("<th scope=\"col\" role=\"columnheader\">" + column + "</th>");
        }
        main.raw("</tr></thead><tbody role=\"rowgroup\">\n");
        page.choices().forEach(choice -> row(main, choice));
        main.raw("</tbody></table></form>\n");
        if (!page.next().isEmpty()) {
            main.raw("<form method=\"get\" action=\"" + AuthorizeEndpoint.PATIENT + "\">")
                    .hidden("request", request)
                    .hidden("name", name)
                    .hidden("from", page.next())
                    .raw("<button class=\"quiet\">Show more</button></form>\n");
        }
        return main;
    }

    private static void row(Markup main, VisiblePatients.Choice choice) {
        main.raw("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">")
                .text(choice.name())
                .raw("</th><td role=\"cell\" data-label=\"Born\">")
                .text(choice.born())
                .raw("</td><td role=\"cell\" data-label=\"Id\">")
                .text(choice.id())
                .raw("</td><td role=\"cell\"><button name=\"patient\" value=\"")
                .text(choice.id())
                .raw("\" aria-label=\"Choose ")
                .text(choice.name())
                .raw("\">Choose</button></td></tr>\n");
    }

    @PostMapping(AuthorizeEndpoint.PATIENT)
    ResponseEntity<byte[]> choose(
            @RequestParam(defaultValue = "") String request,
            @RequestParam(defaultValue = "") String patient,
            HttpServletRequest http) {
        Optional<Account> account = endpoint.signedIn();
        Optional<Pending> pending = account.flatMap(one -> pending(request, one, http));
        if (account.isEmpty() || pending.isEmpty()) {
            return AuthorizeEndpoint.lost();
        }
        if (!patients.sees(account.get(), patient)) {
            return unseen(pending.get(), patient, http);
        }
        if (flow.take(request, account.get(), AuthorizeEndpoint.session(http)).isEmpty()) {
            return AuthorizeEndpoint.lost();
        }
        Pending chosen = pending.get().with(LaunchContext.of(patient, ""));
        Optional<Client> client = clients.enabled(chosen.clientId());
        return client.isPresent() && flow.approved(chosen) && !chosen.wantsEncounter()
                ? endpoint.completed(chosen, chosen.scopes(), client.get(), http)
                : AuthorizeEndpoint.to(FOUND, AuthorizeEndpoint.CONSENT + "?request=" + flow.keep(chosen));
    }

    private Optional<Pending> pending(String request, Account account, HttpServletRequest http) {
        return flow.find(request, account, AuthorizeEndpoint.session(http)).filter(Pending::wantsPatient);
    }

    private ResponseEntity<byte[]> unseen(Pending pending, String patient, HttpServletRequest http) {
        String known = ResourceKey.isId(patient) ? patient : "";
        trail.write(
                http,
                new Event(
                        AuditEntry.Kind.TOKEN, pending.clientId(), pending.subject(), known, "patient", "not visible"));
        return Sheet.of(
                400,
                "This record cannot be opened",
                new Markup()
                        .element(
                                "p", "There is nobody of this id whom you may see. Go back and choose from the list."));
    }
}
