package health.throughline.search.query;

import health.throughline.search.query.SearchParser.Parameter;
import java.util.List;

/** Replaces parameters that stand for others, such as {@code _query}, before a search is read. */
public interface ParameterExpansion {

    /**
     * The parameters to read instead of {@code asked}.
     *
     * @throws health.throughline.search.value.InvalidSearch when one stands for nothing known
     */
    List<Parameter> expand(List<String> types, List<Parameter> asked);
}
