package health.throughline.fhir.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes HTTP calls to addresses that others may have chosen. A host is resolved once and the connection goes to the very
 * address that was checked, so that a name cannot point elsewhere a moment later; redirects are not followed.
 */
public final class OutgoingCalls {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "connection", "transfer-encoding", "accept-encoding");
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /**
     * What one call may cost.
     *
     * @param time from the first packet to the last
     * @param bytes of the answer's body
     */
    public record Limits(Duration time, int bytes) {

        /** For documents such as a JWKS. */
        public static final Limits SMALL = new Limits(Duration.ofSeconds(5), 256 * 1024);
    }

    /** One call. */
    public record Call(String method, URI uri, Map<String, String> headers, byte[] body) {

        public static Call get(URI uri, String accept) {
            return new Call("GET", uri, Map.of("Accept", accept), new byte[0]);
        }
    }

    /**
     * What came back.
     *
     * @param headers by their names in lower case
     */
    public record Answer(int status, Map<String, List<String>> headers, byte[] body) {

        /** The first header of this name. */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }
    }

    private final Addresses addresses;
    private final boolean plainLoopback;

    /**
     * @param allow hosts, addresses and networks (10.1.0.0/16) that may be called though they are not public
     * @param plainLoopback whether http without TLS is taken for this machine
     */
    public OutgoingCalls(List<String> allow, boolean plainLoopback) {
        this.addresses = new Addresses(allow);
        this.plainLoopback = plainLoopback;
    }

    /** @throws OutgoingRefused when the call is not allowed, fails, or exceeds the limits */
    public Answer send(Call call, Limits limits) {
        URI uri = call.uri();
        List<InetAddress> at = addresses.of(host(uri));
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (!secure && !(plainLoopback && "http".equalsIgnoreCase(uri.getScheme()) && Addresses.loopback(at))) {
            throw new OutgoingRefused("Only https is called.");
        }
        long deadline = System.nanoTime() + limits.time().toNanos();
        try (Socket socket = connect(uri, at, secure, deadline)) {
            socket.getOutputStream().write(request(call));
            socket.getOutputStream().flush();
            InputStream in = new BufferedInputStream(new DeadlineStream(socket, deadline));
            return new AnswerReader(in, limits.bytes()).read(call.method());
        } catch (IOException e) {
            throw new OutgoingRefused("The call failed: " + e.getClass().getSimpleName() + ".", e);
        }
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null) {
            throw new OutgoingRefused("The URL has no host, or names a user.");
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Socket connect(URI uri, List<InetAddress> at, boolean secure, long deadline) throws IOException {
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? HTTPS : HTTP;
        IOException failure = null;
        for (InetAddress address : at) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), DeadlineStream.left(deadline));
                socket.setSoTimeout(DeadlineStream.left(deadline));
                return secure ? secured(socket, host(uri), port) : socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure == null ? new IOException("no address") : failure;
    }

    private static SSLSocket secured(Socket socket, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static byte[] request(Call call) {
        URI uri = call.uri();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder head = new StringBuilder(call.method())
                .append(' ')
                .append(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getHost())
                .append(uri.getPort() >= 0 ? ":" + uri.getPort() : "")
                .append("\r\nConnection: close\r\nAccept-Encoding: identity\r\n");
        call.headers().forEach((name, value) -> header(head, name, value));
        if (call.body().length > 0 || !call.method().equals("GET")) {
            head.append("Content-Length: ").append(call.body().length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = java.util.Arrays.copyOf(start, start.length + call.body().length);
        System.arraycopy(call.body(), 0, all, start.length, call.body().length);
        return all;
    }

    private static void header(StringBuilder head, String name, String value) {
        boolean clean = value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'));
        if (!TOKEN.matcher(name).matches() || !clean || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new OutgoingRefused("The header " + (clean ? name : "") + " cannot be sent.");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
