package health.throughline.auth.authorize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.account.Account;
import health.throughline.auth.account.AccountDirectory;
import health.throughline.auth.account.SignedIn;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.page.Markup;
import health.throughline.auth.page.Sheet;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.site.Issuing;
import health.throughline.auth.site.Random256;
import health.throughline.auth.trail.AuthTrail;
import health.throughline.auth.trail.AuthTrail.Event;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.AuditEntry;
import health.throughline.store.auth.HandleTable;
import health.throughline.store.auth.Hashes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where apps send the browser to be authorized: by GET and POST, whether the user is signed in already or not. */
@RestController
@Issuing
final class AuthorizeEndpoint {

    static final String PATIENT = "/oauth2/patient";
    static final String CONSENT = "/oauth2/consent";

    private static final String RESUME = "resume";
    private static final String SAVED_REQUEST = "SPRING_SECURITY_SAVED_REQUEST";
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final int LONGEST = 200_000;
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;

    private final AuthorizeRequests requests;
    private final AuthorizeFlow flow;
    private final ClientRegistrations clients;
    private final AccountDirectory accounts;
    private final HandleTable handles;
    private final AuthTrail trail;

    AuthorizeEndpoint(
            AuthorizeRequests requests,
            AuthorizeFlow flow,
            ClientRegistrations clients,
            AccountDirectory accounts,
            HandleTable handles,
            AuthTrail trail) {
        this.requests = requests;
        this.flow = flow;
        this.clients = clients;
        this.accounts = accounts;
        this.handles = handles;
        this.trail = trail;
    }

    @GetMapping("/oauth2/authorize")
    ResponseEntity<byte[]> get(HttpServletRequest http) {
        String resume = http.getParameter(RESUME);
        if (resume == null) {
            return authorize(http.getParameterMap(), http);
        }
        Optional<Map<String, String[]>> kept = handles.find(RESUME, resume).map(AuthorizeEndpoint::parameters);
        return kept.isPresent() ? authorize(kept.get(), http) : lost();
    }

    /**
     * A POST from another site comes without the session's cookie (SameSite), so what it says is kept and the browser is
     * sent on to a GET, which has it.
     */
    @PostMapping("/oauth2/authorize")
    ResponseEntity<byte[]> post(HttpServletRequest http) {
        try {
            requests.read(http.getParameterMap());
            return to(SEE_OTHER, "/oauth2/authorize?" + RESUME + "=" + kept(http.getParameterMap()));
        } catch (AuthorizeRefused e) {
            return refused(e, http);
        }
    }

    private ResponseEntity<byte[]> authorize(Map<String, String[]> parameters, HttpServletRequest http) {
        try {
            AuthorizeRequest request = requests.read(parameters);
            Optional<Account> account = signedIn();
            if (account.isEmpty() && request.prompt().equals("none")) {
                throw request.refused("login_required", "Nobody is signed in.");
            }
            return account.isEmpty() ? signIn(parameters, http) : next(request, account.get(), http);
        } catch (AuthorizeRefused e) {
            return refused(e, http);
        }
    }

    Optional<Account> signedIn() {
        return accounts.signedIn(SecurityContextHolder.getContext().getAuthentication());
    }

    /** When the user signed in: the auth_time of id tokens. */
    private static Instant since() {
        Authentication now = SecurityContextHolder.getContext().getAuthentication();
        return now != null && now.getPrincipal() instanceof SignedIn who ? who.since() : Instant.now();
    }

    /** What the session is known by in what outlives the request. */
    static String session(HttpServletRequest http) {
        HttpSession session = http.getSession(false);
        return session == null ? "" : HexFormat.of().formatHex(Hashes.of(session.getId()));
    }

    private ResponseEntity<byte[]> signIn(Map<String, String[]> parameters, HttpServletRequest http) {
        String back = "/oauth2/authorize?" + RESUME + "=" + kept(parameters);
        http.getSession(true).setAttribute(SAVED_REQUEST, new SimpleSavedRequest(back));
        return to(FOUND, "/login");
    }

    private String kept(Map<String, String[]> parameters) {
        ObjectNode json = FhirJson.object();
        parameters.forEach((name, values) -> json.put(name, values[0]));
        byte[] text = FhirJson.bytes(json);
        if (text.length > LONGEST) {
            throw new AuthorizeRefused("invalid_request", "The request is too long.", null);
        }
        String handle = Random256.text();
        handles.put(RESUME, handle, new String(text, StandardCharsets.UTF_8), LIFETIME);
        return handle;
    }

    private static Map<String, String[]> parameters(String text) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        JsonNode json = FhirJson.parseStored(text.getBytes(StandardCharsets.UTF_8));
        json.properties()
                .forEach(one -> parameters.put(
                        one.getKey(), new String[] {one.getValue().asText()}));
        return parameters;
    }

    private ResponseEntity<byte[]> next(AuthorizeRequest request, Account account, HttpServletRequest http) {
        Pending pending = flow.begin(request, account, session(http), since());
        boolean asks = pending.wantsPatient() || !flow.approved(pending) || pending.wantsEncounter();
        if (request.prompt().equals("none") && asks) {
            throw request.refused("interaction_required", "The user must be asked.");
        }
        if (pending.wantsPatient()) {
            return to(FOUND, PATIENT + "?request=" + flow.keep(pending));
        }
        return asks || request.prompt().equals("consent")
                ? to(FOUND, CONSENT + "?request=" + flow.keep(pending))
                : completed(pending, pending.scopes(), request.client(), http);
    }

    /** The browser goes back to the app with a code. */
    ResponseEntity<byte[]> completed(Pending pending, SmartScopes granted, Client client, HttpServletRequest http) {
        String url = flow.complete(pending, granted, client);
        trail.write(
                http,
                new Event(
                        AuditEntry.Kind.TOKEN,
                        client.id(),
                        pending.subject(),
                        pending.context().patient(),
                        "code",
                        ""));
        return to(FOUND, url);
    }

    /** After a page: the client as it is by now. */
    ResponseEntity<byte[]> completed(Pending pending, SmartScopes granted, HttpServletRequest http) {
        Optional<Client> client = clients.enabled(pending.clientId());
        return client.isPresent() ? completed(pending, granted, client.get(), http) : lost();
    }

    ResponseEntity<byte[]> refused(AuthorizeRefused refusal, HttpServletRequest http) {
        AuthorizeRefused.Return target = refusal.target();
        String client = Optional.ofNullable(http.getParameter("client_id"))
                .flatMap(clients::find)
                .map(Client::id)
                .orElse("");
        trail.write(http, Event.token(client, "", "refused", refusal.error()));
        if (target != null) {
            String text = refusal.getMessage();
            return to(FOUND, flow.refused(target, refusal.error(), text == null ? "" : text));
        }
        return Sheet.of(
                400,
                "This app cannot be opened",
                new Markup()
                        .element("p", String.valueOf(refusal.getMessage()))
                        .element("p", "Nothing was shared. Tell the makers of the app."));
    }

    static ResponseEntity<byte[]> lost() {
        return Sheet.of(
                400,
                "Start again",
                new Markup()
                        .element("p", "This page has expired or was not meant for you. Nothing was shared.")
                        .element("p", "Go back to the app and begin anew."));
    }

    static ResponseEntity<byte[]> to(int status, String url) {
        HttpHeaders headers = new HttpHeaders();
        headers.setLocation(URI.create(url));
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        return ResponseEntity.status(status).headers(headers).build();
    }
}
