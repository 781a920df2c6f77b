package health.throughline.search.query;

import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.query.SearchQuery.Amount;
import health.throughline.search.query.SearchQuery.Include;
import health.throughline.search.query.SearchQuery.SortKey;
import health.throughline.search.query.SearchQuery.Total;
import health.throughline.search.type.SearchKind;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Understands the parameters of a search. What it does not know it refuses, or, when lenient, leaves out and reports.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">R4 search</a>
 */
public final class SearchParser {

    /** A parameter as it came: name with modifier or chain, and its still escaped value. */
    public record Parameter(String name, String value) {}

    /** Entries on a page unless {@code _count} says otherwise. */
    public static final int DEFAULT_COUNT = 20;

    /** Entries on a page at most. */
    public static final int MAX_COUNT = 500;

    private static final int MAX_PARAMETERS = 100;
    private static final int MAX_SORT_KEYS = 5;

    private final CriterionParser criteria;
    private final ParameterExpansion expansion;
    private final ResultParser results;

    public SearchParser(CriterionParser criteria, ParameterExpansion expansion) {
        this.criteria = criteria;
        this.expansion = expansion;
        this.results = new ResultParser(criteria);
    }

    /**
     * Reads a search of {@code types}.
     *
     * @throws InvalidSearch naming the parameter at fault; with {@code lenient}, unknown ones are left out instead
     */
    public SearchQuery parse(List<String> types, List<Parameter> asked, boolean lenient) {
        if (asked.size() > MAX_PARAMETERS) {
            throw new InvalidSearch("A search takes at most " + MAX_PARAMETERS + " parameters.");
        }
        Draft draft = new Draft(types);
        for (Parameter parameter : expansion.expand(types, asked)) {
            try {
                add(draft, parameter);
            } catch (UnknownParameter e) {
                if (!lenient) {
                    throw e.refusal();
                }
                draft.ignored.add(parameter.name());
            }
        }
        return draft.query();
    }

    private static final class Draft {
        private final List<String> types;
        private final List<Criterion> criteria = new ArrayList<>();
        private final List<SortKey> sort = new ArrayList<>();
        private final List<Include> includes = new ArrayList<>();
        private final List<String> ignored = new ArrayList<>();
        private int count = DEFAULT_COUNT;
        private int most;
        private Total total = Total.NONE;
        private String contained = "";
        private String containedType = "";

        Draft(List<String> types) {
            this.types = types;
        }

        /** What must hold together anyway is planned together. */
        void add(Criterion criterion) {
            if (criterion instanceof Criterion.AllOf allOf) {
                allOf.all().forEach(this::add);
            } else {
                criteria.add(criterion);
            }
        }

        /** By distance is from where the search looks. */
        private SortKey settled(SortKey key) {
            SearchParameter parameter = key.parameter();
            if (parameter == null || parameter.kind() != SearchKind.SPECIAL) {
                return key;
            }
            List<String> asked = criteria.stream()
                    .filter(Criterion.Values.class::isInstance)
                    .map(Criterion.Values.class::cast)
                    .filter(values -> values.parameter().equals(parameter))
                    .filter(values -> values.modifier().isEmpty())
                    .map(Criterion.Values::values)
                    .findFirst()
                    .orElseThrow(() -> new InvalidSearch("'_sort' by '" + key.code()
                            + "' needs a search by it as well, " + "which says where distances are taken from."));
            return new SortKey(key.code(), key.chain(), parameter, key.descending(), asked);
        }

        SearchQuery query() {
            return new SearchQuery(
                    types,
                    List.copyOf(criteria),
                    sort.stream().map(this::settled).toList(),
                    List.copyOf(includes),
                    new Amount(count, total, most),
                    ResultParser.contained(contained, containedType),
                    List.copyOf(ignored));
        }
    }

    private void add(Draft draft, Parameter asked) {
        String value = asked.value();
        List<String> types = draft.types;
        switch (asked.name()) {
            case "_count" ->
                draft.count = Math.min(ResultParser.number("_count", 0, "from 0 to " + MAX_COUNT, value), MAX_COUNT);
            case "_maxresults" -> draft.most = ResultParser.number("_maxresults", 1, "from 1 up", value);
            case "_total" -> draft.total = ResultParser.total(value);
            case "_contained" -> draft.contained = value;
            case "_containedType" -> draft.containedType = value;
            case "_sort" -> draft.sort.addAll(CriterionParser.within("_sort", () -> sort(draft, value)));
            case "_include" -> include(draft, value, false, false);
            case "_include:iterate", "_include:recurse" -> include(draft, value, false, true);
            case "_revinclude" -> include(draft, value, true, false);
            case "_revinclude:iterate", "_revinclude:recurse" -> include(draft, value, true, true);
            default -> draft.add(criteria.criterion(types, asked.name(), value, 0));
        }
    }

    private List<SortKey> sort(Draft draft, String value) {
        List<String> keys = Escapes.split(value, ',');
        if (draft.sort.size() + keys.size() > MAX_SORT_KEYS) {
            throw new InvalidSearch("'_sort' takes at most " + MAX_SORT_KEYS + " parameters.");
        }
        List<SortKey> read = new ArrayList<>();
        for (String key : keys) {
            SortKey one = results.sortKey(draft.types, key);
            if (Stream.concat(draft.sort.stream(), read.stream()).anyMatch(one::sameValue)) {
                throw new InvalidSearch("'_sort' names the parameter '" + one.code()
                        + "' twice; where it comes first decides, so leave it out later.");
            }
            read.add(one);
        }
        return read;
    }

    private void include(Draft draft, String value, boolean reverse, boolean iterate) {
        draft.includes.add(CriterionParser.within(
                reverse ? "_revinclude" : "_include", () -> results.include(draft.types, value, reverse, iterate)));
    }
}
