package health.throughline.fhir.xml;

import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** XML that is plain data, event by event: UTF-8, no DTD, no entities of its own, not too deep. */
final class XmlSource {

    static final String FHIR = "http://hl7.org/fhir";
    static final String XHTML = "http://www.w3.org/1999/xhtml";

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private int depth;

    XmlSource(byte[] xml) {
        try {
            reader = FACTORY.createXMLStreamReader(new StringReader(decode(xml)));
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
        String encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw refusal("structure", "The XML declares another encoding; send UTF-8", null);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static String decode(byte[] xml) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(xml))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("structure", "The XML is not valid UTF-8; send UTF-8.", null);
        }
    }

    XMLStreamReader reader() {
        return reader;
    }

    /** @return the kind of the next event, as in {@link XMLStreamConstants} */
    int next() {
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw refusal("structure", "The XML holds a DTD or an entity; remove it", null);
        }
        if (event == XMLStreamConstants.START_ELEMENT && ++depth > FhirJson.MAX_NESTING) {
            throw refusal("structure", "The XML is nested deeper than " + FhirJson.MAX_NESTING + " levels", null);
        }
        depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
        return event;
    }

    /** @return whether there is one more child; else its parent has ended */
    boolean nextChild(String path) {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
                throw refusal("structure", "There is text between elements; values go into 'value' attributes", path);
            }
            event = next();
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    void finish() {
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            // Only comments and processing instructions can follow the root element.
        }
    }

    Refusal refusal(String code, String problem, @Nullable String expression) {
        var at = reader.getLocation();
        return Refusal.invalid(code, problem + where(at.getLineNumber(), at.getColumnNumber()), expression);
    }

    private static Refusal malformed(XMLStreamException e) {
        var at = e.getLocation();
        String where = at == null ? "." : where(at.getLineNumber(), at.getColumnNumber());
        return Refusal.invalid("structure", "The content is not well-formed XML without entities" + where, null);
    }

    private static String where(int line, int column) {
        return " (line " + line + ", column " + column + ").";
    }
}
