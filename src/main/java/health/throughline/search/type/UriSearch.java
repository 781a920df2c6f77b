package health.throughline.search.type;

import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import health.throughline.store.UsedCodes.Used;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * URIs, case-sensitively: whole, or with {@code :below} what lies under a URL and with {@code :above} what a URL lies
 * under, both in steps of whole path segments.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#uri">R4 search, uri</a>
 */
public final class UriSearch implements SearchType {

    /** Steps that a URL asked with {@code :above} may have. */
    private static final int MAX_STEPS = 100;

    private final Vocabulary vocabulary;

    public UriSearch(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        if (!value.node().isTextual()) {
            return;
        }
        String uri = value.node().asText();
        IndexRow.Token row = new IndexRow.Token(vocabulary.keys().of(path.id(), uri), Terms.NONE);
        rows.accept(row);
        if (!vocabulary.codes().known(row)) {
            rows.accept(new IndexRow.Code(path.id(), row.key(), row.sys(), row.txt(), uri, null));
        }
    }

    @Override
    public Match match(Asked asked) {
        TokenLookup lookup = new TokenLookup();
        for (String value : asked.values()) {
            String uri = Escapes.unescape(value);
            switch (asked.modifier()) {
                case "", "not" -> whole(asked, Set.of(uri), lookup);
                case "above" -> whole(asked, above(asked, uri), lookup);
                case "below" -> below(asked, requireUrl(asked, uri), lookup);
                default ->
                    throw InvalidSearch.modifier(
                            asked.code(), asked.modifier(), "a uri takes :above, :below, :not and :missing");
            }
        }
        return lookup.match();
    }

    private void whole(Asked asked, Set<String> uris, TokenLookup lookup) {
        for (SearchPath path : asked.paths()) {
            uris.forEach(uri -> lookup.add(vocabulary.keys().of(path.id(), uri), Terms.NONE));
        }
    }

    private void below(Asked asked, String url, TokenLookup lookup) {
        whole(asked, Set.of(url), lookup);
        String prefix = url.endsWith("/") ? url : url + "/";
        for (SearchPath path : asked.paths()) {
            List<Used> used = vocabulary.codes().startingWith(path.id(), prefix, TokenSearch.MAX_CODES + 1);
            lookup.add(TokenSearch.requireFew(asked, used));
        }
    }

    /** The URL and everything it lies under, each with and without the slash at its end. */
    private static Set<String> above(Asked asked, String value) {
        String url = requireUrl(asked, value);
        Set<String> above = new LinkedHashSet<>();
        above.add(url);
        for (int slash = url.indexOf('/', url.indexOf("://") + 3); slash > 0; slash = url.indexOf('/', slash + 1)) {
            above.add(url.substring(0, slash));
            above.add(url.substring(0, slash + 1));
            if (above.size() > 2 * MAX_STEPS) {
                throw InvalidSearch.value(asked.code() + ":above", "a URL of at most " + MAX_STEPS + " segments");
            }
        }
        return above;
    }

    /** R4 has no above and below for URNs. */
    private static String requireUrl(Asked asked, String uri) {
        if (uri.toLowerCase(Locale.ROOT).startsWith("urn:") || !uri.contains("://")) {
            throw InvalidSearch.value(
                    asked.code() + ":" + asked.modifier(),
                    "a URL such as http://example.org/fhir; URNs have no levels");
        }
        return uri;
    }
}
