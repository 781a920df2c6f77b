package health.throughline.search.type;

import health.throughline.fhir.terminology.Terminology;
import health.throughline.search.value.InvalidSearch;
import java.util.EnumMap;
import java.util.Map;

/** The search types of R4 by name. */
public final class SearchTypes {

    private final Map<SearchKind, SearchType> types = new EnumMap<>(SearchKind.class);
    private final TokenSearch tokens;

    public SearchTypes(Vocabulary vocabulary, Terminology terminology) {
        tokens = new TokenSearch(vocabulary, terminology);
        types.put(SearchKind.NUMBER, new NumberSearch());
        types.put(SearchKind.DATE, new DateSearch());
        types.put(SearchKind.STRING, new StringSearch());
        types.put(SearchKind.TOKEN, tokens);
        types.put(SearchKind.REFERENCE, new ReferenceSearch(vocabulary));
        types.put(SearchKind.COMPOSITE, new CompositeSearch(vocabulary));
        types.put(SearchKind.QUANTITY, new QuantitySearch(vocabulary));
        types.put(SearchKind.URI, new UriSearch(vocabulary));
        types.put(SearchKind.SPECIAL, new NearSearch());
    }

    /** Codes, which can also be asked for together with a reference. */
    public TokenSearch tokens() {
        return tokens;
    }

    /** Takes up a type of a package above. */
    public SearchTypes with(SearchKind kind, SearchType type) {
        types.put(kind, type);
        return this;
    }

    /** @throws InvalidSearch for special parameters, which have no type of their own */
    public SearchType of(SearchKind kind) {
        SearchType type = types.get(kind);
        if (type == null) {
            throw new InvalidSearch("Search parameters of type '" + kind.code() + "' are not supported.");
        }
        return type;
    }
}
