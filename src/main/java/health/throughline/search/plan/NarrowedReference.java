package health.throughline.search.plan;

import health.throughline.fhir.path.JsonPath;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * {@code :missing} of a parameter such as {@code patient}, whose expression takes some of its element's references only.
 * The index does not tell the types of references that lead nowhere, so of these the resource itself is read: the type
 * is told by the address or by the element of this name; where nothing tells, it may be any.
 */
final class NarrowedReference {

    private static final String ID = "/[A-Za-z0-9.-]{1,64}(/_history/[^/]+)?$";

    private NarrowedReference() {}

    static Sql missing(String alias, SearchParameter parameter, boolean missing) {
        List<String> types = List.copyOf(new TreeSet<>(parameter.targets()));
        List<Sql> there = new ArrayList<>();
        parameter
                .paths()
                .forEach(path -> path.path().jsonPaths().forEach(one -> there.add(written(alias, one, types))));
        if (there.isEmpty()) {
            return CriterionCompiler.missing(alias, parameter, missing);
        }
        there.add(0, stored(alias, parameter, types));
        return Sql.of(missing ? "NOT (" : "(")
                .add(CriterionCompiler.missing(alias, parameter, false))
                .add(" AND (")
                .add(Sql.join(" OR ", there))
                .add("))");
    }

    private static Sql written(String alias, JsonPath element, List<String> types) {
        String address = "@.reference like_regex \"(^|/)(" + String.join("|", types) + ")" + ID + "\"";
        String typed = "@.reference like_regex \"(^#)|((^|/)[A-Z][A-Za-z]+" + ID + ")\"";
        List<String> named =
                types.stream().map(type -> "@.type == \"" + type + "\"").toList();
        String path = element.text() + " ? (" + address + " || (!exists(@ ? (" + typed + ")) && (!exists(@.type) || "
                + String.join(" || ", named) + ")))";
        return Sql.of("jsonb_path_exists(convert_from(" + alias + ".body, 'UTF8')::jsonb, ?::jsonpath)", path);
    }

    /** To a resource that is here, by itself or contained; asked first, because it costs a look into two indexes. */
    private static Sql stored(String alias, SearchParameter parameter, List<String> types) {
        return Sql.of(
                        "EXISTS (SELECT 1 FROM idx_reference x JOIN resource c ON c.fkey = x.target WHERE x.rid = "
                                + alias + ".rid AND x.path = ANY (?) AND ",
                        ReferenceSearch.ids(parameter.paths()))
                .add(CriterionCompiler.ofTypes("c", types))
                .add(" OFFSET 0)");
    }
}
