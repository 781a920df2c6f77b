package health.throughline.search.terminology.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.store.term.load.ConceptSink;
import health.throughline.store.term.load.LoadFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * ICD-10-CM from its order file, which holds every code, and where it is there the tabular list, which holds chapters and
 * blocks. Codes get the dot that FHIR writes; what starts with another code stands below it.
 */
final class Icd10CmRelease implements Release {

    /** Where the columns of the order file begin. */
    private static final int CODE = 6;

    private static final int VALID = 14;
    private static final int SHORT = 16;
    private static final int LONG = 77;

    private final ReleaseFiles files;

    Icd10CmRelease(ReleaseFiles files) {
        this.files = files;
    }

    private Optional<Path> order() throws IOException {
        return files.find("icd10cm[-_]order[-_].*\\.txt$");
    }

    private Optional<Path> tabular() throws IOException {
        return files.find("icd10cm[-_]tabular.*\\.xml$");
    }

    @Override
    public ObjectNode definition() throws IOException {
        Optional<Path> ordered = order();
        Path file = (ordered.isPresent() ? ordered : tabular())
                .orElseThrow(() -> new LoadFailed("There is neither icd10cm-order-<year>.txt nor "
                        + "icd10cm-tabular-<year>.xml; name the folder or file of the release."));
        String version = files.version(file, "icd10cm[-_](?:order|tabular)[-_](\\d{4})");
        return Release.definition("http://hl7.org/fhir/sid/icd-10-cm", "ICD10CM", version);
    }

    @Override
    public void tell(ConceptSink sink) throws IOException {
        Optional<Path> order = order();
        if (order.isPresent()) {
            ordered(order.get(), sink);
        }
        Optional<Path> tabular = tabular();
        if (tabular.isPresent()) {
            new Icd10CmTabular(sink).read(tabular.get());
        }
    }

    private static void ordered(Path file, ConceptSink sink) throws IOException {
        Set<String> known = new HashSet<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String line = reader.readLine();
            while (line != null) {
                if (line.length() > SHORT) {
                    row(line, known, sink);
                }
                line = reader.readLine();
            }
        }
    }

    private static void row(String line, Set<String> known, ConceptSink sink) {
        String plain = line.substring(CODE, VALID).strip();
        String brief = line.substring(SHORT, Math.min(LONG, line.length())).strip();
        String full = line.length() > LONG ? line.substring(LONG).strip() : brief;
        String code = dotted(plain);
        sink.concept(code, full, true);
        if (!brief.equals(full)) {
            sink.designation(code, "en", "short", brief);
        }
        sink.property(code, "billable", "boolean", Boolean.toString(line.charAt(VALID) == '1'));
        known.add(plain);
        for (int length = plain.length() - 1; length >= 3; length--) {
            if (known.contains(plain.substring(0, length))) {
                sink.parent(code, dotted(plain.substring(0, length)));
                return;
            }
        }
    }

    private static String dotted(String code) {
        return code.length() > 3 ? code.substring(0, 3) + "." + code.substring(3) : code;
    }
}
