package health.throughline.auth.site;

import health.throughline.record.access.AuditEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The id under which a request is known in logs and in the audit trail: the caller's, if it is harmless, or a new one. */
public final class RequestIds {

    public static final String HEADER = "X-Request-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestIds() {}

    public static String of(HttpServletRequest request) {
        String given = request.getHeader(HEADER);
        if (given != null && HARMLESS.matcher(given).matches()) {
            return given;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** A request to pages or for authorization as the audit trail keeps it: without parameters, which hold secrets. */
    public static AuditEntry.Request audited(HttpServletRequest request) {
        return new AuditEntry.Request(of(request), request.getMethod(), request.getRequestURI());
    }
}
