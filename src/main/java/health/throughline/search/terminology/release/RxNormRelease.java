package health.throughline.search.terminology.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.store.term.load.ConceptSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** RxNorm's own concepts and relationships, without those of its sources. */
final class RxNormRelease implements Release {

    private static final String OWN = "RXNORM";

    /** Kinds of names that are other names of a concept. */
    private static final Set<String> SYNONYMS = Set.of("SY", "TMSY", "PSN", "ET");

    private final ReleaseFiles files;

    RxNormRelease(ReleaseFiles files) {
        this.files = files;
    }

    private Path names() throws IOException {
        return files.require("rrf/RXNCONSO.RRF", "(^|/)RXNCONSO\\.RRF$");
    }

    @Override
    public ObjectNode definition() throws IOException {
        String version = files.version(names(), "RxNorm_(?:full|weekly|full_prescribe)_(\\d{8})");
        return Release.definition("http://www.nlm.nih.gov/research/umls/rxnorm", "RXNORM", version);
    }

    @Override
    public void tell(ConceptSink sink) throws IOException {
        names(false, sink);
        names(true, sink);
        Optional<Path> relations = files.find("(^|/)RXNREL\\.RRF$");
        if (relations.isPresent()) {
            relations(relations.get(), sink);
        }
    }

    /** The names proper first: a concept is called by the first name that it is told with. */
    private void names(boolean synonyms, ConceptSink sink) throws IOException {
        try (Rows rows = Rows.bars(names())) {
            while (rows.next()) {
                String kind = rows.get(12);
                if (rows.get(11).equals(OWN) && SYNONYMS.contains(kind) == synonyms) {
                    name(rows.get(0), kind, rows.get(14), rows.get(16), sink);
                }
            }
        }
    }

    private static void name(String code, String kind, String name, String suppressed, ConceptSink sink) {
        sink.concept(code, name, suppressed.equals("N"));
        if (SYNONYMS.contains(kind)) {
            sink.designation(code, "en", kind, name);
        } else {
            sink.property(code, "TTY", "code", kind);
        }
    }

    /** A row says what its second concept is to its first. */
    private static void relations(Path file, ConceptSink sink) throws IOException {
        try (Rows rows = Rows.bars(file)) {
            while (rows.next()) {
                String first = rows.get(0);
                String relation = rows.get(7);
                String second = rows.get(4);
                boolean told = rows.get(10).equals(OWN) && !first.isEmpty() && !second.isEmpty() && !relation.isEmpty();
                if (told && relation.equals("isa")) {
                    sink.parent(second, first);
                } else if (told && !relation.equals("inverse_isa")) {
                    sink.property(second, relation, "code", first);
                }
            }
        }
    }
}
