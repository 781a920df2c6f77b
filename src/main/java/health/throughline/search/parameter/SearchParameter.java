package health.throughline.search.parameter;

import health.throughline.search.type.Asked;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchPath;
import java.util.List;
import java.util.Set;

/**
 * One search parameter of one resource type.
 *
 * @param targets the types its references may point to; empty for any
 * @param narrowed whether its elements also refer to other types, which are none of its values
 */
public record SearchParameter(
        String type,
        String code,
        SearchKind kind,
        String url,
        String description,
        List<SearchPath> paths,
        Set<String> targets,
        boolean narrowed) {

    /** Whether the rows of every stored resource are there. */
    public boolean complete() {
        return paths.stream().allMatch(SearchPath::complete);
    }

    public Asked ask(String modifier, List<String> values) {
        return new Asked(code, paths, targets, modifier, values);
    }

    /** The bits of {@code resource.present} that say a value exists. */
    public long mask() {
        return paths.stream().mapToLong(SearchPath::mask).reduce(0, (a, b) -> a | b);
    }

    /** Whether it only serves rewritten queries. */
    public boolean internal() {
        return url.isEmpty();
    }
}
