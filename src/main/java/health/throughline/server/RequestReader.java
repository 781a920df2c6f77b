package health.throughline.server;

import health.throughline.api.FhirRequest;
import health.throughline.api.RequestAccess;
import health.throughline.fhir.Refusal;
import health.throughline.record.Conditions;
import health.throughline.record.access.Access;
import health.throughline.record.access.AuditEntry;
import health.throughline.search.query.SearchParser.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Turns an HTTP request into a FhirRequest, within the limits on size. */
final class RequestReader {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> OPEN = Set.of("GET", "HEAD", "OPTIONS");
    private static final byte[] NOTHING = new byte[0];

    private final RequestAccess access;
    private final String base;
    private final BodyReader bodies;

    RequestReader(RequestAccess access, String base, long maxBody) {
        this.access = access;
        this.base = base;
        this.bodies = new BodyReader(maxBody, System::nanoTime);
    }

    String base() {
        return base;
    }

    /**
     * Who asks is known before anything of the body is taken in.
     *
     * @param id of the request
     * @throws Refusal when the caller is not known, the URL cannot be read or the body is too large
     */
    FhirRequest read(HttpServletRequest http, String id) {
        List<String> path = path(http);
        FhirRequest.Headers headers = http::getHeader;
        Access caller = isOpen(http) ? Access.nothing() : access.of(headers);
        caller.log().begins(asked(http, id), http.getRemoteAddr());
        List<Parameter> parameters =
                http.getQueryString() == null ? List.of() : Conditions.parse(http.getQueryString());
        byte[] body = body(http);
        String type = http.getContentType();
        if (body.length > 0 && type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            parameters = new ArrayList<>(parameters);
            parameters.addAll(Conditions.parse(new String(body, StandardCharsets.UTF_8)));
            body = NOTHING;
        }
        return new FhirRequest(http.getMethod(), path, parameters, headers, body, base, caller);
    }

    /** The request as the audit trail keeps it. */
    static AuditEntry.Request asked(HttpServletRequest http, String id) {
        String query = http.getQueryString();
        String path = http.getRequestURI()
                .substring(Math.min(
                        http.getRequestURI().length(),
                        http.getContextPath().length() + http.getServletPath().length() + 1));
        return new AuditEntry.Request(id, http.getMethod(), query == null ? path : path + "?" + query);
    }

    /** What the server can do is told to everybody (SMART 2.2: without a token, to pages of any origin). */
    static boolean isOpen(HttpServletRequest http) {
        return OPEN.contains(http.getMethod())
                && http.getRequestURI().equals(http.getContextPath() + http.getServletPath() + "/metadata");
    }

    Access access(HttpServletRequest http) {
        return access.of(http::getHeader);
    }

    private static List<String> path(HttpServletRequest http) {
        return FhirRequest.segments(http.getRequestURI()
                .substring(
                        http.getContextPath().length() + http.getServletPath().length()));
    }

    private byte[] body(HttpServletRequest http) {
        String method = http.getMethod();
        if (http.getContentLengthLong() == 0 || method.equals("GET") || method.equals("HEAD")) {
            return NOTHING;
        }
        bodies.requireSize(http.getContentLengthLong());
        String encoding = http.getHeader("Content-Encoding");
        try (InputStream in = decoded(http.getInputStream(), encoding == null ? "identity" : encoding)) {
            return bodies.read(in);
        } catch (SocketTimeoutException e) {
            throw BodyReader.tooSlow();
        } catch (ZipException | java.io.EOFException e) {
            throw Refusal.invalid("The body is not valid gzip, though Content-Encoding says so.");
        } catch (IOException e) {
            throw Refusal.invalid("The body ended early; the connection broke while it was read.");
        }
    }

    private static InputStream decoded(InputStream in, String encoding) throws IOException {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in, 8192);
            case "identity", "" -> in;
            default ->
                throw new Refusal(
                        Refusal.Reason.UNSUPPORTED_MEDIA_TYPE,
                        "This Content-Encoding is not taken; send gzip or none.");
        };
    }
}
