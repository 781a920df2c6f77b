package health.throughline.fhir.xml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.structure.Definition;
import health.throughline.fhir.structure.Definition.Member;
import org.jspecify.annotations.Nullable;

/** Writes a tree as XML, with the elements in the order of their definition. */
final class XmlResourceWriter {

    private final StringBuilder out = new StringBuilder();

    String write(ObjectNode resource) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        resource(resource, " xmlns=\"" + XmlSource.FHIR + "\"");
        return out.toString();
    }

    private void resource(JsonNode resource, String namespace) {
        String type = resource.path("resourceType").asText();
        Definition definition =
                Definition.ofResource(type).orElseThrow(() -> new IllegalArgumentException("Not a resource of R4"));
        out.append('<').append(type).append(namespace).append('>');
        members(definition, resource);
        close(type);
    }

    private void members(Definition definition, JsonNode object) {
        for (Member member : definition.members()) {
            JsonNode value = object.get(member.name());
            JsonNode sibling = object.get("_" + member.name());
            if ((value != null || sibling != null) && !isAttribute(definition, member.name())) {
                member(member, value, sibling);
            }
        }
    }

    private static boolean isAttribute(Definition definition, String name) {
        return name.equals("resourceType") && definition.isResource()
                || name.equals("id") && !definition.isResource()
                || name.equals("url") && definition.isExtension();
    }

    private void member(Member member, @Nullable JsonNode value, @Nullable JsonNode sibling) {
        if (!member.many()) {
            item(member, value, sibling);
            return;
        }
        int size = Math.max(value == null ? 0 : value.size(), sibling == null ? 0 : sibling.size());
        for (int i = 0; i < size; i++) {
            item(member, value == null ? null : value.get(i), sibling == null ? null : sibling.get(i));
        }
    }

    private void item(Member member, @Nullable JsonNode value, @Nullable JsonNode sibling) {
        if (member.form().isPrimitive()) {
            primitive(member.name(), value, sibling);
        } else if (value == null) {
            return;
        } else if (member.form() == Member.Form.XHTML) {
            out.append(value.asText().strip());
        } else if (member.form() == Member.Form.RESOURCE) {
            out.append('<').append(member.name()).append('>');
            resource(value, "");
            close(member.name());
        } else {
            object(member, member.definition().orElseThrow(), value);
        }
    }

    private void object(Member member, Definition definition, JsonNode value) {
        out.append('<').append(member.name());
        attribute("id", value.get("id"));
        attribute("url", definition.isExtension() ? value.get("url") : null);
        out.append('>');
        members(definition, value);
        close(member.name());
    }

    private void primitive(String name, @Nullable JsonNode value, @Nullable JsonNode sibling) {
        out.append('<').append(name);
        attribute("id", sibling == null ? null : sibling.get("id"));
        attribute("value", value);
        if (sibling == null || !sibling.has("extension")) {
            out.append("/>");
            return;
        }
        out.append('>');
        members(Definition.ofPrimitive(), sibling);
        close(name);
    }

    private void attribute(String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            out.append(' ').append(name).append("=\"");
            XmlText.escape(value.asText(), out);
            out.append('"');
        }
    }

    private void close(String name) {
        out.append("</").append(name).append('>');
    }
}
