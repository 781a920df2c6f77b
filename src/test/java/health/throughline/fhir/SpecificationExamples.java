package health.throughline.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The example files of the R4 specification, as the test dependency fhir-examples brings them. */
public final class SpecificationExamples {

    private SpecificationExamples() {}

    /** Paths such as {@code json/spec/patient-example.json}. */
    public static List<String> json() {
        return index("spec-json.txt");
    }

    public static List<String> xml() {
        return index("spec-xml.txt");
    }

    /** Without the few collections of definitions that are megabytes long. */
    public static List<String> smallJson() {
        return json().stream().filter(path -> bytes(path).length < 300_000).toList();
    }

    /** Each line of an index is a verdict, blanks, and a path. */
    private static List<String> index(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("/spec/"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1).strip())
                .toList();
    }

    public static byte[] bytes(String path) {
        try (InputStream in = SpecificationExamples.class.getResourceAsStream("/" + path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
