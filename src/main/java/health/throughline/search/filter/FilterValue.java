package health.throughline.search.filter;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value of a filter as an ordinary search parameter would be given it. */
final class FilterValue {

    /** The names that stand for a system. */
    private static final Map<String, String> SYSTEMS = Map.of(
            "loinc", "http://loinc.org",
            "snomed", "http://snomed.info/sct",
            "rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm",
            "ucum", "http://unitsofmeasure.org");

    private static final Pattern SYSTEM = Pattern.compile("(?<=^|[|$])(loinc|snomed|rxnorm|ucum)(?=\\|)");

    private FilterValue() {}

    /** Text in which nothing has a meaning of its own. */
    static String literal(String value) {
        return value.replaceAll("[\\\\,|$]", "\\\\$0");
    }

    /** One value with its parts, such as {@code system|code}: commas separate no alternatives here, {@code or} does. */
    static String single(String value) {
        StringBuilder single = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                single.append(c).append(value.charAt(++i));
            } else {
                single.append(c == ',' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return SYSTEM.matcher(single)
                .replaceAll(found -> Matcher.quoteReplacement(SYSTEMS.getOrDefault(found.group(), found.group())));
    }
}
