package health.throughline.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** Cross-origin calls from the browser apps that the operator names (Fetch standard, CORS protocol). */
final class Cors {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String REQUEST_HEADERS = "Accept, Authorization, Content-Type, If-Match, If-Modified-Since, "
            + "If-None-Exist, If-None-Match, Prefer, X-Request-Id";
    private static final String RESPONSE_HEADERS = "Content-Location, ETag, Last-Modified, Location, X-Request-Id";

    private final List<String> origins;

    Cors(List<String> origins) {
        this.origins = List.copyOf(origins);
    }

    void headers(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return;
        }
        response.addHeader("Vary", "Origin");
        if (allowed(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
            if (request.getMethod().equals("OPTIONS")) {
                response.setHeader("Access-Control-Allow-Methods", METHODS);
                response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
                response.setHeader("Access-Control-Max-Age", "600");
            }
        }
    }

    private boolean allowed(String origin) {
        return origins.stream().anyMatch(one -> one.equals(origin) || anyPort(one, origin));
    }

    private static boolean anyPort(String allowed, String origin) {
        boolean withoutPort = allowed.indexOf(':', allowed.indexOf("://") + 3) < 0;
        return withoutPort
                && origin.startsWith(allowed + ":")
                && origin.substring(allowed.length() + 1).matches("\\d{1,5}");
    }
}
