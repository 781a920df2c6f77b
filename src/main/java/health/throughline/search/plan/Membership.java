package health.throughline.search.plan;

import health.throughline.fhir.ResourceKey;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.query.Criterion;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.search.type.SearchPath;
import health.throughline.store.Keys;
import java.util.List;
import java.util.function.Supplier;

/**
 * What lies in a compartment: the resources that refer to its owner by the parameters which R4 names, and the owner.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition.html">R4 compartments</a>
 */
public final class Membership {

    private final Supplier<SearchParameters> parameters;
    private final Keys keys;

    public Membership(Supplier<SearchParameters> parameters, Keys keys) {
        this.parameters = parameters;
        this.keys = keys;
    }

    /** Holds for resources of {@code types} in the compartment of {@code owner}. */
    public Criterion of(ResourceKey owner, List<String> types) {
        SearchParameters current = parameters.get();
        List<SearchPath> paths = types.stream()
                .flatMap(type -> current.membership(type, owner.type()).stream())
                .toList();
        Criterion members = new Criterion.Found(ReferenceSearch.to(keys.of(owner), paths));
        return types.size() > 1 && types.contains(owner.type())
                ? new Criterion.AnyOf(List.of(members, new Criterion.Ids(List.of(owner.type()), List.of(owner.id()))))
                : members;
    }
}
