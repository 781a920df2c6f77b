package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Two records that differ in nothing but what a caller may not see.
 *
 * @param visible keys of all that the caller may see
 */
record TwoRecords(World full, Access ofFull, World bare, Access ofBare, Set<String> visible) {

    private static final int MOST_PAGES = 60;

    /** Both answer {@code urls} alike, with all their pages, each by its own links, and with what is visible only. */
    void compare(List<String> urls) {
        compare(urls, urls.size() / 20);
    }

    /**
     * The same.
     *
     * @param least answers that hold anything, for the test to be one
     */
    void compare(List<String> urls, int least) {
        int found = 0;
        List<String> different = new ArrayList<>();
        for (String url : urls) {
            found += compare(url, different);
        }
        assertThat(different).isEmpty();
        assertThat(found).as("answers that hold anything").isGreaterThanOrEqualTo(least);
    }

    private int compare(String url, List<String> different) {
        int found = 0;
        String ofThis = url;
        String ofThat = url;
        for (int page = 0; page < MOST_PAGES; page++) {
            Answer one = full.answer(Ask.get(ofThis), ofFull);
            Answer other = bare.answer(Ask.get(ofThat), ofBare);
            if (!one.comparable().equals(other.comparable())) {
                different.add(url + ", page " + page + "\n  " + one.comparable() + "\n  " + other.comparable());
            }
            assertThat(one.status()).as(url).isLessThan(500);
            Set<String> keys = World.keysIn(one.body());
            if (!visible.containsAll(keys)) {
                different.add(url + " shows " + keys);
            }
            found += keys.isEmpty() ? 0 : 1;
            if (one.nextPage().isEmpty() || other.nextPage().isEmpty()) {
                break;
            }
            String glue = url.contains("?") ? "&_page=" : "?_page=";
            ofThis = url + glue + one.nextPage();
            ofThat = url + glue + other.nextPage();
        }
        return found;
    }

    /** Both answer {@code asks} alike, and none of them succeeds in the one record alone. */
    void compareAll(List<Ask> asks) {
        List<String> different = new ArrayList<>();
        for (Ask ask : asks) {
            Answer one = full.answer(ask, ofFull).comparable();
            Answer other = bare.answer(ask, ofBare).comparable();
            if (!one.equals(other)) {
                different.add(ask + "\n  " + one + "\n  " + other);
            }
        }
        assertThat(different).isEmpty();
    }
}
