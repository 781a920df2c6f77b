package health.throughline.auth.web.page;

import java.util.List;

/** Rows of the same columns. */
public final class Table {

    private final List<String> columns;
    private final Element table;
    private final Element body = Element.of("tbody").with("role", "rowgroup");

    private Table(List<String> columns, Element table) {
        this.columns = columns;
        this.table = table;
    }

    /** Narrow screens show its rows as blocks, so it says the roles that browsers would then forget. */
    public static Table of(String caption, String... columns) {
        Element head = Element.of("tr").with("role", "row");
        for (String column : columns) {
            head.add(Element.of("th", column).with("scope", "col").with("role", "columnheader"));
        }
        return new Table(
                List.of(columns),
                Element.of("table")
                        .with("role", "table")
                        .add(
                                Element.of("caption", caption),
                                Element.of("thead").with("role", "rowgroup").add(head)));
    }

    public Table row(List<? extends Content> cells) {
        Element row = Element.of("tr").with("role", "row");
        for (int i = 0; i < cells.size(); i++) {
            row.add(Element.of("td")
                    .with("role", "cell")
                    .with("data-label", columns.get(i))
                    .add(cells.get(i)));
        }
        body.add(row);
        return this;
    }

    /** The first column says what the second holds. */
    public static Element facts(List<List<String>> facts) {
        Element list = Element.of("dl");
        facts.forEach(fact -> list.add(Element.of("dt", fact.get(0)), Element.of("dd", fact.get(1))));
        return list;
    }

    public Element element() {
        return table.add(body);
    }
}
