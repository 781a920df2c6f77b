package health.throughline.auth.client;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a registration must be like, so that no later step has to doubt it. */
public final class ClientRules {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");
    private static final Set<String> NEVER = Set.of("javascript", "data", "file", "vbscript", "blob", "about", "ftp");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[A-Za-z0-9.\\-]+(:\\d{1,5})?|http://\\[::1](:\\d{1,5})?");
    private static final Pattern PRIVATE_SCHEME = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z0-9-]+)+");
    private static final int NAME = 200;
    private static final int TEXT = 2000;
    private static final int URL = 2000;
    private static final int MOST = 50;
    private static final int KEYS = 20_000;

    private final List<String> faults = new ArrayList<>();

    private ClientRules() {}

    /** @throws Refusal UNPROCESSABLE with every fault */
    static void check(ClientDraft draft) {
        ClientRules rules = new ClientRules();
        rules.texts(draft);
        rules.urls(draft);
        rules.keys(draft);
        rules.scopes(draft);
        if (!rules.faults.isEmpty()) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    rules.faults.stream()
                            .map(fault -> health.throughline.fhir.Issue.error("business-rule", fault, null))
                            .toList());
        }
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private void texts(ClientDraft draft) {
        require(
                !draft.name().isBlank() && draft.name().length() <= NAME,
                "A client needs a name of at most 200 characters.");
        require(draft.description().length() <= TEXT, "The description is longer than 2000 characters.");
        require(
                draft.name().chars().noneMatch(Character::isISOControl)
                        && draft.description().chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)),
                "Name and description hold control characters.");
        require(
                draft.organization().isEmpty() || ResourceKey.isId(draft.organization()),
                "The organization is the id of an Organization, without its type.");
        Duration lifetime = draft.accessTokens();
        require(
                lifetime.toSeconds() >= 60 && lifetime.compareTo(ClientDraft.HOUR) <= 0,
                "Access tokens last between one minute and one hour.");
    }

    private void urls(ClientDraft draft) {
        require(draft.redirectUris().size() <= MOST, "There are more than 50 redirect URIs.");
        for (String uri : draft.redirectUris()) {
            require(
                    isRedirect(uri),
                    "A redirect URI is an absolute https URL without fragment, user or '..', an http URL of "
                            + "127.0.0.1 or [::1], or begins with a scheme in reverse domain form: " + shown(uri));
        }
        require(draft.launchUrl().isEmpty() || isWeb(draft.launchUrl()), "The launch URL is an absolute https URL.");
        require(draft.logoUrl().isEmpty() || isWeb(draft.logoUrl()), "The logo URL is an absolute https URL.");
        require(draft.corsOrigins().size() <= MOST, "There are more than 50 origins.");
        for (String origin : draft.corsOrigins()) {
            require(
                    ORIGIN.matcher(origin).matches(),
                    "An origin is scheme, host and port, such as https://app.example: " + shown(origin));
        }
    }

    private static String shown(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    static boolean isRedirect(String text) {
        URI uri = uri(text);
        if (uri == null || uri.getRawFragment() != null || text.indexOf('#') >= 0 || uri.getRawUserInfo() != null) {
            return false;
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        if (NEVER.contains(scheme) || text.contains("*") || text.contains("/../") || text.contains("\\")) {
            return false;
        }
        return switch (scheme) {
            case "https" -> uri.getHost() != null;
            case "http" -> uri.getHost() != null && LOOPBACK.contains(uri.getHost());
            default -> PRIVATE_SCHEME.matcher(scheme).matches();
        };
    }

    /** An https URL, or an http one of this machine for development. */
    static boolean isWeb(String text) {
        URI uri = uri(text);
        boolean local = uri != null
                && "http".equals(uri.getScheme())
                && uri.getHost() != null
                && (LOOPBACK.contains(uri.getHost()) || uri.getHost().equals("localhost"));
        return uri != null
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme()) || local);
    }

    private static @Nullable URI uri(String text) {
        if (text.length() > URL || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return null;
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private void keys(ClientDraft draft) {
        boolean any = !draft.jwksUrl().isEmpty() || !draft.jwks().isEmpty();
        if (draft.kind() != ClientKind.ASYMMETRIC) {
            require(!any, "Only an asymmetric client has keys.");
            return;
        }
        require(any, "An asymmetric client registers the URL of its JWKS, or the JWKS itself.");
        require(draft.jwksUrl().isEmpty() || draft.jwks().isEmpty(), "Give the URL of the JWKS or the JWKS, not both.");
        require(draft.jwksUrl().isEmpty() || isWeb(draft.jwksUrl()), "The URL of the JWKS is an absolute https URL.");
        if (!draft.jwks().isEmpty()) {
            inline(draft.jwks());
        }
    }

    private void inline(String text) {
        try {
            require(text.length() <= KEYS, "The JWKS is longer than 20000 characters.");
            JWKSet set = JWKSet.parse(text);
            require(!set.getKeys().isEmpty(), "The JWKS holds no key.");
            for (JWK key : set.getKeys()) {
                require(key.getKeyID() != null && !key.isPrivate(), "Each key of the JWKS is public and has a kid.");
            }
        } catch (ParseException e) {
            faults.add(
                    "The JWKS cannot be read: it is a JSON object with 'keys', each with kty, kid and its parameters.");
        }
    }

    private void scopes(ClientDraft draft) {
        require(!draft.scopes().isEmpty() && draft.scopes().size() <= 400, "A client has between 1 and 400 scopes.");
        for (String unknown : SmartScopes.unknown(draft.scopes())) {
            faults.add("This scope is not supported; modifiers, chains and parameters other than category are not: "
                    + shown(unknown));
        }
        boolean backend = SmartScopes.of(draft.scopes()).has(health.throughline.record.access.Permission.Level.SYSTEM);
        require(!backend || draft.kind() != ClientKind.PUBLIC, "A public client cannot have system/ scopes.");
        boolean users = SmartScopes.of(draft.scopes()).resources().stream()
                .anyMatch(scope -> scope.level() != health.throughline.record.access.Permission.Level.SYSTEM);
        require(
                !users || !draft.redirectUris().isEmpty(),
                "A client with patient/ or user/ scopes needs a redirect URI.");
    }
}
