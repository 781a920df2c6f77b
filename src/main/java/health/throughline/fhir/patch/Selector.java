package health.throughline.fhir.patch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The XPath of an XML Patch operation, which selects one node. */
record Selector(int operation, XPathExpression expression) {

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_SEARCHES = 2;
    private static final Pattern PREFIX = Pattern.compile("('[^']*'|\"[^\"]*\")|[A-Za-z_][\\w.-]*:(?=[A-Za-z_*])");
    private static final Pattern SEARCH = Pattern.compile("//|descendant|following|preceding|ancestor");

    static Selector of(int operation, String text) {
        boolean costly = SEARCH.matcher(text).results().count() > MAX_SEARCHES;
        if (text.isBlank() || text.length() > MAX_LENGTH || costly) {
            throw Patch.malformed(operation, "needs a short selector in 'sel' that names the way to one node");
        }
        try {
            XPathFactory factory = XPathFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return new Selector(operation, factory.newXPath().compile(withoutPrefixes(text)));
        } catch (XPathExpressionException | XPathFactoryConfigurationException e) {
            throw Patch.malformed(operation, "has a selector that is no XPath 1.0");
        }
    }

    private static String withoutPrefixes(String text) {
        return PREFIX.matcher(text).replaceAll(match -> match.group(1) == null ? "" : quoted(match.group(1)));
    }

    private static String quoted(String literal) {
        return Matcher.quoteReplacement(literal);
    }

    Node find(Document document) {
        NodeList found;
        try {
            found = (NodeList) expression.evaluate(document, XPathConstants.NODESET);
        } catch (XPathExpressionException e) {
            throw Patch.misfit(operation, "has a selector that selects no nodes");
        }
        if (found.getLength() != 1) {
            String number = found.getLength() == 0 ? "nothing" : "more than one node";
            throw Patch.misfit(operation, "selects " + number);
        }
        return found.item(0);
    }
}
