package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.xml.FhirXml;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** XML Patch, RFC 5261, on the XML form of the resource. */
final class XmlPatch extends Patch {

    private final List<XmlOperation> operations;

    private XmlPatch(List<XmlOperation> operations) {
        this.operations = operations;
    }

    static XmlPatch of(byte[] body) {
        Element root = XmlTrees.parse(body).getDocumentElement();
        if (!XmlTrees.localName(root.getTagName()).equals("diff")) {
            throw Refusal.invalid("structure", "An XML Patch has the root element 'diff'.", null);
        }
        List<XmlOperation> operations = new ArrayList<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                operations.add(XmlOperation.of(operations.size(), element));
            }
        }
        return new XmlPatch(operations);
    }

    @Override
    JsonNode change(ObjectNode copy) {
        Document document = XmlTrees.parse(FhirXml.bytes(copy));
        for (XmlOperation operation : operations) {
            operation.apply(document);
        }
        if (document.getDocumentElement() == null) {
            throw new Refusal(Refusal.Reason.UNPROCESSABLE, "The patch removes the whole resource; use DELETE.");
        }
        try {
            return FhirXml.parse(XmlTrees.bytes(document));
        } catch (Refusal e) {
            throw new Refusal(Refusal.Reason.UNPROCESSABLE, e.issues());
        }
    }
}
