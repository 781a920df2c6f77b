package health.throughline.auth.smart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.account.AccountDirectory;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.grant.TokenClaims;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.site.Issuing;
import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import health.throughline.fhir.FhirJson;
import health.throughline.store.auth.TokenTable.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Tells the bearer of a token with the scope openid who the user is (OpenID Connect Core, 5.3). */
@RestController
@Issuing
final class UserInfo {

    private static final String BEARER = "Bearer ";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final Grants grants;
    private final ClientRegistrations clients;
    private final AccountDirectory accounts;
    private final TokenClaims claims;

    UserInfo(Grants grants, ClientRegistrations clients, AccountDirectory accounts, TokenClaims claims) {
        this.grants = grants;
        this.clients = clients;
        this.accounts = accounts;
        this.claims = claims;
    }

    @RequestMapping(
            path = "/userinfo",
            method = {RequestMethod.GET, RequestMethod.POST})
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Grant> grant = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(header -> grant(header.substring(BEARER.length()).strip()));
        if (grant.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            EndpointAnswers.error(response, UNAUTHORIZED, "invalid_token", "The token does not hold, or not for this.");
            return;
        }
        ObjectNode info = FhirJson.object().put("sub", grant.get().subject());
        if (grant.get().scopes().has("profile")) {
            accounts.active(grant.get().subject()).ifPresent(account -> info.put("name", account.name()));
        }
        claims.fhirUser(grant.get()).ifPresent(url -> info.put("fhirUser", url));
        EndpointAnswers.json(response, OK, info);
    }

    private Optional<Grant> grant(String token) {
        return grants.token(token)
                .filter(row -> row.kind() == Kind.ACCESS && row.live(Instant.now()))
                .filter(row -> row.scopes().contains(SmartScopes.OPENID))
                .flatMap(row -> grants.find(row.authorization()))
                .filter(grant -> clients.enabled(grant.clientId()).isPresent())
                .filter(grant -> accounts.active(grant.subject()).isPresent());
    }
}
