package health.throughline.auth.stranger;

import static health.throughline.auth.SmartWorld.WORLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import health.throughline.auth.Browser;
import health.throughline.auth.SmartWorld;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Connect2id's client finds the server by its issuer, and takes a public app through the life of its tokens.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery</a>
 */
class NimbusClientIT {

    private static final Scope SCOPE =
            new Scope("openid", "fhirUser", "launch/patient", "offline_access", "patient/*.rs");

    private final ClientID client = new ClientID(WORLD.publicApp());
    private final CodeVerifier verifier = new CodeVerifier();
    private final Nonce nonce = new Nonce();
    private final State state = new State();
    private final OIDCProviderMetadata server;

    NimbusClientIT() throws Exception {
        server = OIDCProviderMetadata.resolve(new Issuer(WORLD.issuer));
    }

    private AuthorizationCode code() throws Exception {
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, SCOPE, client, URI.create(SmartWorld.REDIRECT))
                .endpointURI(server.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .customParameter("aud", WORLD.fhir)
                .build();
        Map<String, String> back = WORLD.approve(
                WORLD.browser().as("ann"), Browser.query(request.toURI().toString()), WORLD.ann);
        String query = back.entrySet().stream()
                .map(one -> Browser.form(Map.of(one.getKey(), one.getValue())))
                .collect(Collectors.joining("&"));
        AuthorizationResponse response = AuthorizationResponse.parse(URI.create(SmartWorld.REDIRECT + "?" + query));
        assertThat(response.indicatesSuccess()).isTrue();
        assertThat(response.getState()).isEqualTo(state);
        assertThat(response.getIssuer()).isEqualTo(server.getIssuer());
        return response.toSuccessResponse().getAuthorizationCode();
    }

    private OIDCTokenResponse tokens() throws Exception {
        var grant = new AuthorizationCodeGrant(code(), URI.create(SmartWorld.REDIRECT), verifier);
        TokenRequest request = new TokenRequest.Builder(server.getTokenEndpointURI(), client, grant).build();
        return (OIDCTokenResponse)
                OIDCTokenResponseParser.parse(request.toHTTPRequest().send()).toSuccessResponse();
    }

    private IDTokenValidator validator(ClientID audience) throws Exception {
        return new IDTokenValidator(
                server.getIssuer(),
                audience,
                JWSAlgorithm.RS256,
                server.getJWKSetURI().toURL());
    }

    private int reads(OIDCTokenResponse tokens) {
        return WORLD.fhir(
                        "/Patient/" + WORLD.ann,
                        tokens.getOIDCTokens().getAccessToken().getValue())
                .statusCode();
    }

    @Test
    void the_id_token_holds_for_this_app_and_no_other() throws Exception {
        OIDCTokenResponse tokens = tokens();
        IDTokenClaimsSet claims =
                validator(client).validate(tokens.getOIDCTokens().getIDToken(), nonce);
        assertThat(claims.getSubject().getValue()).isEqualTo(WORLD.subject("ann"));
        assertThat(claims.getStringClaim("fhirUser")).isEqualTo(WORLD.fhir + "/Patient/" + WORLD.ann);
        assertThat(tokens.getCustomParameters()).containsEntry("patient", WORLD.ann);
        assertThatThrownBy(() -> validator(new ClientID("another"))
                        .validate(tokens.getOIDCTokens().getIDToken(), nonce))
                .isInstanceOf(BadJOSEException.class);
        UserInfoResponse info = UserInfoResponse.parse(new UserInfoRequest(
                        server.getUserInfoEndpointURI(), tokens.getOIDCTokens().getBearerAccessToken())
                .toHTTPRequest()
                .send());
        assertThat(info.toSuccessResponse().getUserInfo().getSubject()).isEqualTo(claims.getSubject());
    }

    @Test
    void tokens_are_renewed_and_revoked() throws Exception {
        OIDCTokenResponse first = tokens();
        var grant = new RefreshTokenGrant(first.getOIDCTokens().getRefreshToken());
        OIDCTokenResponse second = (OIDCTokenResponse)
                OIDCTokenResponseParser.parse(new TokenRequest.Builder(server.getTokenEndpointURI(), client, grant)
                                .build()
                                .toHTTPRequest()
                                .send())
                        .toSuccessResponse();
        assertThat(reads(first)).isEqualTo(401);
        assertThat(reads(second)).isEqualTo(200);
        var revocation = new TokenRevocationRequest(
                server.getRevocationEndpointURI(),
                client,
                second.getOIDCTokens().getRefreshToken());
        assertThat(revocation.toHTTPRequest().send().getStatusCode()).isEqualTo(200);
        assertThat(reads(second)).isEqualTo(401);
    }
}
