package health.throughline.auth.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.account.Account;
import health.throughline.auth.account.AccountDirectory;
import health.throughline.auth.authorize.VisiblePatients;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.launch.LaunchContext;
import health.throughline.auth.launch.Launches;
import health.throughline.auth.scope.OwnScopes;
import health.throughline.auth.site.Issuing;
import health.throughline.auth.site.PublicUrls;
import health.throughline.auth.token.Grants;
import health.throughline.auth.trail.AuthTrail;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.record.access.AuditEntry;
import health.throughline.store.auth.TokenTable.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Begins EHR launches: for a member of staff who is signed in, or for an EHR that acts for one of them. */
@RestController
@Issuing
final class LaunchEndpoint {

    private static final String BEARER = "Bearer ";
    private static final int LARGEST = 65_536;
    private static final int CREATED = 201;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;

    private final AccountDirectory accounts;
    private final ClientRegistrations clients;
    private final VisiblePatients patients;
    private final Launches launches;
    private final Grants grants;
    private final PublicUrls urls;
    private final AuthTrail trail;

    LaunchEndpoint(
            AccountDirectory accounts,
            ClientRegistrations clients,
            VisiblePatients patients,
            Launches launches,
            Grants grants,
            PublicUrls urls,
            AuthTrail trail) {
        this.accounts = accounts;
        this.clients = clients;
        this.patients = patients;
        this.launches = launches;
        this.grants = grants;
        this.urls = urls;
        this.trail = trail;
    }

    /** The body names client_id, patient and, of an EHR, the user's subject; the rest of the context is free. */
    @PostMapping("/smart/launch")
    void launch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ObjectNode body;
        try {
            body = FhirJson.parse(request.getInputStream().readNBytes(LARGEST));
        } catch (Refusal e) {
            EndpointAnswers.error(response, BAD_REQUEST, "invalid_request", "Send a JSON object.");
            return;
        }
        Optional<Account> account = user(request, body);
        if (account.isEmpty()) {
            EndpointAnswers.error(response, UNAUTHORIZED, "access_denied", "Sign in, or send a token that may launch.");
            return;
        }
        Optional<Client> client = clients.enabled(body.path("client_id").asText(""))
                .filter(one -> !one.terms().launchUrl().isEmpty());
        LaunchContext context = LaunchContext.read(body);
        if (client.isEmpty() || !wellFormed(context)) {
            EndpointAnswers.error(
                    response, BAD_REQUEST, "invalid_request", "No such app to launch, or a wrong context.");
        } else if (!visible(account.get(), context)) {
            trail.write(request, event(client.get(), account.get(), context, "not visible"));
            EndpointAnswers.error(response, FORBIDDEN, "access_denied", "There is no such patient the user may see.");
        } else {
            trail.write(request, event(client.get(), account.get(), context, ""));
            EndpointAnswers.json(response, CREATED, launched(client.get(), account.get(), context));
        }
    }

    private static AuthTrail.Event event(Client client, Account account, LaunchContext context, String why) {
        return new AuthTrail.Event(
                AuditEntry.Kind.TOKEN, client.id(), account.subject(), context.patient(), "launch", why);
    }

    /** From a page of this server by its session, never from a page of another; from an EHR by its token. */
    private Optional<Account> user(HttpServletRequest request, JsonNode body) {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return mayLaunch(header.substring(BEARER.length()).strip())
                    ? accounts.active(body.path("user").asText(""))
                    : Optional.empty();
        }
        boolean json = String.valueOf(request.getContentType()).startsWith("application/json");
        return json && urls.origin().equals(request.getHeader("Origin"))
                ? accounts.signedIn(SecurityContextHolder.getContext().getAuthentication())
                : Optional.empty();
    }

    private boolean mayLaunch(String token) {
        return grants.token(token)
                .filter(row -> row.kind() == Kind.ACCESS && row.live(Instant.now()))
                .filter(row -> row.scopes().contains(OwnScopes.LAUNCH))
                .flatMap(row -> grants.find(row.authorization()))
                .filter(grant ->
                        grant.system() && clients.enabled(grant.clientId()).isPresent())
                .isPresent();
    }

    private boolean visible(Account account, LaunchContext context) {
        boolean patient = context.patient().isEmpty() || patients.sees(account, context.patient());
        return patient
                && (context.encounter().isEmpty()
                        || patients.seesVisit(account, context.patient(), context.encounter()));
    }

    /** Patient and Encounter have places of their own (SMART 2.2, fhirContext). */
    private static boolean wellFormed(LaunchContext context) {
        return context.fhirContext().stream().allMatch(one -> {
            String reference = String.valueOf(one.getOrDefault("reference", ""));
            boolean own = reference.startsWith("Patient/") || reference.startsWith("Encounter/");
            boolean role = !String.valueOf(one.getOrDefault("role", "launch")).equals("launch");
            return (one.containsKey("reference") || one.containsKey("canonical") || one.containsKey("identifier"))
                    && (!own || role);
        });
    }

    private ObjectNode launched(Client client, Account account, LaunchContext context) {
        String handle = launches.mint(client.id(), account.subject(), context);
        String url = client.terms().launchUrl();
        return FhirJson.object()
                .put("launch", handle)
                .put(
                        "url",
                        url + (url.contains("?") ? "&" : "?") + "iss="
                                + URLEncoder.encode(urls.fhir(), StandardCharsets.UTF_8) + "&launch=" + handle);
    }
}
