package health.throughline.fhir.remote;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads an HTTP/1.1 answer (RFC 9112), within a limit. */
final class AnswerReader {

    private static final int HEAD = 64 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final InputStream in;
    private final int most;
    private int head;

    AnswerReader(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    OutgoingCalls.Answer read(String method) throws IOException {
        int status = status(line());
        Map<String, List<String>> headers = headers();
        while (status >= 100 && status < 200) {
            status = status(line());
            headers = headers();
        }
        boolean empty = method.equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED;
        return new OutgoingCalls.Answer(status, headers, empty ? new byte[0] : body(headers));
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new IOException("This is no HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The answer ended early");
            }
            if (++head > HEAD) {
                throw new IOException("The head of the answer is too long");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
            for (int size = chunk(); size > 0; size = chunk()) {
                copy(body, size);
                line();
            }
        } else if (headers.containsKey("content-length")) {
            copy(body, length(headers.get("content-length").get(0), 10));
        } else {
            rest(body);
        }
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        String line = line();
        int end = line.indexOf(';');
        return length((end < 0 ? line : line.substring(0, end)).strip(), 16);
    }

    private static int length(String text, int radix) throws IOException {
        try {
            return Integer.parseUnsignedInt(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("A length is not a number", e);
        }
    }

    private void copy(ByteArrayOutputStream body, int size) throws IOException {
        if (size < 0 || size > most - body.size()) {
            throw new OutgoingRefused("The answer is larger than " + most + " bytes.");
        }
        byte[] part = in.readNBytes(size);
        if (part.length < size) {
            throw new EOFException("The answer ended early");
        }
        body.write(part);
    }

    private void rest(ByteArrayOutputStream body) throws IOException {
        byte[] rest = in.readNBytes(most + 1);
        if (rest.length > most) {
            throw new OutgoingRefused("The answer is larger than " + most + " bytes.");
        }
        body.write(rest);
    }
}
