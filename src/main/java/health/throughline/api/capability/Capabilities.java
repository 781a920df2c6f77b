package health.throughline.api.capability;

import health.throughline.api.FhirOperation;
import health.throughline.api.FhirOperation.Level;
import health.throughline.api.Interactions;
import health.throughline.api.Route;
import health.throughline.fhir.Fhir;
import health.throughline.search.named.NamedQuery;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.query.SpecialParameter;
import health.throughline.search.type.SearchKind;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What can be asked of this server: interactions, search parameters and operations, as they are in force now. */
public final class Capabilities {

    private final Software software;
    private final Supplier<Interactions> interactions;
    private final Supplier<SearchParameters> parameters;
    private final List<FhirOperation> operations;
    private final SpecialSearch special;

    public Capabilities(
            Software software,
            Supplier<Interactions> interactions,
            Supplier<SearchParameters> parameters,
            List<FhirOperation> operations,
            SpecialSearch special) {
        this.special = special;
        this.software = software;
        this.interactions = interactions;
        this.parameters = parameters;
        this.operations = operations.stream()
                .sorted(Comparator.comparing(FhirOperation::name))
                .toList();
    }

    public Software software() {
        return software;
    }

    public Set<Route.Kind> interactions() {
        return interactions.get().kinds("");
    }

    public Set<Route.Kind> interactions(String type) {
        return interactions.get().kinds(type);
    }

    /** Another instance whenever the search parameters in force have changed. */
    SearchParameters generation() {
        return parameters.get();
    }

    /** The parameters that a search on {@code type} takes now; _id and _lastUpdated, which every type has, left out. */
    public List<SearchParameter> searchParameters(String type) {
        return parameters.get().of(type).stream()
                .filter(Capabilities::usable)
                .filter(parameter -> interactions.get().takes(type, parameter.code()))
                .toList();
    }

    /** Parameters still being indexed are refused. */
    private static boolean usable(SearchParameter parameter) {
        return parameter.complete() && !parameter.paths().isEmpty();
    }

    /** The parameters with a grammar of their own that a search on {@code type} takes; those of R4 with few types only there. */
    public List<SpecialParameter> specialParameters(String type) {
        return special.parameters().stream()
                .filter(one -> interactions.get().takes(type, one.code()))
                .filter(one -> one.code().startsWith("_")
                        || parameters.get().find(type, one.code()).isPresent())
                .toList();
    }

    /** The named queries that search {@code type}. */
    public List<NamedQuery> queries(String type) {
        return special.queries().of(type);
    }

    /** Whether a search on {@code type} can add what its matches refer to, or what refers to them. */
    public boolean includesAnything(String type) {
        return interactions.get().takes(type, "_include");
    }

    /** The references that a search on {@code type} can follow. */
    public List<SearchParameter> includes(String type) {
        return !includesAnything(type)
                ? List.of()
                : searchParameters(type).stream()
                        .filter(Capabilities::reference)
                        .toList();
    }

    /** The references by which other resources may point to {@code type}. */
    public List<SearchParameter> reverseIncludes(String type) {
        return !includesAnything(type) ? List.of() : referringTo(type);
    }

    private List<SearchParameter> referringTo(String type) {
        return Fhir.resourceTypes().stream()
                .filter(this::includesAnything)
                .flatMap(source -> searchParameters(source).stream())
                .filter(Capabilities::reference)
                .filter(parameter ->
                        parameter.targets().isEmpty() || parameter.targets().contains(type))
                .toList();
    }

    private static boolean reference(SearchParameter parameter) {
        return parameter.kind() == SearchKind.REFERENCE;
    }

    /** The operations of the whole system. */
    public List<FhirOperation> systemOperations() {
        return operations.stream()
                .filter(operation -> operation.levels().contains(Level.SYSTEM))
                .toList();
    }

    /** The operations on {@code type} and on its instances. */
    public List<FhirOperation> operations(String type) {
        return operations.stream()
                .filter(operation -> operation.levels().contains(Level.TYPE)
                        || operation.levels().contains(Level.INSTANCE))
                .filter(operation ->
                        operation.types().isEmpty() || operation.types().contains(type))
                .toList();
    }
}
