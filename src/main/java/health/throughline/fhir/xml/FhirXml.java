package health.throughline.fhir.xml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import java.nio.charset.StandardCharsets;

/** A resource as XML and as a tree, without loss either way but comments and the order XML gives to elements. */
public final class FhirXml {

    private FhirXml() {}

    /**
     * The structure is that of R4 as far as names and numbers go; values are not checked yet.
     *
     * @throws Refusal INVALID when the bytes are not XML, hold a DTD, or hold something that R4 does not know
     */
    public static ObjectNode parse(byte[] xml) {
        return new XmlResourceReader(new XmlSource(xml)).read();
    }

    /** For resources of a known structure. */
    public static byte[] bytes(ObjectNode resource) {
        return new XmlResourceWriter().write(resource).getBytes(StandardCharsets.UTF_8);
    }
}
