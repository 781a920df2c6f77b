package health.throughline.auth.web;

import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Sends who is not signed in to do so, and tells who is why a page is not for them. */
public final class PageRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String API = "/admin/api";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (request.getRequestURI().startsWith(API)) {
            json(response, 401, "Sign in first.");
            return;
        }
        boolean over = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", over ? "/login?because=over" : "/login");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        boolean stale = refusal instanceof CsrfException;
        if (request.getRequestURI().startsWith(API)) {
            json(
                    response,
                    403,
                    stale ? "Send the token of /admin/api/session in X-CSRF-TOKEN." : "For administrators.");
            return;
        }
        Page page = stale
                ? Page.titled("Please try again")
                        .error("This page was open for too long, or cookies are switched off in your browser. Nothing "
                                + "was changed.")
                        .add(Element.of("p").add(Element.link("/login", "Go to sign in")))
                : Page.titled("Not for your role")
                        .error("This page is for administrators. If you need it, ask one for the role.")
                        .add(Element.of("p").add(Element.link("/account", "Your account")));
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(page.html().getBytes(StandardCharsets.UTF_8));
    }

    private static void json(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(("{\"error\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
