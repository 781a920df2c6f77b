package health.throughline.auth.client;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;

/** Cross-origin calls from the browser apps that the operator names or clients register (Fetch standard, CORS protocol). */
public final class CrossOrigin {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String REQUEST_HEADERS = "Accept, Authorization, Content-Type, If-Match, If-Modified-Since, "
            + "If-None-Exist, If-None-Match, Prefer, X-Request-Id";
    private static final String RESPONSE_HEADERS =
            "Content-Location, ETag, Last-Modified, Location, Retry-After, X-Progress, X-Request-Id";
    private static final long KEPT = 30_000_000_000L;

    private record Registered(List<String> origins, long read) {}

    private final List<String> named;
    private final ClientRegistrations clients;
    private volatile @Nullable Registered registered;

    /** @param named by the operator; without a port, any port */
    public CrossOrigin(List<String> named, ClientRegistrations clients) {
        this.named = List.copyOf(named);
        this.clients = clients;
    }

    public void headers(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return;
        }
        response.addHeader("Vary", "Origin");
        if (allowed(origin)) {
            grant(request, response, origin);
        }
    }

    /** For what everybody may read: discovery and metadata. */
    public static void anyOrigin(HttpServletRequest request, HttpServletResponse response) {
        grant(request, response, "*");
    }

    private static void grant(HttpServletRequest request, HttpServletResponse response, String origin) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        if (request.getMethod().equals("OPTIONS")) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
            response.setHeader("Access-Control-Max-Age", "600");
        }
    }

    private boolean allowed(String origin) {
        return named.stream().anyMatch(one -> one.equals(origin) || anyPort(one, origin))
                || (!origin.equals("null") && registered().contains(origin));
    }

    private static boolean anyPort(String allowed, String origin) {
        boolean withoutPort = allowed.indexOf(':', allowed.indexOf("://") + 3) < 0;
        return withoutPort
                && origin.startsWith(allowed + ":")
                && origin.substring(allowed.length() + 1).matches("\\d{1,5}");
    }

    private List<String> registered() {
        Registered known = registered;
        if (known == null || System.nanoTime() - known.read() > KEPT) {
            known = new Registered(clients.origins(), System.nanoTime());
            registered = known;
        }
        return known.origins();
    }

    @EventListener
    void changed(ClientChanged event) {
        registered = null;
    }
}
