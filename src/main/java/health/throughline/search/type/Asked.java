package health.throughline.search.type;

import health.throughline.search.value.InvalidSearch;
import java.util.List;
import java.util.Set;

/**
 * A parameter with its alternatives as asked: {@code code:modifier=a,b}.
 *
 * @param targets the types a reference may point to
 * @param modifier without the colon; empty when none
 * @param values the alternatives, still escaped
 */
public record Asked(String code, List<SearchPath> paths, Set<String> targets, String modifier, List<String> values) {

    /** @throws InvalidSearch when there is a modifier that most types do not take */
    void requirePlain() {
        if (!modifier.isEmpty() && !modifier.equals("not")) {
            throw InvalidSearch.modifier(code, modifier, "it takes :not and :missing");
        }
    }
}
