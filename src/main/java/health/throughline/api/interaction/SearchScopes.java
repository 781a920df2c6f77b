package health.throughline.api.interaction;

import health.throughline.api.Route;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Compartments;
import health.throughline.record.RecordSearch;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which resources a search goes over: a type, the whole system or a compartment.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#context">R4 search, contexts</a>
 */
@Component
final class SearchScopes {

    private static final String TYPES = "_type";

    /** The types searched, and the compartment they are searched in. */
    record Scope(List<String> types, Optional<ResourceKey> compartment) {

        SearchQuery parse(RecordSearch search, List<Parameter> asked, boolean lenient) {
            SearchQuery query = search.parse(types, asked, lenient);
            Optional<Criterion> member = compartment.map(owner -> search.member(owner, types));
            return member.map(query::with).orElse(query);
        }
    }

    /** Takes {@code _type} out of {@code asked}, where the URL leaves the types open. */
    Scope of(Route route, List<Parameter> asked) {
        return switch (route.kind()) {
            case SEARCH_TYPE -> new Scope(List.of(route.type()), Optional.empty());
            case SEARCH_COMPARTMENT -> inCompartment(route, asked);
            default -> new Scope(types(asked, List.copyOf(Fhir.resourceTypes())), Optional.empty());
        };
    }

    private static Scope inCompartment(Route route, List<Parameter> asked) {
        List<String> members = members(route.type());
        Optional<ResourceKey> owner = Optional.of(route.key());
        if (route.name().equals("*")) {
            return new Scope(types(asked, members), owner);
        }
        if (!members.contains(route.name())) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "No " + route.name() + " lies in a " + route.type() + " compartment; search " + route.name()
                            + " itself.");
        }
        return new Scope(List.of(route.name()), owner);
    }

    /** The types of a compartment, its owner's type first, since the owner lies in it too. */
    private static List<String> members(String owner) {
        if (!Compartments.names().contains(owner)) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "R4 defines no " + owner + " compartment; it defines those of " + Compartments.names() + ".");
        }
        return Fhir.resourceTypes().stream()
                .filter(type -> type.equals(owner)
                        || !Compartments.parameters(owner, type).isEmpty())
                .toList();
    }

    private static List<String> types(List<Parameter> asked, List<String> all) {
        List<String> wanted = new ArrayList<>();
        for (Parameter parameter : asked) {
            if (parameter.name().equals(TYPES)) {
                wanted.addAll(List.of(parameter.value().split(",", -1)));
            }
        }
        asked.removeIf(parameter -> parameter.name().equals(TYPES));
        if (!all.containsAll(wanted)) {
            throw Refusal.invalid("'_type' takes resource types, separated by commas"
                    + (all.size() < Fhir.resourceTypes().size() ? ", that lie in the compartment." : "."));
        }
        return wanted.isEmpty() ? all : wanted.stream().distinct().toList();
    }
}
