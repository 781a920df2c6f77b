package health.throughline.search.terminology.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.store.term.load.ConceptSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * LOINC as it is downloaded: terms, and where they are there answer lists, parts and the hierarchy of components.
 *
 * @see <a href="https://hl7.org/fhir/R4/loinc.html">R4 LOINC</a>
 */
final class LoincRelease implements Release {

    private static final List<String> PROPERTIES = List.of(
            "COMPONENT",
            "PROPERTY",
            "TIME_ASPCT",
            "SYSTEM",
            "SCALE_TYP",
            "METHOD_TYP",
            "CLASS",
            "CLASSTYPE",
            "STATUS",
            "ORDER_OBS");
    private static final List<String> NAMES = List.of("SHORTNAME", "DisplayName", "ConsumerName", "RELATEDNAMES2");

    private final ReleaseFiles files;

    LoincRelease(ReleaseFiles files) {
        this.files = files;
    }

    private Path terms() throws IOException {
        return files.require("LoincTable/Loinc.csv", "(^|/)Loinc\\.csv$");
    }

    @Override
    public ObjectNode definition() throws IOException {
        String version = files.version(terms(), "Loinc_?v?(\\d+\\.\\d+)");
        ObjectNode definition = Release.definition("http://loinc.org", "LOINC", version);
        return definition.put(
                "copyright",
                "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, "
                        + "Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available "
                        + "at no cost under the license at http://loinc.org/license.");
    }

    @Override
    public void tell(ConceptSink sink) throws IOException {
        try (Rows rows = Rows.commas(terms())) {
            while (rows.next()) {
                term(rows, sink);
            }
        }
        if (files.find("(^|/)AnswerList\\.csv$").isPresent()) {
            answers(files.require("AnswerList.csv", "(^|/)AnswerList\\.csv$"), sink);
        }
        Optional<Path> links = files.find("(^|/)LoincAnswerListLink\\.csv$");
        if (links.isPresent()) {
            links(links.get(), sink);
        }
        Optional<Path> parts = files.find("(^|/)Part\\.csv$");
        if (parts.isPresent()) {
            parts(parts.get(), sink);
        }
        Optional<Path> hierarchy = files.find("(^|/)ComponentHierarchyBySystem\\.csv$");
        if (hierarchy.isPresent()) {
            hierarchy(hierarchy.get(), sink);
        }
    }

    private static void term(Rows rows, ConceptSink sink) {
        String code = rows.get("LOINC_NUM");
        sink.concept(code, rows.get("LONG_COMMON_NAME"), !rows.get("STATUS").equals("DEPRECATED"));
        for (String name : PROPERTIES) {
            if (rows.has(name) && !rows.get(name).isEmpty()) {
                sink.property(code, name, "string", rows.get(name));
            }
        }
        for (String name : NAMES) {
            if (rows.has(name) && !rows.get(name).isEmpty()) {
                sink.designation(code, "en", name, rows.get(name));
            }
        }
        if (rows.has("DefinitionDescription")
                && !rows.get("DefinitionDescription").isEmpty()) {
            sink.definition(code, rows.get("DefinitionDescription"));
        }
    }

    /** Lists are concepts too; their answers stand in them in order. */
    private static void answers(Path file, ConceptSink sink) throws IOException {
        try (Rows rows = Rows.commas(file)) {
            while (rows.next()) {
                String list = rows.get("AnswerListId");
                String answer = rows.get("AnswerStringId");
                sink.concept(list, rows.get("AnswerListName"), true);
                if (!answer.isEmpty()) {
                    sink.concept(answer, rows.get("DisplayText"), true);
                    sink.property(list, "answer", "code", answer);
                    sink.property(answer, "answer-list", "code", list);
                }
            }
        }
    }

    private static void links(Path file, ConceptSink sink) throws IOException {
        try (Rows rows = Rows.commas(file)) {
            while (rows.next()) {
                sink.property(rows.get("LoincNumber"), "answer-list", "code", rows.get("AnswerListId"));
            }
        }
    }

    private static void parts(Path file, ConceptSink sink) throws IOException {
        try (Rows rows = Rows.commas(file)) {
            while (rows.next()) {
                String code = rows.get("PartNumber");
                sink.concept(
                        code, rows.get("PartDisplayName"), !rows.get("Status").equals("DEPRECATED"));
                sink.property(code, "PartTypeName", "string", rows.get("PartTypeName"));
            }
        }
    }

    private static void hierarchy(Path file, ConceptSink sink) throws IOException {
        try (Rows rows = Rows.commas(file)) {
            while (rows.next()) {
                String code = rows.get("CODE");
                sink.concept(code, rows.get("CODE_TEXT"), true);
                if (!rows.get("IMMEDIATE_PARENT").isEmpty()) {
                    sink.parent(code, rows.get("IMMEDIATE_PARENT"));
                }
            }
        }
    }
}
