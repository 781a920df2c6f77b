package health.throughline.search.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;

/** https://hl7.org/fhir/R4/search_filter.html: paths of one step, and parentheses wherever precedence would matter. */
final class Filter {

    private static final Pattern TOKEN = Pattern.compile("\\s*(\\(|\\)|\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s()]+)");

    private final Definitions definitions;
    private final Paths paths;
    private final Values values;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    Filter(Definitions definitions, Paths paths, Values values, String text) {
        this.definitions = definitions;
        this.paths = paths;
        this.values = values;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
    }

    boolean holds(Resource resource) {
        next = 0;
        boolean result = expression(resource);
        if (next != tokens.size()) {
            throw new IllegalArgumentException("Left over: " + tokens.subList(next, tokens.size()));
        }
        return result;
    }

    private boolean expression(Resource resource) {
        boolean result = term(resource);
        while (next < tokens.size() && (peek("and") || peek("or"))) {
            boolean and = tokens.get(next++).equals("and");
            boolean right = term(resource);
            result = and ? result && right : result || right;
        }
        return result;
    }

    private boolean peek(String token) {
        return tokens.get(next).equals(token);
    }

    private boolean term(Resource resource) {
        if (peek("not")) {
            next++;
            return !term(resource);
        }
        if (peek("(")) {
            next++;
            boolean result = expression(resource);
            next++;
            return result;
        }
        String code = tokens.get(next++);
        String operator = tokens.get(next++);
        return test(resource, code, operator, tokens.get(next++));
    }

    private boolean test(Resource resource, String code, String operator, String quoted) {
        String value = quoted.startsWith("\"") ? quoted.substring(1, quoted.length() - 1) : quoted;
        SearchParameter parameter = definitions.get(resource.fhirType(), code);
        boolean string = parameter.getType() == SearchParamType.STRING;
        return switch (operator) {
            case "pr" -> paths.values(resource, parameter).isEmpty() != Boolean.parseBoolean(value);
            case "co" -> texts(resource, parameter).stream().anyMatch(text -> text.contains(StringMatch.fold(value)));
            case "sw" -> texts(resource, parameter).stream().anyMatch(text -> text.startsWith(StringMatch.fold(value)));
            case "ew" -> texts(resource, parameter).stream().anyMatch(text -> text.endsWith(StringMatch.fold(value)));
            case "re" -> values.any(resource, code, "", value);
            case "in", "ss", "sb" -> values.any(resource, code, modifier(operator), value);
            case "ni" -> !values.any(resource, code, "in", value);
            case "eq" ->
                string
                        ? texts(resource, parameter).contains(StringMatch.fold(value))
                        : values.any(resource, code, "", value);
            case "ne" -> paths.values(resource, parameter).stream().anyMatch(item -> differs(parameter, item, value));
            default -> values.any(resource, code, "", operator + value);
        };
    }

    /** "An item in the set has an unequal value": what has none does not differ. */
    private boolean differs(SearchParameter parameter, Base item, String value) {
        return parameter.getType() == SearchParamType.STRING
                ? StringMatch.texts(item).stream()
                        .anyMatch(text -> !StringMatch.fold(text).equals(StringMatch.fold(value)))
                : !values.matches(parameter, item, "", value);
    }

    private static String modifier(String operator) {
        return operator.equals("ss") ? "below" : operator.equals("sb") ? "above" : "in";
    }

    private List<String> texts(Resource resource, SearchParameter parameter) {
        List<String> texts = new ArrayList<>();
        for (Base value : paths.values(resource, parameter)) {
            StringMatch.texts(value).forEach(text -> texts.add(StringMatch.fold(text)));
        }
        return texts;
    }
}
