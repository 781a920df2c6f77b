package health.throughline.auth.admin;

import health.throughline.auth.account.SignedIn;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.token.Grants;
import health.throughline.auth.token.SigningKeys;
import health.throughline.auth.trail.AuthTrail;
import health.throughline.auth.trail.AuthTrail.Event;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.record.access.AuditEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Clients and signing keys, for administrators and their scripts; the filter chain of /admin lets nobody else in. */
@ConditionalOnWebApplication
@RestController
@RequestMapping("/admin/api")
final class ClientsApi {

    private static final int CREATED = 201;
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final ClientRegistrations clients;
    private final Grants grants;
    private final SigningKeys keys;
    private final AuthTrail trail;

    ClientsApi(ClientRegistrations clients, Grants grants, SigningKeys keys, AuthTrail trail) {
        this.clients = clients;
        this.grants = grants;
        this.keys = keys;
        this.trail = trail;
    }

    /** A client as JSON; {@code secret} only right after it was made. */
    record Shown(
            String clientId,
            boolean enabled,
            Terms terms,
            @Nullable String secret) {

        static Shown of(Client client, @Nullable String secret) {
            return new Shown(client.id(), client.enabled(), Terms.of(client.terms()), secret);
        }
    }

    /** What is registered of it; what is left out is empty. */
    record Terms(
            @Nullable String name,
            @Nullable String description,
            @Nullable String logoUrl,
            @Nullable String kind,
            @Nullable List<String> redirectUris,
            @Nullable String launchUrl,
            @Nullable String jwksUrl,
            @Nullable String jwks,
            @Nullable List<String> scopes,
            @Nullable List<String> corsOrigins,
            @Nullable String organization,
            @Nullable Integer accessTokenSeconds) {

        static Terms of(ClientDraft draft) {
            return new Terms(
                    draft.name(),
                    draft.description(),
                    draft.logoUrl(),
                    draft.kind().name().toLowerCase(Locale.ROOT),
                    draft.redirectUris(),
                    draft.launchUrl(),
                    draft.jwksUrl(),
                    draft.jwks(),
                    draft.scopes(),
                    draft.corsOrigins(),
                    draft.organization(),
                    (int) draft.accessTokens().toSeconds());
        }

        ClientDraft draft() {
            return new ClientDraft(
                    text(name),
                    text(description),
                    text(logoUrl),
                    kinds(text(kind)),
                    list(redirectUris),
                    text(launchUrl),
                    text(jwksUrl),
                    text(jwks),
                    list(scopes),
                    list(corsOrigins),
                    text(organization),
                    accessTokenSeconds == null ? ClientDraft.HOUR : Duration.ofSeconds(accessTokenSeconds));
        }

        private static ClientKind kinds(String text) {
            try {
                return ClientKind.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new Refusal(Refusal.Reason.UNPROCESSABLE, "kind is public, symmetric or asymmetric.");
            }
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text;
        }

        private static List<String> list(@Nullable List<String> list) {
            return list == null ? List.of() : list;
        }
    }

    @GetMapping("/clients")
    List<Shown> list() {
        return clients.list().stream().map(client -> Shown.of(client, null)).toList();
    }

    @GetMapping("/clients/{id}")
    Shown one(@PathVariable String id) {
        return Shown.of(found(id), null);
    }

    private Client found(String id) {
        return clients.find(id).orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such client."));
    }

    @PostMapping("/clients")
    ResponseEntity<Shown> create(
            @RequestBody Terms terms, @AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
        ClientRegistrations.Registered made = clients.create(terms.draft());
        note(request, who, made.client().id(), "client.create");
        String secret = made.secret().isEmpty() ? null : made.secret();
        return ResponseEntity.status(CREATED).body(Shown.of(made.client(), secret));
    }

    @PutMapping("/clients/{id}")
    Shown update(
            @PathVariable String id,
            @RequestBody Terms terms,
            @AuthenticationPrincipal SignedIn who,
            HttpServletRequest request) {
        Client client = clients.update(id, terms.draft());
        note(request, who, id, "client.update");
        return Shown.of(client, null);
    }

    @PostMapping("/clients/{id}/disable")
    Shown disable(@PathVariable String id, @AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
        Client client = clients.enable(id, false);
        grants.endOfClient(id);
        note(request, who, id, "client.disable");
        return Shown.of(client, null);
    }

    @PostMapping("/clients/{id}/enable")
    Shown enable(@PathVariable String id, @AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
        Client client = clients.enable(id, true);
        note(request, who, id, "client.enable");
        return Shown.of(client, null);
    }

    /** The old secret works for a day more. */
    @PostMapping("/clients/{id}/secret")
    Shown rotate(@PathVariable String id, @AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
        String secret = clients.rotateSecret(id, OVERLAP);
        note(request, who, id, "client.secret");
        return Shown.of(found(id), secret);
    }

    /** A new key signs from now on; the old one stays published until all it signed has expired. */
    @PostMapping("/keys")
    Map<String, String> rotateKeys(@AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
        keys.rotate();
        note(request, who, "", "keys.rotate");
        return Map.of("state", "rotated");
    }

    private void note(HttpServletRequest request, SignedIn who, String client, String what) {
        trail.write(request, new Event(AuditEntry.Kind.ADMINISTRATION, client, who.subject(), "", what, ""));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, List<String>>> refused(Refusal refusal) {
        int status = refusal.reason() == Refusal.Reason.NOT_FOUND ? 404 : 422;
        return ResponseEntity.status(status)
                .body(Map.of(
                        "errors",
                        refusal.issues().stream().map(Issue::diagnostics).toList()));
    }
}
