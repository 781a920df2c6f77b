package health.throughline.search.terminology.release;

import health.throughline.store.term.load.ConceptSink;
import health.throughline.store.term.load.LoadFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the tabular list of ICD-10-CM: chapters, blocks, and the codes in them. */
final class Icd10CmTabular {

    private final ConceptSink sink;

    /** The codes whose elements are open; empty for one whose name has not come yet. */
    private final Deque<String> open = new ArrayDeque<>();

    Icd10CmTabular(ConceptSink sink) {
        this.sink = sink;
    }

    void read(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    start(reader);
                } else if (event == XMLStreamConstants.END_ELEMENT && opens(reader.getLocalName())) {
                    open.pop();
                }
            }
        } catch (XMLStreamException e) {
            throw new LoadFailed(
                    "The file " + file.getFileName() + " is not the XML it should be; download it again.", e);
        }
    }

    private static boolean opens(String element) {
        return element.equals("chapter") || element.equals("section") || element.equals("diag");
    }

    private void start(XMLStreamReader reader) throws XMLStreamException {
        switch (reader.getLocalName()) {
            case "chapter" -> open.push("");
            case "diag" -> open.push("");
            case "section" -> open.push(String.valueOf(reader.getAttributeValue(null, "id")));
            case "name" -> named(reader.getElementText().strip());
            case "desc" -> described(reader.getElementText().strip());
            default -> {}
        }
    }

    private void named(String name) {
        if (!open.isEmpty() && open.peek().isEmpty()) {
            open.pop();
            open.push(open.isEmpty() ? "chapter-" + name : name);
        }
    }

    private void described(String text) {
        if (open.isEmpty()) {
            return;
        }
        String code = open.peek();
        sink.concept(code, text, true);
        if (open.size() == 1 || code.contains("-")) {
            sink.property(code, "notSelectable", "boolean", "true");
        }
        String parent = open.stream().skip(1).findFirst().orElse("");
        if (!parent.isEmpty()) {
            sink.parent(code, parent);
        }
    }
}
