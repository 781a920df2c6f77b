package health.throughline.auth.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/** The identity provider as it describes itself; asked when it is first needed, so that the server starts without it. */
final class IdentityProvider implements ClientRegistrationRepository {

    static final String ID = "idp";

    private final FederationProperties properties;
    private final String callback;
    private volatile @Nullable ClientRegistration registration;

    /** @param callback where it sends users back to */
    IdentityProvider(FederationProperties properties, String callback) {
        this.properties = properties;
        this.callback = callback;
    }

    /** @throws IllegalArgumentException when it does not answer, or not as that issuer */
    ClientRegistration registration() {
        ClientRegistration known = registration;
        if (known == null) {
            known = ClientRegistrations.fromIssuerLocation(properties.issuer())
                    .registrationId(ID)
                    .clientId(properties.clientId())
                    .clientSecret(secret())
                    .clientName(properties.name())
                    .redirectUri(callback)
                    .scope(properties.scopes())
                    .build();
            registration = known;
        }
        return known;
    }

    private String secret() {
        if (properties.clientSecretFile().isBlank()) {
            return properties.clientSecret();
        }
        try {
            return Files.readString(Path.of(properties.clientSecretFile())).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("throughline.auth.federation.client-secret-file cannot be read", e);
        }
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? registration() : null;
    }
}
