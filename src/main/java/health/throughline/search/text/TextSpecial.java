package health.throughline.search.text;

import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.SpecialParameter;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import java.util.List;
import java.util.function.Supplier;

/** {@code _text} or {@code _content}: by the index where there is one, {@code _content} else by the resources themselves. */
public final class TextSpecial implements SpecialParameter {

    /** The parameter for narratives. */
    public static final String TEXT = "_text";

    /** The parameter for all text of a resource. */
    public static final String CONTENT = "_content";

    private static final int MAX_ALTERNATIVES = 20;

    private final String code;
    private final Supplier<SearchParameters> parameters;
    private final List<String> indexed;

    /** @param indexed the types that it is indexed for, for those who ask for others */
    public TextSpecial(String code, Supplier<SearchParameters> parameters, List<String> indexed) {
        this.code = code;
        this.parameters = parameters;
        this.indexed = indexed.stream().sorted().toList();
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Criterion read(Question question) {
        if (!question.modifier().isEmpty()) {
            throw InvalidSearch.modifier(code, question.modifier(), "it takes none");
        }
        List<String> values = Escapes.split(question.value(), ',');
        if (values.size() > MAX_ALTERNATIVES) {
            throw new InvalidSearch("'" + code + "' takes at most " + MAX_ALTERNATIVES + " alternatives.");
        }
        TextQuery query = FullTextSearch.query(code, values);
        List<String> covered = question.types().stream()
                .filter(type -> parameters.get().find(type, code).isPresent())
                .toList();
        boolean all = covered.size() == question.types().size();
        if (covered.isEmpty() ? code.equals(TEXT) : all || code.equals(TEXT)) {
            return byIndex(covered, query, values);
        }
        return ofBody(query);
    }

    /** Types without narrative have nothing to find. */
    private Criterion byIndex(List<String> types, TextQuery query, List<String> values) {
        if (types.isEmpty()) {
            throw new InvalidSearch("'" + code + "' asks for the narrative, which Bundle and Binary do not have.");
        }
        SearchParameter parameter = parameters.get().find(types, code).orElseThrow();
        if (parameter.complete()) {
            return new Criterion.Values(parameter, "", values);
        }
        if (code.equals(CONTENT)) {
            return ofBody(query);
        }
        throw new InvalidSearch(
                "'" + code + "' is still being indexed; try later ($reindex-progress tells how far it is).");
    }

    private Criterion ofBody(TextQuery query) {
        return new Criterion.OfBody(
                code,
                resource -> query.holds(HumanText.of(resource)),
                "'" + code + "' is indexed for " + String.join(", ", indexed)
                        + "; for other types, add parameters that leave few resources to read");
    }
}
