package health.throughline.server;

import static health.throughline.server.BadInput.JSON;
import static health.throughline.server.BadInput.SECRET;
import static health.throughline.server.BadInput.get;
import static health.throughline.server.BadInput.sent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Headers that are wrong, and content that is not what they say. */
final class BadHeaders {

    private static final String PATIENT = "{\"resourceType\":\"Patient\"}";

    private BadHeaders() {}

    static Stream<BadInput> cases() {
        return Stream.of(types(), conditions(), encodings()).flatMap(List::stream);
    }

    private static BadInput typed(String type) {
        return sent("POST", "/Patient", type, PATIENT, 415, "not-supported", "");
    }

    private static List<BadInput> types() {
        return List.of(
                typed("text/plain"),
                typed("application/fhir+turtle"),
                typed("nonsense"),
                typed("application/fhir+json; charset=bogus"),
                typed("application/fhir+json; charset=utf-16"),
                typed("multipart/form-data; boundary=x"),
                sent("POST", "/Patient", "application/x-www-form-urlencoded", "name=" + SECRET, 400, "invalid", ""),
                get("/Patient/1?_format=evil", 406, "not-supported", "_format"),
                get("/Patient/1?_format=application/pdf", 406, "not-supported", "_format"),
                get("/Patient/1", 406, "not-supported", "Accept").with("Accept", "image/png"),
                get("/Patient/1", 406, "not-supported", "Accept").with("Accept", "application/fhir+json;q=0"),
                get("/Patient/1", 406, "not-supported", "Accept").with("Accept", ",;,;q=,=/"),
                get("/Patient/1", 406, "not-supported", "Accept").with("Accept", "x/y,".repeat(1500) + "x/z"));
    }

    private static List<BadInput> conditions() {
        String one = "{\"resourceType\":\"Patient\",\"id\":\"one\"}";
        return List.of(
                sent("PUT", "/Patient/one", JSON, one, 400, "invalid", "W/\"3\"")
                        .with("If-Match", "3"),
                sent("PUT", "/Patient/one", JSON, one, 400, "invalid", "W/\"3\"")
                        .with("If-Match", "*"),
                sent("PUT", "/Patient/one", JSON, one, 400, "invalid", "").with("If-Match", "W/\"1\", W/\"2\""),
                sent("PUT", "/Patient/one", JSON, one, 400, "invalid", "").with("If-Match", "W/\"" + SECRET + "\""),
                sent("PUT", "/Patient/one", JSON, one, 400, "invalid", "").with("If-Match", "W/\"99999999999\""),
                sent("POST", "/Patient", JSON, PATIENT, 400, "invalid", "%25").with("If-None-Exist", "name=%zz"),
                sent("POST", "/Patient", JSON, PATIENT, 400, "invalid", "").with("If-None-Exist", "colour=red"),
                sent("POST", "/Patient", JSON, PATIENT, 400, "invalid", "").with("If-None-Exist", "_count=1"),
                sent("POST", "/Patient", JSON, PATIENT, 400, "invalid", "at least one")
                        .with("If-None-Exist", "?"),
                get("/Patient?colour=1", 400, "invalid", "").with("Prefer", "handling=;;,="),
                get("/Patient/nobody-here", 404, "not-found", "").with("If-None-Match", "\"" + SECRET),
                get("/Patient/nobody-here", 404, "not-found", "").with("X-Http-Method-Override", "DELETE"));
    }

    private static List<BadInput> encodings() {
        byte[] plain = PATIENT.getBytes(StandardCharsets.UTF_8);
        byte[] half = new byte[12];
        System.arraycopy(zeros(100), 0, half, 0, 12);
        return List.of(
                sent("POST", "/Patient", JSON, plain, 400, "invalid", "gzip").with("Content-Encoding", "gzip"),
                sent("POST", "/Patient", JSON, half, 400, "invalid", "gzip").with("Content-Encoding", "gzip"),
                sent("POST", "/Patient", JSON, plain, 415, "not-supported", "gzip")
                        .with("Content-Encoding", "br"),
                sent("POST", "/Patient", JSON, plain, 415, "not-supported", "gzip")
                        .with("Content-Encoding", "gzip, gzip"),
                sent("POST", "/Patient", JSON, zeros(60 * 1024 * 1024), 413, "too-long", "50 MB")
                        .with("Content-Encoding", "gzip"));
    }

    /** Zipped, a thousandth of its size. */
    private static byte[] zeros(int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[length]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
