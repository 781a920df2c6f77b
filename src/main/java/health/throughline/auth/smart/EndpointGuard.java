package health.throughline.auth.smart;

import health.throughline.auth.client.CrossOrigin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** What no request to the endpoints for clients may be like: too large, with parameters twice or in the URL, too often wrong. */
final class EndpointGuard extends OncePerRequestFilter {

    private static final Set<String> GUARDED = Set.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke");
    private static final int LARGEST = 1024 * 1024;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int NOT_ALLOWED = 405;
    private static final int NO_CONTENT = 204;

    private final CrossOrigin origins;
    private final FailureLimit limit;

    EndpointGuard(CrossOrigin origins, FailureLimit limit) {
        this.origins = origins;
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!GUARDED.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        origins.headers(request, response);
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(NO_CONTENT);
        } else if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            EndpointAnswers.error(response, NOT_ALLOWED, "invalid_request", "Send a POST.");
        } else if (limit.reached(request.getRemoteAddr())) {
            response.setHeader("Retry-After", "60");
            EndpointAnswers.error(response, TOO_MANY, "invalid_request", "Too many failures; wait a minute.");
        } else if (request.getContentLengthLong() > LARGEST) {
            EndpointAnswers.error(response, TOO_LARGE, "invalid_request", "The request is too large.");
        } else {
            checked(request, response, chain);
        }
    }

    private static void checked(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String wrong = wrong(request);
        if (wrong.isEmpty()) {
            chain.doFilter(new WithoutProof(request), response);
        } else {
            EndpointAnswers.error(response, BAD_REQUEST, "invalid_request", wrong);
        }
    }

    private static String wrong(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            return "Parameters belong into the body, not into the URL.";
        }
        boolean twice = request.getParameterMap().values().stream().anyMatch(values -> values.length > 1);
        boolean control = request.getParameterMap().values().stream()
                .anyMatch(values -> values[0].chars().anyMatch(c -> c < ' '));
        if (control && request.getParameter("scope") != null && hasControl(request.getParameter("scope"))) {
            return "";
        }
        return twice ? "A parameter occurs twice." : control ? "A parameter holds control characters." : "";
    }

    /** Told by the grant as invalid_scope. */
    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ');
    }

    /** DPoP is not offered; a proof sent nevertheless must not look as if it bound anything. */
    private static final class WithoutProof extends HttpServletRequestWrapper {

        private static final String PROOF = "DPoP";

        WithoutProof(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(PROOF) ? null : super.getHeader(name);
        }

        @Override
        public java.util.Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(PROOF) ? java.util.Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }
}
