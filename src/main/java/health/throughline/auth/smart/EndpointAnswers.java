package health.throughline.auth.smart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.trail.AuthTrail;
import health.throughline.auth.trail.AuthTrail.Event;
import health.throughline.fhir.FhirJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers what goes wrong at the endpoints for clients (RFC 6749, 5.2), counts it, and writes it into the audit trail. */
final class EndpointAnswers implements AuthenticationFailureHandler {

    private static final int UNAUTHORIZED = 401;
    private static final int BAD_REQUEST = 400;

    private final AuthTrail trail;
    private final FailureLimit limit;

    EndpointAnswers(AuthTrail trail, FailureLimit limit) {
        this.trail = trail;
        this.limit = limit;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        OAuth2Error error = failure instanceof OAuth2AuthenticationException known
                ? known.getError()
                : new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST);
        boolean client = error.getErrorCode().equals(OAuth2ErrorCodes.INVALID_CLIENT);
        limit.failed(request.getRemoteAddr());
        trail.write(request, Event.token(known(request), "", "refused", error.getErrorCode()));
        if (client) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"clients\"");
        }
        error(response, client ? UNAUTHORIZED : BAD_REQUEST, error.getErrorCode(), error.getDescription());
    }

    /** As the request names the client, within reason: unproven. */
    private static String known(HttpServletRequest request) {
        String id = request.getParameter("client_id");
        return id != null && id.matches("[A-Za-z0-9._~-]{1,100}") ? id : "";
    }

    static void error(HttpServletResponse response, int status, String code, @Nullable String description)
            throws IOException {
        ObjectNode body = FhirJson.object().put("error", code);
        if (description != null && !description.isEmpty()) {
            body.put("error_description", description);
        }
        json(response, status, body);
    }

    static void json(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Pragma", "no-cache");
        response.setContentType("application/json");
        response.getOutputStream().write(FhirJson.bytes(body));
    }
}
