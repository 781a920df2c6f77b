package health.throughline.auth.authorize;

import health.throughline.auth.account.Account;
import health.throughline.auth.client.Client;
import health.throughline.auth.launch.LaunchContext;
import health.throughline.auth.launch.Launches;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.site.PublicUrls;
import health.throughline.auth.site.Random256;
import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Permission.Level;
import health.throughline.store.auth.ApprovalTable;
import health.throughline.store.auth.HandleTable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The steps of an authorization: from a request to what must be asked of the user, and from there to a code. */
final class AuthorizeFlow {

    private static final String KIND = "authorization";
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final Launches launches;
    private final VisiblePatients patients;
    private final ApprovalTable approvals;
    private final HandleTable handles;
    private final Grants grants;
    private final PublicUrls urls;

    AuthorizeFlow(
            Launches launches,
            VisiblePatients patients,
            ApprovalTable approvals,
            HandleTable handles,
            Grants grants,
            PublicUrls urls) {
        this.launches = launches;
        this.patients = patients;
        this.approvals = approvals;
        this.handles = handles;
        this.grants = grants;
        this.urls = urls;
    }

    /** @throws AuthorizeRefused when the launch is not this user's, or no scope is left without a patient */
    Pending begin(AuthorizeRequest request, Account account, String session, Instant authenticated) {
        LaunchContext launched = launched(request, account);
        SmartScopes scopes =
                request.launch().isEmpty() ? request.scopes().withoutOther(SmartScopes.LAUNCH) : request.scopes();
        LaunchContext context = withPatient(scopes, launched, account);
        if (context.patient().isEmpty() && !scopes.has(SmartScopes.LAUNCH_PATIENT)) {
            scopes = scopes.without(Level.PATIENT);
        }
        if (scopes.isEmpty()) {
            throw request.refused("invalid_scope", "patient/ scopes need a patient: ask for launch/patient, too.");
        }
        return new Pending(
                request.client().id(),
                account.subject(),
                session,
                request.target(),
                scopes,
                request.challenge(),
                request.nonce(),
                authenticated,
                context);
    }

    private LaunchContext launched(AuthorizeRequest request, Account account) {
        if (request.launch().isEmpty()) {
            return LaunchContext.NONE;
        }
        if (!request.scopes().has(SmartScopes.LAUNCH)) {
            throw request.refused("invalid_request", "The parameter launch needs the scope launch.");
        }
        LaunchContext context = launches.take(request.launch(), request.client().id(), account.subject())
                .orElseThrow(() -> request.refused(
                        "invalid_request", "The launch is not known, was used, has expired, or is somebody else's."));
        if (!context.patient().isEmpty() && !patients.sees(account, context.patient())) {
            throw request.refused("access_denied", "The user may not see the patient of this launch.");
        }
        return context;
    }

    /** Who is a patient is their own context; who sees one only, that one. Others choose, if the app asks. */
    private LaunchContext withPatient(SmartScopes scopes, LaunchContext context, Account account) {
        boolean asked = scopes.has(SmartScopes.LAUNCH_PATIENT);
        ResourceKey user = account.user();
        if (!context.patient().isEmpty()) {
            return context;
        }
        if (user != null && user.type().equals("Patient")) {
            return asked || scopes.has(Level.PATIENT) ? LaunchContext.of(user.id(), "") : context;
        }
        if (asked) {
            List<VisiblePatients.Choice> all = patients.search(account, "", "").choices();
            return all.size() == 1 ? LaunchContext.of(all.get(0).id(), "") : context;
        }
        return context;
    }

    /** A handle for the next page. */
    String keep(Pending pending) {
        String handle = Random256.text();
        handles.put(KIND, handle, pending.text(), LIFETIME);
        return handle;
    }

    /** What a handle stands for, to whom it belongs only. */
    Optional<Pending> find(String handle, Account account, String session) {
        return handles.find(KIND, handle).map(Pending::of).filter(one -> belongs(one, account, session));
    }

    /** The same, once. */
    Optional<Pending> take(String handle, Account account, String session) {
        return find(handle, account, session)
                .flatMap(found -> handles.take(KIND, handle))
                .map(Pending::of);
    }

    private static boolean belongs(Pending pending, Account account, String session) {
        return pending.subject().equals(account.subject()) && pending.session().equals(session);
    }

    /** Whether all of it has been approved before, for the same patient. */
    boolean approved(Pending pending) {
        List<String> before = approvals.scopes(
                pending.clientId(), pending.subject(), pending.context().patient());
        return !before.isEmpty() && SmartScopes.of(before).covers(pending.scopes());
    }

    void approve(Pending pending, SmartScopes chosen) {
        approvals.put(pending.clientId(), pending.subject(), pending.context().patient(), chosen.texts());
    }

    /** Gives out the code; where the browser is to go with it. */
    String complete(Pending pending, SmartScopes granted, Client client) {
        SmartScopes within = granted.within(client.scopes());
        boolean online = within.has(SmartScopes.ONLINE) && !within.has(SmartScopes.OFFLINE);
        Grant.Detail detail = new Grant.Detail(
                pending.target().redirectUri(),
                pending.challenge(),
                pending.nonce(),
                pending.authenticated(),
                pending.context());
        Grant grant =
                Grants.newGrant(pending.clientId(), pending.subject(), online ? pending.session() : "", within, detail);
        return back(pending.target(), "code", grants.code(grant), "");
    }

    String refused(AuthorizeRefused.Return target, String error, String description) {
        return back(target, "error", error, description);
    }

    /** RFC 9207: who answers is told, so that answers of two servers cannot be mixed up. */
    private String back(AuthorizeRefused.Return target, String name, String value, String description) {
        StringBuilder url = new StringBuilder(target.redirectUri())
                .append(target.redirectUri().contains("?") ? '&' : '?')
                .append(name)
                .append('=')
                .append(encoded(value));
        if (!description.isEmpty()) {
            url.append("&error_description=").append(encoded(description));
        }
        if (!target.state().isEmpty()) {
            url.append("&state=").append(encoded(target.state()));
        }
        return url.append("&iss=").append(encoded(urls.issuer())).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
