package health.throughline.search.query;

import health.throughline.fhir.Fhir;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.query.SearchQuery.Contained;
import health.throughline.search.query.SearchQuery.Include;
import health.throughline.search.query.SearchQuery.SortKey;
import health.throughline.search.query.SearchQuery.Total;
import health.throughline.search.value.InvalidSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the parameters that shape a result: its order, its size and what comes along with it. */
final class ResultParser {

    private static final Set<String> OF_THE_ROW = Set.of("_id", "_lastUpdated");

    private final CriterionParser criteria;

    ResultParser(CriterionParser criteria) {
        this.criteria = criteria;
    }

    /** @param range the numbers it takes, in words */
    static int number(String name, int least, String range, String value) {
        boolean digits = value.matches("[0-9]{1,9}");
        if (!digits || Integer.parseInt(value) < least) {
            throw new InvalidSearch("Search parameter '" + name + "' takes a whole number " + range + ".");
        }
        return Integer.parseInt(value);
    }

    static Total total(String value) {
        return switch (value) {
            case "none" -> Total.NONE;
            case "estimate" -> Total.ESTIMATE;
            case "accurate" -> Total.ACCURATE;
            default -> throw new InvalidSearch("Search parameter '_total' takes none, estimate or accurate.");
        };
    }

    static Contained contained(String contained, String containedType) {
        boolean asContainer = switch (containedType) {
            case "", "container" -> true;
            case "contained" -> false;
            default -> throw new InvalidSearch("Search parameter '_containedType' takes container or contained.");
        };
        return switch (contained) {
            case "", "false" -> new Contained(true, false, asContainer);
            case "true" -> new Contained(false, true, asContainer);
            case "both" -> new Contained(true, true, asContainer);
            default -> throw new InvalidSearch("Search parameter '_contained' takes false, true or both.");
        };
    }

    /** A parameter, after the references that lead to it: {@code -patient.family} or {@code -subject:Patient.family}. */
    SortKey sortKey(List<String> types, String key) {
        boolean descending = key.startsWith("-");
        List<String> from = types;
        List<SearchParameter> chain = new ArrayList<>();
        String rest = descending ? key.substring(1) : key;
        for (int dot = rest.indexOf('.'); dot > 0; dot = rest.indexOf('.')) {
            if (chain.size() == CriterionParser.MAX_DEPTH) {
                throw new InvalidSearch("Chains follow at most " + CriterionParser.MAX_DEPTH + " references.");
            }
            String head = rest.substring(0, dot);
            int colon = head.indexOf(':');
            SearchParameter reference = criteria.reference(from, colon < 0 ? head : head.substring(0, colon));
            chain.add(reference);
            from = List.of(target(reference, colon < 0 ? "" : head.substring(colon + 1)));
            rest = rest.substring(dot + 1);
        }
        boolean ofTheRow = OF_THE_ROW.contains(rest);
        return new SortKey(rest, chain, ofTheRow ? null : criteria.parameter(from, rest), descending);
    }

    private static String target(SearchParameter reference, String asked) {
        if (asked.isEmpty() && reference.targets().size() == 1) {
            return reference.targets().iterator().next();
        }
        if (!Fhir.isResourceType(asked)) {
            throw new InvalidSearch("'_sort' through '" + reference.code() + "' needs the type it leads to, as in "
                    + reference.code() + ":Patient.family.");
        }
        return asked;
    }

    Include include(List<String> types, String value, boolean reverse, boolean iterate) {
        String name = (reverse ? "'_revinclude" : "'_include") + (iterate ? ":iterate'" : "'");
        if (value.equals("*")) {
            return new Include("", null, "", reverse, iterate);
        }
        List<String> parts = List.of(value.split(":", -1));
        String source = parts.get(0);
        String target = parts.size() > 2 ? parts.get(2) : "";
        boolean known = Fhir.isResourceType(source) && (target.isEmpty() || Fhir.isResourceType(target));
        if (!known || parts.size() < 2 || parts.size() > 3) {
            throw new InvalidSearch(name + " takes *, Type:parameter, Type:parameter:TargetType or Type:*.");
        }
        if (!iterate) {
            requireSearched(types, reverse ? target : source, name, reverse);
        }
        SearchParameter reference = parts.get(1).equals("*") ? null : criteria.reference(List.of(source), parts.get(1));
        return new Include(source, reference, target, reverse, iterate);
    }

    private static void requireSearched(List<String> types, String end, String name, boolean reverse) {
        boolean any = reverse && end.isEmpty();
        if (!any && !types.contains(end)) {
            throw new InvalidSearch(name + (reverse ? " ends" : " starts") + " at the searched type "
                    + (types.size() == 1 ? types.get(0) : "or one of them")
                    + "; from what was included, :iterate goes on.");
        }
    }
}
