package health.throughline.search.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.store.IndexRow;
import health.throughline.store.Terms;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A code together with a value of the same element, {@code code$value}: the code is part of the row's key, so that one
 * index range finds both.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#composite">R4 search, composite</a>
 */
public final class CompositeSearch implements SearchType {

    private final Vocabulary vocabulary;
    private final QuantitySearch quantities;

    public CompositeSearch(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.quantities = new QuantitySearch(vocabulary);
    }

    @Override
    public void rows(ElementValue focus, SearchPath path, Consumer<IndexRow> rows) {
        rows(focus, focus, path, rows);
    }

    /** @param resource the whole resource, where a component's expression starts there */
    public void rows(ElementValue resource, ElementValue focus, SearchPath path, Consumer<IndexRow> rows) {
        for (ElementValue token : values(resource, focus, path.parts().get(0))) {
            for (TokenSearch.Code code : TokenSearch.codes(token)) {
                if (!code.code().isEmpty()) {
                    parts(resource, focus, path, code.system() + "|" + code.code(), rows);
                }
                if (!code.code().isEmpty() && !qualifiedOnly(path, code)) {
                    parts(resource, focus, path, code.code(), rows);
                }
            }
        }
    }

    /** A code with a system, paired with a reference, is looked up with its system only: the plan rewrites such queries. */
    private static boolean qualifiedOnly(SearchPath path, TokenSearch.Code code) {
        return path.parts().get(1).kind() == SearchKind.REFERENCE
                && !code.system().isEmpty();
    }

    private void parts(
            ElementValue resource, ElementValue focus, SearchPath path, String code, Consumer<IndexRow> rows) {
        if (path.isInterval()) {
            interval(resource, focus, path, code, rows);
            return;
        }
        for (int i = 1; i < path.parts().size(); i++) {
            String lead = lead(code, i);
            for (ElementValue value : values(resource, focus, path.parts().get(i))) {
                row(path, path.parts().get(i).kind(), lead, value, rows);
            }
        }
    }

    private void interval(
            ElementValue resource, ElementValue focus, SearchPath path, String code, Consumer<IndexRow> rows) {
        long key = vocabulary.keys().of(path.id(), code);
        for (ElementValue start : values(resource, focus, path.parts().get(1))) {
            for (ElementValue end : values(resource, focus, path.parts().get(2))) {
                double lo = start.node().doubleValue();
                rows.accept(new IndexRow.Quantity(key, lo, end.node().doubleValue(), Terms.NONE));
            }
        }
    }

    private static String lead(String code, int part) {
        return part == 1 ? code : code + "#" + part;
    }

    private void row(SearchPath path, SearchKind kind, String code, ElementValue value, Consumer<IndexRow> rows) {
        long key = vocabulary.keys().of(path.id(), code);
        switch (kind) {
            case QUANTITY -> quantities.row(value, key).ifPresent(rows);
            case NUMBER -> NumberSearch.row(value, key).ifPresent(rows);
            case DATE ->
                DateSearch.range(value.node())
                        .ifPresent(range -> rows.accept(new IndexRow.Date(key, range.lo(), range.hi())));
            case STRING -> rows.accept(StringSearch.row(key, value.node().asText()));
            case REFERENCE -> {
                if (!value.text("reference").isEmpty()) {
                    rows.accept(token(path, code, vocabulary.target(value.text("reference")), Terms.NONE));
                }
            }
            default -> {
                for (TokenSearch.Code second : TokenSearch.codes(value)) {
                    int system = second.system().isEmpty()
                            ? Terms.NONE
                            : vocabulary.terms().intern(second.system());
                    rows.accept(token(path, code, second.code(), system));
                }
            }
        }
    }

    private IndexRow token(SearchPath path, String code, String second, int system) {
        return new IndexRow.Token(vocabulary.keys().of(path.id(), code + "$" + second), system);
    }

    private static List<ElementValue> values(ElementValue resource, ElementValue focus, SearchPath.Part part) {
        List<ElementValue> values = new ArrayList<>();
        ObjectNode from = (ObjectNode) (part.fromResource() ? resource : focus).node();
        part.alternatives().forEach(path -> path.values(from, values::add));
        return values;
    }

    @Override
    public Match match(Asked asked) {
        asked.requirePlain();
        List<Match> matches = new ArrayList<>();
        for (String value : asked.values()) {
            for (SearchPath path : asked.paths()) {
                matches.add(match(asked, path, Escapes.split(value, '$')));
            }
        }
        List<Sql> scans = new ArrayList<>();
        matches.forEach(match -> scans.addAll(match.scans()));
        Sql any = Sql.join(" OR ", matches.stream().map(Match::condition).toList());
        Match.Yield yields = matches.size() == 1 ? matches.get(0).yields() : Match.Yield.REPEATED;
        List<Long> keys =
                matches.stream().flatMap(match -> match.keys().stream()).toList();
        List<Span> spans =
                matches.stream().flatMap(match -> match.spans().stream()).toList();
        return new Match(matches.get(0).table(), Sql.of("(").add(any).add(")"), scans, yields, keys, spans);
    }

    private Match match(Asked asked, SearchPath path, List<String> parts) {
        if (parts.size() != path.parts().size() || parts.contains("")) {
            throw InvalidSearch.value(
                    asked.code(), path.parts().size() + " values joined by '$', the first of them a code");
        }
        String code = Escapes.unescape(parts.get(0));
        if (path.isInterval()) {
            long key = vocabulary.keys().of(path.id(), code);
            Comparison interval = NumberSearch.interval(asked.code(), parts.get(1), parts.get(2));
            return ranges(path, QuantityComparison.TABLE, key, interval);
        }
        Match match = match(asked, path, path.parts().get(1).kind(), code, parts.get(1));
        if (parts.size() == 2) {
            return match;
        }
        Match third = match(asked, path, path.parts().get(2).kind(), lead(code, 2), parts.get(2));
        Sql also = third.seek("y.rid");
        return new Match(
                match.table(),
                both(match, match.condition(), also),
                match.scans().stream().map(scan -> both(match, scan, also)).toList(),
                Match.Yield.REPEATED,
                List.of(),
                match.spans());
    }

    /** The third component is looked up beside the row that satisfied the second. */
    private static Sql both(Match match, Sql condition, Sql also) {
        return Sql.of("x.rid IN (SELECT y.rid FROM (SELECT x.rid FROM " + match.table() + " x WHERE ")
                .add(condition)
                .add(") y WHERE ")
                .add(also)
                .add(")");
    }

    private Match match(Asked asked, SearchPath path, SearchKind kind, String code, String value) {
        long key = vocabulary.keys().of(path.id(), code);
        return switch (kind) {
            case QUANTITY -> ranges(path, QuantityComparison.TABLE, key, quantities.comparison(asked.code(), value));
            case NUMBER -> ranges(path, QuantityComparison.TABLE, key, NumberSearch.comparison(asked.code(), value));
            case DATE -> ranges(path, "idx_date", key, DateSearch.comparison(asked.code(), value));
            case STRING -> ranges(path, "idx_string", key, StringSearch.comparison(asked, Escapes.unescape(value)));
            default -> token(path, code, kind, value);
        };
    }

    private static Match ranges(SearchPath path, String table, long key, Comparison comparison) {
        Match.Yield yields = path.hasOneFocus() ? Match.Yield.ONCE : Match.Yield.REPEATED;
        Comparison here = comparison.under(key);
        return new Match(table, here.condition(), here.scans(), yields, List.of(key), here.spans());
    }

    private Match token(SearchPath path, String code, SearchKind kind, String value) {
        TokenLookup lookup = new TokenLookup();
        if (kind == SearchKind.REFERENCE) {
            targets(Escapes.unescape(value))
                    .forEach(target -> lookup.add(vocabulary.keys().of(path.id(), code + "$" + target), Terms.NONE));
            return lookup.match();
        }
        lookup.add(vocabulary, value, second -> vocabulary.keys().of(path.id(), code + "$" + second));
        return lookup.match();
    }

    /** An id alone may be of any type. */
    private Collection<String> targets(String reference) {
        return ResourceKey.isId(reference)
                ? Fhir.resourceTypes().stream()
                        .map(type -> type + "/" + reference)
                        .toList()
                : List.of(vocabulary.target(reference));
    }
}
