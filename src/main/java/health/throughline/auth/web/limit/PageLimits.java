package health.throughline.auth.web.limit;

import health.throughline.auth.web.page.Page;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what is too often or too large on the pages and the endpoints of authorization, before anything reads it. */
public final class PageLimits extends OncePerRequestFilter {

    private static final long LARGEST_BODY = 256L * 1024;

    private final Limiter signIns;
    private final Limiter tokens;
    private final Limiter pages;

    public PageLimits(LimitProperties properties) {
        this.signIns = new Limiter(properties.signIns(), properties.signIns());
        this.tokens = new Limiter(properties.tokens(), properties.tokens());
        this.pages = new Limiter(properties.pages(), properties.pages());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long wait = limiter(request).secondsToWait(request.getRemoteAddr());
        if (wait > 0) {
            response.setHeader("Retry-After", Long.toString(wait));
            refuse(request, response, 429, "There were too many requests. Wait " + wait + " seconds and try again.");
        } else if (isTooLarge(request)) {
            refuse(request, response, 413, "This is larger than what is taken here.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private Limiter limiter(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean sends = request.getMethod().equals("POST");
        if (path.startsWith("/login/external/") || sends && (path.equals("/login") || path.startsWith("/login/"))) {
            return signIns;
        }
        return sends && path.startsWith("/oauth2/") ? tokens : pages;
    }

    /** What comes in chunks tells no length; Tomcat's own limit on forms, which is a little higher, ends it. */
    private static boolean isTooLarge(HttpServletRequest request) {
        return request.getContentLengthLong() > LARGEST_BODY;
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String message)
            throws IOException {
        String path = request.getRequestURI();
        boolean page = path.startsWith("/login") || path.startsWith("/account") || path.startsWith("/admin");
        boolean json = !page || path.startsWith("/admin/api");
        String body = json
                ? "{\"error\":\"temporarily_unavailable\",\"error_description\":\"" + message + "\"}"
                : Page.titled(status == 429 ? "Please wait" : "Too large")
                        .error(message)
                        .html();
        response.setStatus(status);
        response.setContentType(json ? "application/json" : "text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'");
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
