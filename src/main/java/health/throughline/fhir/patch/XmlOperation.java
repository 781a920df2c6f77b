package health.throughline.fhir.patch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** One operation of an XML Patch: add, replace or remove. */
record XmlOperation(int index, Selector selector, Element body) {

    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    static XmlOperation of(int index, Element body) {
        String name = XmlTrees.localName(body.getTagName());
        if (!List.of("add", "replace", "remove").contains(name)) {
            throw Patch.malformed(index, "is none of add, replace and remove");
        }
        if (!List.of("", "before", "after", "prepend").contains(body.getAttribute("pos"))) {
            throw Patch.malformed(index, "has a 'pos' other than before, after and prepend");
        }
        if (!body.getAttribute("type").isEmpty() && !body.getAttribute("type").matches("@[\\w:.-]+")) {
            throw Patch.malformed(index, "has a 'type' other than the name of an attribute");
        }
        return new XmlOperation(index, Selector.of(index, body.getAttribute("sel")), body);
    }

    void apply(Document document) {
        Node target = selector.find(document);
        try {
            switch (XmlTrees.localName(body.getTagName())) {
                case "add" -> add(target);
                case "replace" -> replace(target);
                default -> remove(target);
            }
        } catch (DOMException e) {
            throw Patch.misfit(index, "puts a node where XML has no place for it");
        }
    }

    private void add(Node target) {
        if (!(target instanceof Element element)) {
            throw Patch.misfit(index, "adds to something that is no element");
        }
        if (!body.getAttribute("type").isEmpty()) {
            String attribute = XmlTrees.localName(body.getAttribute("type").substring(1));
            element.setAttribute(attribute, body.getTextContent().strip());
            return;
        }
        boolean beside = List.of("before", "after").contains(body.getAttribute("pos"));
        Node parent = beside ? element.getParentNode() : element;
        Node next = next(element);
        for (Node node : content(element.getOwnerDocument())) {
            parent.insertBefore(node, next);
        }
    }

    private @Nullable Node next(Element element) {
        return switch (body.getAttribute("pos")) {
            case "before" -> element;
            case "after" -> element.getNextSibling();
            case "prepend" -> element.getFirstChild();
            default -> null;
        };
    }

    private void replace(Node target) {
        if (target instanceof Attr attribute) {
            attribute.setValue(body.getTextContent());
        } else if (target instanceof Text text) {
            text.setData(body.getTextContent());
        } else if (target instanceof Element element) {
            List<Node> nodes = content(element.getOwnerDocument());
            nodes.removeIf(node -> node instanceof Text text && text.getData().isBlank());
            if (nodes.size() != 1 || !(nodes.get(0) instanceof Element)) {
                throw Patch.misfit(index, "replaces an element and so needs exactly one element");
            }
            element.getParentNode().replaceChild(nodes.get(0), element);
        } else {
            throw Patch.misfit(index, "replaces what cannot be replaced");
        }
    }

    private void remove(Node target) {
        if (target instanceof Attr attribute) {
            attribute.getOwnerElement().removeAttributeNode(attribute);
        } else if (target instanceof Element || target instanceof Text) {
            target.getParentNode().removeChild(target);
        } else {
            throw Patch.misfit(index, "removes what cannot be removed");
        }
    }

    private List<Node> content(Document document) {
        List<Node> nodes = new ArrayList<>();
        for (Node node = body.getFirstChild(); node != null; node = node.getNextSibling()) {
            Node copy = document.importNode(node, true);
            nodes.add(copy instanceof Element element ? plain(element) : copy);
        }
        return nodes;
    }

    /** Drops prefixes and the namespaces declared for them; the narrative gets its own. */
    private static Element plain(Element element) {
        Document document = element.getOwnerDocument();
        Element plain = document.createElement(XmlTrees.localName(element.getTagName()));
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            String name = element.getAttributes().item(i).getNodeName();
            if (!name.startsWith("xmlns")) {
                plain.setAttribute(name, element.getAttribute(name));
            }
        }
        if (plain.getTagName().equals("div")) {
            plain.setAttribute("xmlns", XHTML);
        }
        for (Node node = element.getFirstChild(); node != null; node = element.getFirstChild()) {
            element.removeChild(node);
            plain.appendChild(node instanceof Element child ? plain(child) : node);
        }
        return plain;
    }
}
