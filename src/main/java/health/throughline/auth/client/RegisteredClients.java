package health.throughline.auth.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** The enabled clients as Spring's authorization server knows them. */
@Component
public final class RegisteredClients implements RegisteredClientRepository {

    private static final Duration CODE = Duration.ofMinutes(1);

    private final ClientRegistrations clients;

    RegisteredClients(ClientRegistrations clients) {
        this.clients = clients;
    }

    /** Clients are changed by {@link ClientRegistrations} only. */
    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are registered by ClientRegistrations");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clients.enabled(clientId).map(RegisteredClients::registered).orElse(null);
    }

    private static RegisteredClient registered(Client client) {
        RegisteredClient.Builder registered = RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientName(client.terms().name())
                .clientIdIssuedAt(client.created())
                .scopes(all -> all.addAll(client.terms().scopes()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(true)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE)
                        .accessTokenTimeToLive(client.terms().accessTokens())
                        .reuseRefreshTokens(false)
                        .build());
        methods(registered, client.terms().kind());
        if (client.confidential()) {
            registered.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
        }
        if (!client.terms().redirectUris().isEmpty()) {
            registered
                    .redirectUris(all -> all.addAll(client.terms().redirectUris()))
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
        } else if (!client.confidential()) {
            registered.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
        }
        return registered.build();
    }

    private static void methods(RegisteredClient.Builder registered, ClientKind kind) {
        switch (kind) {
            case PUBLIC -> registered.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
            case SYMMETRIC ->
                registered
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
            case ASYMMETRIC -> registered.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        }
    }
}
