package health.throughline.auth.authorize;

import health.throughline.auth.client.Client;
import health.throughline.auth.scope.SmartScopes;

/**
 * A request for authorization whose form is right.
 *
 * @param scopes what is asked, within what the client is registered for
 * @param launch handle of an EHR launch; empty for a standalone launch
 * @param challenge of PKCE, by S256
 * @param nonce empty when none was sent
 * @param prompt of OpenID Connect; empty when none was sent
 */
record AuthorizeRequest(
        Client client,
        AuthorizeRefused.Return target,
        SmartScopes scopes,
        String launch,
        String challenge,
        String nonce,
        String prompt) {

    AuthorizeRefused refused(String error, String description) {
        return new AuthorizeRefused(error, description, target);
    }
}
