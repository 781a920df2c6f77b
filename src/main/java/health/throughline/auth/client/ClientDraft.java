package health.throughline.auth.client;

import java.time.Duration;
import java.util.List;

/**
 * What is registered of a client; text that is not given is empty.
 *
 * @param description for the page of consent
 * @param redirectUris empty for a client without users
 * @param launchUrl where the app is launched from a chart
 * @param jwksUrl where its public keys are
 * @param jwks its public keys themselves, where there is no URL
 * @param scopes the most it can be granted
 * @param corsOrigins from which its pages call
 * @param organization id of the Organization that it discloses to; empty for the programme's own software
 * @param accessTokens how long its access tokens last at most
 */
public record ClientDraft(
        String name,
        String description,
        String logoUrl,
        ClientKind kind,
        List<String> redirectUris,
        String launchUrl,
        String jwksUrl,
        String jwks,
        List<String> scopes,
        List<String> corsOrigins,
        String organization,
        Duration accessTokens) {

    public static final Duration HOUR = Duration.ofHours(1);

    /** One with the least: a name, a kind, where it is sent back to, and scopes. */
    public static ClientDraft of(String name, ClientKind kind, List<String> redirectUris, List<String> scopes) {
        return new ClientDraft(name, "", "", kind, redirectUris, "", "", "", scopes, List.of(), "", HOUR);
    }

    /** The same with keys: at a URL, or given, one of them empty. */
    public ClientDraft withKeys(String url, String set) {
        return new ClientDraft(
                name,
                description,
                logoUrl,
                kind,
                redirectUris,
                launchUrl,
                url,
                set,
                scopes,
                corsOrigins,
                organization,
                accessTokens);
    }

    /** The same, launched at a URL and calling from origins. */
    public ClientDraft withLaunch(String url, List<String> origins) {
        return new ClientDraft(
                name,
                description,
                logoUrl,
                kind,
                redirectUris,
                url,
                jwksUrl,
                jwks,
                scopes,
                origins,
                organization,
                accessTokens);
    }
}
