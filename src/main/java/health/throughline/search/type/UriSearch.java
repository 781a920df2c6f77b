package health.throughline.search.type;

import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import java.util.function.Consumer;

/**
 * URIs, matched whole and case-sensitively.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#uri">R4 search, uri</a>
 */
public final class UriSearch implements SearchType {

    private final Vocabulary vocabulary;

    public UriSearch(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        if (value.node().isTextual()) {
            rows.accept(new IndexRow.Token(
                    vocabulary.keys().of(path.id(), value.node().asText()), Terms.NONE));
        }
    }

    @Override
    public Match match(Asked asked) {
        asked.requirePlain();
        TokenSearch.Lookup lookup = new TokenSearch.Lookup();
        for (String value : asked.values()) {
            for (SearchPath path : asked.paths()) {
                lookup.add(vocabulary.keys().of(path.id(), Escapes.unescape(value)), Terms.NONE);
            }
        }
        return lookup.match();
    }
}
