package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.structure.Definition.Member.Form;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The narrative's div: XHTML that shows and does nothing (R4 narrative, txt-1 and txt-2). */
enum Xhtml implements DataType {
    DIV;

    private static final String NAMESPACE = "http://www.w3.org/1999/xhtml";
    private static final XMLInputFactory FACTORY = factory();

    private static final Set<String> ELEMENTS = Set.of(("a abbr acronym address area b bdo big blockquote br caption"
                    + " cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li map ol p"
                    + " pre q samp small span strong sub sup table tbody td tfoot th thead tr tt u ul var")
            .split(" "));

    private static final Set<String> ATTRIBUTES =
            Set.of(("abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char"
                            + " charoff charset cite class colspan compact coords datetime dir frame headers height"
                            + " href hreflang hspace id lang longdesc name nowrap rel rev rowspan rules scope shape"
                            + " span src start style summary tabindex title type usemap valign value vspace width")
                    .split(" "));

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        return factory;
    }

    @Override
    public String typeName() {
        return "xhtml";
    }

    @Override
    public Form form() {
        return Form.XHTML;
    }

    @Override
    public void check(JsonNode value, Place place, Findings findings) {
        if (!value.isTextual()) {
            findings.structure(place, "The narrative is written as a JSON string in quotes.");
        } else if (!value.textValue().stripLeading().startsWith("<div")) {
            findings.value(place, "The narrative is one element <div xmlns=\"" + NAMESPACE + "\">.");
        } else if (!Texts.isClean(value.textValue())) {
            findings.value(place, "The narrative holds control characters or broken surrogate pairs; remove them.");
        } else {
            String problem = problem(value.textValue());
            if (!problem.isEmpty()) {
                findings.value(place, problem);
            }
        }
    }

    private static String problem(String xhtml) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(xhtml));
            String problem = problem(reader);
            reader.close();
            return problem;
        } catch (XMLStreamException e) {
            return "The narrative is not well-formed XML without DTD; write characters instead of named entities.";
        }
    }

    private static String problem(XMLStreamReader reader) throws XMLStreamException {
        boolean content = false;
        while (reader.hasNext()) {
            int event = reader.next();
            String problem = "";
            if (event == XMLStreamConstants.START_ELEMENT) {
                problem = element(reader);
                content |= reader.getLocalName().equals("img");
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                content |= !reader.isWhiteSpace();
            } else if (event == XMLStreamConstants.DTD
                    || event == XMLStreamConstants.ENTITY_REFERENCE
                    || event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                problem = "The narrative may hold no DTD, entity or processing instruction.";
            }
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        return content ? "" : "The narrative shows nothing; give it text or leave 'text' out.";
    }

    private static String element(XMLStreamReader reader) {
        if (!NAMESPACE.equals(reader.getNamespaceURI())) {
            return "Every element of the narrative is in the namespace " + NAMESPACE + ".";
        }
        if (!ELEMENTS.contains(reader.getLocalName())) {
            return "The narrative holds an element R4 does not allow; only text, lists, tables, links and images.";
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (!isAllowed(reader.getAttributePrefix(i), reader.getAttributeLocalName(i))) {
                return "The narrative holds an attribute R4 does not allow, such as an event handler; remove it.";
            }
            if (isActive(reader.getAttributeValue(i))) {
                return "A link of the narrative may not run a script; use http, https, mailto or a fragment.";
            }
        }
        return "";
    }

    private static boolean isAllowed(String prefix, String name) {
        return prefix.isEmpty() ? ATTRIBUTES.contains(name) : prefix.equals("xml");
    }

    private static boolean isActive(String value) {
        if (value.indexOf(':') < 0 && value.indexOf('(') < 0) {
            return false;
        }
        String plain = value.replaceAll("[\\s\\p{Cntrl}]", "").toLowerCase(Locale.ROOT);
        return plain.contains("javascript:")
                || plain.contains("vbscript:")
                || plain.contains("data:text/html")
                || plain.contains("expression(");
    }
}
