package health.throughline.search.golden;

import health.throughline.search.query.SearchParser.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A search as a {@code .query} file writes it: the URL below the base, then at will {@code after} or {@code before} with
 * the sort values of the row where the page begins, and {@code sees} with the patients of a restricted caller.
 *
 * @param scope the types searched, or a compartment with a type
 * @param sees empty for whoever may see everything
 */
record GoldenQuery(
        String scope, List<Parameter> parameters, List<String> after, List<String> before, Set<String> sees) {

    static GoldenQuery of(List<String> lines) {
        String url = lines.get(0);
        int question = url.indexOf('?');
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : url.substring(question + 1).split("&")) {
            int equals = pair.indexOf('=');
            parameters.add(new Parameter(pair.substring(0, equals), pair.substring(equals + 1)));
        }
        return new GoldenQuery(
                url.substring(0, question),
                parameters,
                words(lines, "after"),
                words(lines, "before"),
                Set.copyOf(words(lines, "sees")));
    }

    private static List<String> words(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.equals(name) || line.startsWith(name + " "))
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .toList();
    }

    /** Whether the page lies beside a row. */
    boolean continued() {
        return !after.isEmpty() || !before.isEmpty();
    }

    boolean back() {
        return !before.isEmpty();
    }

    /** The sort values of that row. */
    List<String> values() {
        List<String> line = back() ? before : after;
        return line.subList(1, line.size());
    }
}
