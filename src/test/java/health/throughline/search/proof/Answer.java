package health.throughline.search.proof;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.search.reference.Ask;
import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the server answers on all pages.
 *
 * @param matches as {@code Type/id}, in order and as often as they come
 * @param included what came beside them on any page
 * @param total as given on the first page; -1 without one
 */
record Answer(List<String> matches, Set<String> included, int total, int pages) {

    private static final int MOST = 2000;

    static Answer of(String base, Ask ask) {
        List<String> matches = new ArrayList<>();
        Set<String> included = new TreeSet<>();
        int total = -1;
        int pages = 0;
        for (String next = base + ask.path(); !next.isEmpty(); pages++) {
            if (pages == MOST) {
                throw new AssertionError("No end of pages: " + ask);
            }
            Reply page = Call.get(next).send().expect(200);
            JsonNode bundle = page.json();
            total = pages == 0 ? bundle.path("total").asInt(-1) : total;
            for (JsonNode entry : bundle.path("entry")) {
                add(entry, matches, included);
            }
            next = page.link("next");
        }
        return new Answer(matches, included, total, pages);
    }

    private static void add(JsonNode entry, List<String> matches, Set<String> included) {
        JsonNode resource = entry.path("resource");
        String key = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        String mode = entry.at("/search/mode").asText();
        if (mode.equals("match")) {
            matches.add(key);
        } else {
            included.add(mode.equals("include") ? key : mode + ": " + resource);
        }
    }
}
