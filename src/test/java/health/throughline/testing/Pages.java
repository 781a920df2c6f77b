package health.throughline.testing;

import java.util.ArrayList;
import java.util.List;

/** Follows a Bundle's next links to the end. */
public final class Pages {

    private static final int MOST = 500;

    private Pages() {}

    /** Every page of the result that starts at {@code path}. */
    public static List<Reply> of(String path) {
        List<Reply> pages = new ArrayList<>();
        for (String next = path;
                !next.isEmpty();
                next = pages.get(pages.size() - 1).link("next")) {
            if (pages.size() == MOST) {
                throw new AssertionError("More than " + MOST + " pages from " + path);
            }
            pages.add(Call.get(next).send().expect(200));
        }
        return pages;
    }

    /** The ids of the matches on all pages, in order. */
    public static List<String> matches(String path) {
        return of(path).stream().flatMap(page -> page.matches().stream()).toList();
    }
}
