package health.throughline.auth.federation;

import health.throughline.auth.login.SignIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where signing in with the identity provider starts: says so when it does not answer. */
@ConditionalOnWebApplication
@RestController
@Conditional(HasIssuer.class)
class ExternalStart {

    static final String PATH = "/login/external";

    private static final Logger LOG = LoggerFactory.getLogger(ExternalStart.class);

    private final FederationProperties properties;
    private final IdentityProvider provider;

    ExternalStart(FederationProperties properties, IdentityProvider provider) {
        this.properties = properties;
        this.provider = provider;
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> start() {
        try {
            provider.registration();
            return SignIn.to(FederatedLogin.START + "/" + IdentityProvider.ID);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warn("The identity provider {} does not answer as expected: {}", properties.issuer(), e.getMessage());
            return FederatedLogin.page("Signing in with " + properties.name() + " is not possible right now: it does "
                            + "not answer. Try again in a few minutes.")
                    .status(503);
        }
    }
}
