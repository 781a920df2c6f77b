package health.throughline.store.term;

import health.throughline.fhir.terminology.Words;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the facets of concepts are written, and asked for as a tsquery. */
public final class Facets {

    public static final char SELF = '.';
    public static final char PARENT = '<';
    public static final char ABOVE = '^';

    /** Stands between facets, and in none. */
    public static final char SEPARATOR = '\u001f';

    /** As much of a property's value as is kept as a facet. */
    private static final int LENGTH = 300;

    private Facets() {}

    private static String property(String name, String value) {
        return cut("=" + name + "=" + value);
    }

    private static String present(String name) {
        return cut("?" + name);
    }

    private static String cut(String facet) {
        String plain = facet.replace(SEPARATOR, ' ');
        return plain.length() > LENGTH ? plain.substring(0, LENGTH) : plain;
    }

    /** Those whose property {@code name} is {@code value}. */
    public static String with(String name, String value) {
        return quoted(property(name, value));
    }

    /** Those that have the property {@code name}. */
    public static String having(String name) {
        return quoted(present(name));
    }

    /** Those that stand to the concept {@code number} as {@code sign} says. */
    public static String related(char sign, int number) {
        return "'" + sign + number + "'";
    }

    /** Those of whose names a word starts with each word of {@code text}. */
    public static String words(String text) {
        return all(Words.of(text).stream().map(word -> quoted(word) + ":*").toList());
    }

    public static String any(List<String> queries) {
        return queries.stream().collect(Collectors.joining(" | ", "(", ")"));
    }

    public static String all(List<String> queries) {
        return String.join(" & ", queries);
    }

    public static String not(String query) {
        return "!(" + query + ")";
    }

    /** The words of names, as facets. */
    public static String ofNames(String... names) {
        return Stream.of(names)
                .flatMap(name -> Words.of(name).stream())
                .map(Facets::cut)
                .distinct()
                .collect(Collectors.joining(String.valueOf(SEPARATOR)));
    }

    /** A property, as facets. */
    public static String ofProperty(String name, String value) {
        return property(name, value) + SEPARATOR + present(name);
    }

    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
