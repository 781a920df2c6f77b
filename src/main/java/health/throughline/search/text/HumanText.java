package health.throughline.search.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.structure.Definition;
import health.throughline.fhir.structure.Definition.Member;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a resource says to people: narrative, strings and markdown; not ids, codes, addresses, dates and data. */
final class HumanText {

    /** Strings that are no text. */
    private static final Set<String> NO_TEXT = Set.of("id", "linkId", "version");

    private static final Set<String> NO_TEXT_IN = Set.of(
            "Reference.reference",
            "Identifier.value",
            "ContactPoint.value",
            "SampledData.data",
            "Expression.expression");

    private static final Pattern INLINE =
            Pattern.compile("</?(?:a|abbr|acronym|b|bdo|big|cite|code|del|dfn|em|i|ins|kbd|q|s|samp|small|span|strong|"
                    + "strike|sub|sup|tt|u|var)\\b[^>]*>");
    private static final Pattern TAG = Pattern.compile("<!--.*?-->|<[^>]*>", Pattern.DOTALL);
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\\w+));");
    private static final Map<String, String> ENTITIES =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

    private HumanText() {}

    /** The words of a narrative's div. */
    static Words narrative(String div) {
        Words words = new Words();
        addNarrative(div, words);
        return words;
    }

    /** The words of everything that {@code resource} says, and of what it contains. */
    static Words of(ObjectNode resource) {
        Words words = new Words();
        addResource(resource, words);
        return words;
    }

    private static void addNarrative(String div, Words words) {
        String plain = TAG.matcher(INLINE.matcher(div).replaceAll("")).replaceAll(" ");
        words.add(ENTITY.matcher(plain).replaceAll(found -> {
            String named = found.group(3);
            String text = named == null ? numbered(found.group(1), found.group(2)) : ENTITIES.getOrDefault(named, " ");
            return java.util.regex.Matcher.quoteReplacement(text);
        }));
    }

    private static String numbered(String decimal, String hexadecimal) {
        int point = decimal == null ? Integer.parseInt(hexadecimal, 16) : Integer.parseInt(decimal);
        return Character.isValidCodePoint(point) ? Character.toString(point) : " ";
    }

    private static void addResource(ObjectNode resource, Words words) {
        Definition.ofResource(resource.path("resourceType").asText())
                .ifPresent(definition -> addObject(resource, "", definition, words));
    }

    private static void addObject(ObjectNode object, String datatype, Definition definition, Words words) {
        for (Map.Entry<String, JsonNode> child : object.properties()) {
            String name = child.getKey();
            JsonNode value = child.getValue();
            if (name.startsWith("_")) {
                each(value, node -> addObject(node, "", Definition.ofPrimitive(), words));
            } else if (!NO_TEXT.contains(name) && !NO_TEXT_IN.contains(datatype + "." + name)) {
                definition.member(name).ifPresent(member -> addMember(member, value, words));
            }
        }
    }

    private static void addMember(Member member, JsonNode value, Words words) {
        if (value.isArray()) {
            value.forEach(one -> addMember(member, one, words));
        } else if (value instanceof ObjectNode object) {
            if (member.form() == Member.Form.RESOURCE) {
                addResource(object, words);
            } else if (!member.datatype().equals("Meta")) {
                member.definition().ifPresent(inner -> addObject(object, member.datatype(), inner, words));
            }
        } else if (member.form() == Member.Form.XHTML) {
            addNarrative(value.asText(), words);
        } else if (member.datatype().equals("string") || member.datatype().equals("markdown")) {
            words.add(value.asText());
        }
    }

    private static void each(JsonNode value, java.util.function.Consumer<ObjectNode> found) {
        if (value instanceof ObjectNode object) {
            found.accept(object);
        } else {
            value.forEach(one -> each(one, found));
        }
    }
}
