package health.throughline.search.list;

import health.throughline.fhir.ResourceKey;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameterCompiler;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.SpecialParameter;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code _list}: the members of a List, or of a list known by its function.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#list">R4 search, _list</a>
 */
public final class ListSpecial implements SpecialParameter {

    private static final String LIST = "List";

    private final Supplier<SearchParameters> parameters;

    public ListSpecial(Supplier<SearchParameters> parameters) {
        this.parameters = parameters;
    }

    @Override
    public String code() {
        return "_list";
    }

    @Override
    public String description() {
        return "Members of a List by its id, or of a functional list: " + FunctionalList.all();
    }

    @Override
    public Criterion read(Question question) {
        if (!question.modifier().isEmpty()) {
            throw InvalidSearch.modifier(code(), question.modifier(), "it takes none");
        }
        List<Criterion> alternatives = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (String value : Escapes.split(question.value(), ',')) {
            if (value.startsWith("$")) {
                alternatives.add(functional(question, value));
            } else {
                ids.add(id(value));
            }
        }
        if (!ids.isEmpty()) {
            alternatives.add(new Criterion.Has(LIST, member(), new Criterion.Ids(List.of(LIST), List.copyOf(ids))));
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Criterion.AnyOf(List.copyOf(alternatives));
    }

    private String id(String value) {
        String id = value.startsWith(LIST + "/") ? value.substring(LIST.length() + 1) : value;
        if (!ResourceKey.isId(id)) {
            throw InvalidSearch.value(code(), "the id of a List, List/id or one of " + FunctionalList.all());
        }
        return id;
    }

    private SearchParameter member() {
        return parameters
                .get()
                .find(LIST, SearchParameterCompiler.LIST_MEMBER)
                .filter(SearchParameter::complete)
                .orElseThrow(() -> new InvalidSearch("Search parameter '_list' is still being indexed; try later "
                        + "($reindex-progress tells how far it is)."));
    }

    private static Criterion functional(Question question, String code) {
        FunctionalList list = FunctionalList.of(code)
                .orElseThrow(() ->
                        new InvalidSearch("Search parameter '_list' names a list this server does not keep; it keeps "
                                + FunctionalList.all() + "."));
        if (!list.types().containsAll(question.types())) {
            throw new InvalidSearch("Search parameter '_list': " + list.code() + " is a list of "
                    + String.join(" and ", list.types().stream().sorted().toList()) + "; search these.");
        }
        List<Criterion> each = question.types().stream()
                .map(type -> onList(question, list, type))
                .toList();
        return each.size() == 1 ? each.get(0) : new Criterion.AnyOf(each);
    }

    private static Criterion onList(Question question, FunctionalList list, String type) {
        return new Criterion.AllOf(list.conditions(type).stream()
                .map(condition -> question.parser()
                        .criterion(List.of(type), condition.name(), condition.value(), question.depth()))
                .toList());
    }

    /** The ids of the Lists that {@code criteria} name, wherever they stand. */
    public static List<String> lists(List<Criterion> criteria) {
        List<String> ids = new ArrayList<>();
        criteria.forEach(criterion -> collect(criterion, ids));
        return ids.stream().distinct().toList();
    }

    private static void collect(Criterion criterion, List<String> ids) {
        if (criterion instanceof Criterion.Has has) {
            boolean member = has.reference().code().equals(SearchParameterCompiler.LIST_MEMBER);
            if (member && has.inner() instanceof Criterion.Ids lists) {
                ids.addAll(lists.ids());
            } else {
                collect(has.inner(), ids);
            }
        } else if (criterion instanceof Criterion.Chain chain) {
            collect(chain.inner(), ids);
        } else if (criterion instanceof Criterion.Not not) {
            collect(not.inner(), ids);
        } else if (criterion instanceof Criterion.AllOf allOf) {
            allOf.all().forEach(one -> collect(one, ids));
        } else if (criterion instanceof Criterion.AnyOf anyOf) {
            anyOf.alternatives().forEach(one -> collect(one, ids));
        }
    }
}
