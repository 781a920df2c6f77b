package health.throughline.auth.authorize;

import health.throughline.auth.authorize.AuthorizeRefused.Return;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.scope.InvalidScope;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.site.PublicUrls;
import health.throughline.record.access.Permission.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads requests for authorization.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html">SMART 2.2, app launch</a>
 */
final class AuthorizeRequests {

    private static final String INVALID = "invalid_request";
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern LOOPBACK = Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?([/?].*)?");
    private static final int STATE = 4096;
    private static final int NONCE = 1024;

    private final ClientRegistrations clients;
    private final PublicUrls urls;

    AuthorizeRequests(ClientRegistrations clients, PublicUrls urls) {
        this.clients = clients;
        this.urls = urls;
    }

    /** @throws AuthorizeRefused when something is wrong with it */
    AuthorizeRequest read(Map<String, String[]> parameters) {
        parameters.forEach((name, values) -> {
            if (values.length != 1) {
                throw new AuthorizeRefused(INVALID, "A parameter occurs more than once.", null);
            }
        });
        Client client = clients.enabled(one(parameters, "client_id"))
                .orElseThrow(() -> new AuthorizeRefused(INVALID, "The app is not known here.", null));
        String redirect = one(parameters, "redirect_uri");
        if (client.terms().redirectUris().stream().noneMatch(registered -> same(registered, redirect))) {
            throw new AuthorizeRefused(INVALID, "The app asks to be sent back to where it is not registered.", null);
        }
        return checked(client, new Return(redirect, one(parameters, "state")), parameters);
    }

    private static String one(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        return values == null ? "" : values[0];
    }

    /** To the letter; only the port of an app on the user's own machine is its own choice (RFC 8252, 7.3). */
    private static boolean same(String registered, String asked) {
        if (registered.equals(asked)) {
            return true;
        }
        return LOOPBACK.matcher(registered).matches()
                && LOOPBACK.matcher(asked).matches()
                && withoutPort(registered).equals(withoutPort(asked));
    }

    private static String withoutPort(String uri) {
        try {
            URI parsed = new URI(uri);
            return parsed.getScheme() + "://" + parsed.getHost()
                    + uri.substring(uri.indexOf(parsed.getRawAuthority())
                            + parsed.getRawAuthority().length());
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private AuthorizeRequest checked(Client client, Return target, Map<String, String[]> parameters) {
        require(
                one(parameters, "response_type").equals("code"),
                "unsupported_response_type",
                "response_type must be code.",
                target);
        require(
                !target.state().isEmpty() && target.state().length() <= STATE,
                INVALID,
                "state is missing or too long.",
                target);
        String challenge = one(parameters, "code_challenge");
        require(
                one(parameters, "code_challenge_method").equals("S256")
                        && CHALLENGE.matcher(challenge).matches(),
                INVALID,
                "A code_challenge with the code_challenge_method S256 is required.",
                target);
        String audience = one(parameters, "aud").isEmpty() ? one(parameters, "resource") : one(parameters, "aud");
        require(urls.isFhirBase(audience), INVALID, "aud must be the FHIR base of this server.", target);
        require(
                !parameters.containsKey("request") && !parameters.containsKey("request_uri"),
                INVALID,
                "Request objects are not supported.",
                target);
        String nonce = one(parameters, "nonce");
        require(nonce.length() <= NONCE, INVALID, "nonce is too long.", target);
        return new AuthorizeRequest(
                client,
                target,
                scopes(client, one(parameters, "scope"), target),
                one(parameters, "launch"),
                challenge,
                nonce,
                one(parameters, "prompt"));
    }

    private static void require(boolean holds, String error, String description, Return target) {
        if (!holds) {
            throw new AuthorizeRefused(error, description, target);
        }
    }

    private static SmartScopes scopes(Client client, String text, Return target) {
        SmartScopes asked;
        try {
            asked = SmartScopes.parse(text);
        } catch (InvalidScope e) {
            throw new AuthorizeRefused("invalid_scope", e.reason(), target);
        }
        require(
                !asked.has(Level.SYSTEM),
                "invalid_scope",
                "system/ scopes are for clients that act for themselves.",
                target);
        SmartScopes left = asked.within(client.scopes());
        require(!left.isEmpty(), "invalid_scope", "None of these scopes can be granted to this app.", target);
        return left;
    }
}
