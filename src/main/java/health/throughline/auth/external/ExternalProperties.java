package health.throughline.auth.external;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The authorization server whose tokens are taken in the mode external.
 *
 * @param issuer the claim iss of its tokens
 * @param jwksUrl where its public keys are
 * @param audience what must stand in the claim aud; empty: the FHIR base of this server
 * @param algorithms by which its tokens may be signed
 * @param types what the header typ of its access tokens may be
 * @param introspectionUrl where tokens that are no JWT are introspected; empty: such tokens are refused
 * @param clientId by which it knows this server
 * @param clientSecretFile file with the secret shared with it
 */
@ConfigurationProperties("throughline.external")
record ExternalProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("") String jwksUrl,
        @DefaultValue("") String audience,
        @DefaultValue({"RS256", "RS384", "ES256", "ES384"}) List<String> algorithms,
        @DefaultValue({"at+jwt", "application/at+jwt"}) List<String> types,
        @DefaultValue("") String introspectionUrl,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecretFile) {}
