package health.throughline.auth.federation;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's identity provider.
 *
 * @param issuer its issuer URL; empty for none
 * @param name as the sign-in page calls it
 * @param clientId by which it knows this server
 * @param clientSecret shared with it; better in a file
 * @param clientSecretFile path of a file that holds the secret; empty for none
 * @param scopes what is asked for, openid among them
 * @param claim of the id token that names the user: what an account's identity is compared with
 * @param secondFactors values of acr or amr that say that a second factor was used
 */
@ConfigurationProperties("throughline.auth.federation")
record FederationProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("your organisation's account") String name,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String clientSecretFile,
        @DefaultValue({"openid", "profile", "email"}) Set<String> scopes,
        @DefaultValue("sub") String claim,
        @DefaultValue("mfa") Set<String> secondFactors) {}
