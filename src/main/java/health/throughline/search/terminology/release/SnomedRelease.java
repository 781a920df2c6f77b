package health.throughline.search.terminology.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.store.term.load.ConceptSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * SNOMED CT from the snapshot of a release in format RF2. Concepts are called by the synonym that the language reference
 * set of American English prefers, or any other when there is none.
 *
 * @see <a href="https://hl7.org/fhir/R4/snomedct.html">R4 SNOMED CT</a>
 */
final class SnomedRelease implements Release {

    private static final String SYSTEM = "http://snomed.info/sct";
    private static final String AMERICAN_ENGLISH = "900000000000509007";
    private static final String PREFERRED = "900000000000548007";
    private static final String FULL_NAME = "900000000000003001";
    private static final String IS_A = "116680003";
    private static final String INTERNATIONAL = "900000000000207008";
    private static final String UNITED_STATES = "731000124108";

    private final ReleaseFiles files;

    SnomedRelease(ReleaseFiles files) {
        this.files = files;
    }

    private Path file(String kind) throws IOException {
        return files.require("sct2_" + kind + "_Snapshot…txt", "sct2_" + kind + "_.*Snapshot.*\\.txt$");
    }

    @Override
    public ObjectNode definition() throws IOException {
        Path concepts = file("Concept");
        String version = files.version(concepts, "Snapshot[^/]*_(\\d{8})\\.txt$");
        String module = String.valueOf(concepts.getFileName()).contains("_US") ? UNITED_STATES : INTERNATIONAL;
        String name = version.startsWith(SYSTEM) ? version : SYSTEM + "/" + module + "/version/" + version;
        return Release.definition(SYSTEM, "SNOMED_CT", name);
    }

    @Override
    public void tell(ConceptSink sink) throws IOException {
        LongSet active = active();
        LongSet preferred = preferred();
        try (Rows rows = Rows.tabs(file("Description"))) {
            while (rows.next()) {
                description(rows, active, preferred, sink);
            }
        }
        fullNames(active, sink);
        relationships(sink);
    }

    private LongSet active() throws IOException {
        LongSet active = new LongSet();
        try (Rows rows = Rows.tabs(file("Concept"))) {
            while (rows.next()) {
                if (isActive(rows)) {
                    active.add(Long.parseLong(rows.get("id")));
                }
            }
        }
        return active;
    }

    private static boolean isActive(Rows rows) {
        return rows.get("active").equals("1");
    }

    private LongSet preferred() throws IOException {
        LongSet american = new LongSet();
        LongSet others = new LongSet();
        Optional<Path> file = files.find("der2_cRefset_Language.*Snapshot.*\\.txt$");
        if (file.isEmpty()) {
            return american;
        }
        try (Rows rows = Rows.tabs(file.get())) {
            while (rows.next()) {
                if (isActive(rows) && rows.get("acceptabilityId").equals(PREFERRED)) {
                    LongSet set = rows.get("refsetId").equals(AMERICAN_ENGLISH) ? american : others;
                    set.add(Long.parseLong(rows.get("referencedComponentId")));
                }
            }
        }
        return american.isEmpty() ? others : american;
    }

    private static void description(Rows rows, LongSet active, LongSet preferred, ConceptSink sink) {
        if (!isActive(rows)) {
            return;
        }
        String code = rows.get("conceptId");
        String term = rows.get("term");
        if (rows.get("typeId").equals(FULL_NAME)) {
            sink.designation(code, rows.get("languageCode"), FULL_NAME, term);
        } else if (preferred.contains(Long.parseLong(rows.get("id")))) {
            sink.concept(code, term, active.contains(Long.parseLong(code)));
        } else {
            sink.designation(code, rows.get("languageCode"), rows.get("typeId"), term);
        }
    }

    /** For concepts that have no preferred synonym. */
    private void fullNames(LongSet active, ConceptSink sink) throws IOException {
        try (Rows rows = Rows.tabs(file("Description"))) {
            while (rows.next()) {
                if (isActive(rows) && rows.get("typeId").equals(FULL_NAME)) {
                    String code = rows.get("conceptId");
                    sink.concept(code, rows.get("term"), active.contains(Long.parseLong(code)));
                }
            }
        }
    }

    private void relationships(ConceptSink sink) throws IOException {
        try (Rows rows = Rows.tabs(file("Relationship"))) {
            while (rows.next()) {
                if (isActive(rows) && rows.get("typeId").equals(IS_A)) {
                    sink.parent(rows.get("sourceId"), rows.get("destinationId"));
                } else if (isActive(rows)) {
                    sink.property(rows.get("sourceId"), rows.get("typeId"), "code", rows.get("destinationId"));
                }
            }
        }
    }
}
