package health.throughline.api.capability;

import health.throughline.search.named.NamedQueries;
import health.throughline.search.query.SpecialParameter;
import java.util.List;

/** What a search takes besides the parameters that elements are behind. */
public record SpecialSearch(List<SpecialParameter> parameters, NamedQueries queries) {}
