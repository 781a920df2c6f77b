package health.throughline.auth.external;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.scope.InvalidScope;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Party;
import health.throughline.record.access.Permission.Level;
import health.throughline.record.access.Role;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From tokens of another authorization server to callers. What a user is to the programme the accounts here say; a system
 * is let in only when it is registered here, so that it is known to whom it discloses.
 */
final class ExternalCallers {

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 10_000;
    private static final int LONGEST = 16_384;

    private final SignedTokens signed;
    private final IntrospectedTokens introspected;
    private final Accounts accounts;
    private final ClientRegistrations clients;
    private final String fhir;
    private final Cache<String, Caller> kept =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    ExternalCallers(
            SignedTokens signed,
            IntrospectedTokens introspected,
            Accounts accounts,
            ClientRegistrations clients,
            String fhir) {
        this.signed = signed;
        this.introspected = introspected;
        this.accounts = accounts;
        this.clients = clients;
        this.fhir = fhir;
    }

    /** @throws Refusal UNAUTHENTICATED when the token does not hold, or who it names may not come in */
    Caller verify(String token) {
        Caller known = kept.getIfPresent(token);
        if (known == null) {
            known = (token.length() > LONGEST ? Optional.<Map<String, Object>>empty() : claims(token))
                    .flatMap(claims -> caller(claims, token))
                    .orElseThrow(() -> new Refusal(
                            Refusal.Reason.UNAUTHENTICATED, "The access token does not hold here; get a new one."));
            kept.put(token, known);
        }
        return known;
    }

    private Optional<Map<String, Object>> claims(String token) {
        boolean jwt = token.chars().filter(c -> c == '.').count() == 2;
        return jwt ? signed.claims(token) : introspected.claims(token);
    }

    private Optional<Caller> caller(Map<String, Object> claims, String token) {
        SmartScopes scopes = scopes(claims);
        String clientId = text(claims, "client_id").isEmpty() ? text(claims, "azp") : text(claims, "client_id");
        Optional<Client> client = clients.find(clientId);
        if (clientId.isEmpty() || client.filter(one -> !one.enabled()).isPresent()) {
            return Optional.empty();
        }
        Party software = client.map(Client::party).orElse(new Party(clientId, clientId, null));
        String id = text(claims, "jti").isEmpty() ? HexFormat.of().formatHex(hash(token)) : text(claims, "jti");
        ResourceKey user = user(text(claims, "fhirUser"));
        if (user == null) {
            boolean system = client.isPresent() && scopes.has(Level.SYSTEM);
            SmartScopes own = scopes.without(Level.USER).without(Level.PATIENT);
            return system
                    ? Optional.of(new Caller(id, software, Party.NOBODY, Set.of(Role.SYSTEM), null, own.permissions()))
                    : Optional.empty();
        }
        String patient = text(claims, "patient");
        return roles(user)
                .map(roles -> new Caller(
                        id,
                        software,
                        new Party(text(claims, "sub"), text(claims, "name"), user),
                        roles,
                        ResourceKey.isId(patient) ? new ResourceKey("Patient", patient) : null,
                        scopes.without(Level.SYSTEM).permissions()));
    }

    private static byte[] hash(String token) {
        return health.throughline.store.auth.Hashes.of(token);
    }

    /** Patients and relatives are what they are; members of staff have their roles from their accounts, if enabled. */
    private Optional<Set<Role>> roles(ResourceKey user) {
        Set<Role> roles = new HashSet<>();
        boolean disabled = false;
        for (AccountEntry entry : accounts.of(user)) {
            disabled |= entry.disabled();
            if (!entry.disabled()) {
                roles.addAll(entry.account().roles());
            }
        }
        if (roles.isEmpty() && !disabled) {
            switch (user.type()) {
                case "Patient" -> roles.add(Role.CLIENT);
                case "RelatedPerson" -> roles.add(Role.RELATIVE);
                default -> {}
            }
        }
        return roles.isEmpty() ? Optional.empty() : Optional.of(roles);
    }

    private @Nullable ResourceKey user(String url) {
        String reference = url.startsWith(fhir + "/") ? url.substring(fhir.length() + 1) : url;
        String[] parts = reference.split("/", -1);
        Set<String> types = Set.of("Patient", "Practitioner", "RelatedPerson");
        return parts.length == 2 && types.contains(parts[0]) && ResourceKey.isId(parts[1])
                ? new ResourceKey(parts[0], parts[1])
                : null;
    }

    /** As one text, or as a list; the claim is called scope, or scp. */
    private static SmartScopes scopes(Map<String, Object> claims) {
        Object value = claims.containsKey("scope") ? claims.get("scope") : claims.get("scp");
        try {
            if (value instanceof Collection<?> list) {
                return SmartScopes.of(list.stream().map(String::valueOf).toList());
            }
            return value == null ? SmartScopes.none() : SmartScopes.parse(String.valueOf(value));
        } catch (InvalidScope e) {
            return SmartScopes.none();
        }
    }

    private static String text(Map<String, Object> claims, String name) {
        Object value = claims.get(name);
        return value instanceof String text ? text : "";
    }
}
