package health.throughline.fhir.xml;

import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/** Copies the narrative's div out of the XML as the text that JSON holds. */
final class DivReader {

    private static final Set<String> VOID = Set.of("area", "br", "col", "hr", "img");

    private final XmlSource source;
    private final XMLStreamReader reader;
    private final StringBuilder out = new StringBuilder();
    private int opened;

    DivReader(XmlSource source) {
        this.source = source;
        this.reader = source.reader();
    }

    /** The reader stands at the start of the div, and then at its end. */
    String read() {
        out.append("<div xmlns=\"").append(XmlSource.XHTML).append('"');
        attributes();
        out.append('>');
        content();
        return out.append("</div>").toString();
    }

    private void content() {
        int depth = 0;
        for (int event = source.next(); event != XMLStreamConstants.END_ELEMENT || depth > 0; event = source.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                start();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                end(reader.getLocalName());
            } else if (event == XMLStreamConstants.CHARACTERS) {
                XmlText.escapeContent(reader.getText(), out);
            }
        }
    }

    private void start() {
        if (!XmlSource.XHTML.equals(reader.getNamespaceURI())) {
            throw source.refusal("structure", "The narrative is XHTML only", null);
        }
        out.append('<').append(reader.getLocalName());
        attributes();
        out.append('>');
        opened = out.length();
    }

    /** Only what HTML knows as void is written short: a reader of HTML takes a short span for an open one. */
    private void end(String name) {
        if (VOID.contains(name) && out.length() == opened) {
            out.setCharAt(out.length() - 1, '/');
            out.append('>');
        } else {
            out.append("</").append(name).append('>');
        }
    }

    private void attributes() {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            out.append(' ').append(prefix == null || prefix.isEmpty() ? "" : prefix + ":");
            out.append(reader.getAttributeLocalName(i)).append("=\"");
            XmlText.escape(reader.getAttributeValue(i), out);
            out.append('"');
        }
    }
}
