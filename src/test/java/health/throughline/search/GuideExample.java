package health.throughline.search;

import static java.util.stream.Collectors.joining;

import health.throughline.testing.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request of the guide to searching, as it stands there: a code span that begins with a method, with what is read by
 * eye left unencoded.
 *
 * @param line where it stands in the guide
 * @param form the body of a POST; empty for GET
 * @param refused whether the guide says that it is refused
 */
record GuideExample(int line, String method, String path, String form, boolean refused) {

    static final Path GUIDE = Path.of("src/docs/search.md");

    private static final Pattern EXAMPLE = Pattern.compile("`(GET|POST) ([^` ]+(?: [^`]+)?)`");
    private static final String REFUSED = "- refused:";

    /** Every example of the guide, in order. */
    static List<GuideExample> all() {
        List<GuideExample> all = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            Matcher example = EXAMPLE.matcher(lines.get(i));
            while (example.find()) {
                all.add(of(
                        i + 1, example.group(1), example.group(2), lines.get(i).startsWith(REFUSED)));
            }
        }
        return all;
    }

    static List<String> lines() {
        try {
            return Files.readAllLines(GUIDE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GuideExample of(int line, String method, String request, boolean refused) {
        int space = method.equals("POST") ? request.indexOf(' ') : -1;
        return space < 0
                ? new GuideExample(line, method, request, "", refused)
                : new GuideExample(line, method, request.substring(0, space), request.substring(space + 1), refused);
    }

    /** What it says in the guide. */
    String written() {
        return (method + " " + path + " " + form).strip();
    }

    /** The request itself, below {@code base}. */
    Call call(String base) {
        int question = path.indexOf('?');
        String url = base + "/" + (question < 0 ? path : path.substring(0, question + 1));
        String query = question < 0 ? "" : encoded(path.substring(question + 1));
        Call call = Call.call(method, url + query);
        return form.isEmpty() ? call : call.content("application/x-www-form-urlencoded", encoded(form));
    }

    private static String encoded(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .map(parts -> parts.length < 2 ? parts[0] : parts[0] + "=" + Call.encode(parts[1]))
                .collect(joining("&"));
    }
}
