package health.throughline.fhir.patch;

import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * XML as a tree of plain names. FHIR knows two namespaces whose names never meet, so names are compared without their
 * prefixes: selectors may then write {@code f:Patient/f:name} or {@code Patient/name}.
 */
final class XmlTrees {

    private static final DocumentBuilderFactory FACTORY = factory();

    private XmlTrees() {}

    private static DocumentBuilderFactory factory() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute("jdk.xml.maxElementDepth", Integer.toString(FhirJson.MAX_NESTING));
            factory.setNamespaceAware(false);
            factory.setIgnoringComments(true);
            factory.setCoalescing(true);
            return factory;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Document parse(byte[] xml) {
        try {
            DocumentBuilder builder = FACTORY.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (SAXParseException e) {
            String where = "line " + e.getLineNumber() + ", column " + e.getColumnNumber();
            throw Refusal.invalid(
                    "structure", "The XML is not well-formed, holds a DTD or is too deep (" + where + ").", null);
        } catch (SAXException e) {
            throw Refusal.invalid("structure", "The content is not XML.", null);
        } catch (IOException e) {
            throw Refusal.invalid("structure", "The XML is not in the encoding it declares; send UTF-8.", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(Document document) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    static String localName(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    /** By default the parser would print faults to the console. */
    private static final class Silent implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
