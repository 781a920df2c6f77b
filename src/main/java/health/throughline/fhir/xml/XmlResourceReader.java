package health.throughline.fhir.xml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.structure.Definition;
import health.throughline.fhir.structure.Definition.Member;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Builds the tree of a resource while it reads the XML. */
final class XmlResourceReader {

    private static final Set<String> ID = Set.of("id");
    private static final Set<String> ID_AND_URL = Set.of("id", "url");
    private static final Set<String> ID_AND_VALUE = Set.of("id", "value");

    private final XmlSource source;
    private final XMLStreamReader reader;

    XmlResourceReader(XmlSource source) {
        this.source = source;
        this.reader = source.reader();
    }

    ObjectNode read() {
        while (source.next() != XMLStreamConstants.START_ELEMENT) {
            // Comments may come before the root element.
        }
        ObjectNode resource = resource(reader.getLocalName());
        source.finish();
        return resource;
    }

    private ObjectNode resource(String path) {
        requireNamespace(XmlSource.FHIR, path);
        String type = reader.getLocalName();
        Definition definition = Definition.ofResource(type)
                .orElseThrow(() -> source.refusal("structure", "R4 has no such resource type", null));
        attributes(Set.of(), path);
        ObjectNode resource = FhirJson.object().put("resourceType", type);
        members(definition, resource, path);
        return resource;
    }

    private void members(Definition definition, ObjectNode owner, String path) {
        TreeMember.Counts counts = new TreeMember.Counts();
        while (source.nextChild(path)) {
            String name = reader.getLocalName();
            Member member = definition
                    .member(name)
                    .filter(known -> !(definition.isResource() && name.equals("resourceType")))
                    .orElseThrow(
                            () -> source.refusal("structure", "R4 has no such element here", path + "." + shown(name)));
            int index = counts.next(name);
            String at = path + "." + name + (member.many() ? "[" + index + "]" : "");
            if (index > 0 && !member.many()) {
                throw source.refusal("structure", "This element occurs once", at);
            }
            member(member, new TreeMember(owner, member, index), at);
        }
    }

    private void member(Member member, TreeMember target, String path) {
        requireNamespace(member.form() == Member.Form.XHTML ? XmlSource.XHTML : XmlSource.FHIR, path);
        switch (member.form()) {
            case XHTML -> target.set(TextNode.valueOf(new DivReader(source).read()));
            case RESOURCE -> target.set(nested(path));
            case OBJECT -> target.set(object(member.definition().orElseThrow(), path));
            default -> primitive(member, target, path);
        }
    }

    private ObjectNode nested(String path) {
        attributes(Set.of(), path);
        if (!source.nextChild(path)) {
            throw source.refusal("structure", "A resource is missing here", path);
        }
        ObjectNode resource = resource(path);
        if (source.nextChild(path)) {
            throw source.refusal("structure", "Only one resource may stand here", path);
        }
        return resource;
    }

    private ObjectNode object(Definition definition, String path) {
        ObjectNode object = FhirJson.object();
        attributes(definition.isExtension() ? ID_AND_URL : ID, path);
        put(object, "id");
        if (definition.isExtension()) {
            put(object, "url");
        }
        members(definition, object, path);
        return object;
    }

    private void primitive(Member member, TreeMember target, String path) {
        attributes(ID_AND_VALUE, path);
        String value = reader.getAttributeValue(null, "value");
        ObjectNode sibling = FhirJson.object();
        put(sibling, "id");
        JsonNode main = value == null ? null : value(member, value, path);
        members(Definition.ofPrimitive(), sibling, path);
        if (main == null && !sibling.has("extension")) {
            throw source.refusal("structure", "There is neither a value nor an extension", path);
        }
        target.set(main, sibling.isEmpty() ? null : sibling);
    }

    private JsonNode value(Member member, String text, String path) {
        return switch (member.form()) {
            case BOOLEAN -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw source.refusal("value", "A boolean is true or false", path);
                }
                yield BooleanNode.valueOf(text.equals("true"));
            }
            case NUMBER ->
                XmlNumber.parse(text).orElseThrow(() -> source.refusal("value", "This is not a number of R4", path));
            default -> TextNode.valueOf(text);
        };
    }

    private void put(ObjectNode object, String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        if (value != null) {
            object.put(attribute, value);
        }
    }

    private void attributes(Set<String> known, String path) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            boolean plain = namespace == null || namespace.isEmpty();
            boolean schemaLocation = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace);
            if (!schemaLocation && !(plain && known.contains(reader.getAttributeLocalName(i)))) {
                throw source.refusal("structure", "R4 has no such attribute here", path);
            }
        }
    }

    private void requireNamespace(String namespace, String path) {
        if (!namespace.equals(reader.getNamespaceURI())) {
            throw source.refusal("structure", "This element must be in the namespace " + namespace, path);
        }
    }

    private static @Nullable String shown(String name) {
        return name.length() > 64 ? "…" : name;
    }
}
