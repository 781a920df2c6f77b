package health.throughline.api.capability;

import health.throughline.search.parameter.SearchParameter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a search parameter is for, in one line. */
public final class SearchText {

    /** R4 describes parameters shared by several types in one list. */
    private static final Pattern LINE =
            Pattern.compile("^\\*\\s*\\[(\\w+)]\\([^)]*\\):\\s*(.*?)\\s*$", Pattern.MULTILINE);

    private SearchText() {}

    /** The part of the description that is about the parameter's type; empty when it has none. */
    public static String of(SearchParameter parameter) {
        String text = parameter.description();
        Matcher line = LINE.matcher(text);
        boolean list = false;
        while (line.find()) {
            list = true;
            if (line.group(1).equals(parameter.type())) {
                return line.group(2);
            }
        }
        return list ? "" : text.replaceAll("\\s+", " ").strip();
    }
}
