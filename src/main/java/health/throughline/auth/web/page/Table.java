package health.throughline.auth.web.page;

import java.util.List;

/** Rows of the same columns. */
public final class Table {

    private final Element table;
    private final Element body = Element.of("tbody");

    private Table(Element table) {
        this.table = table;
    }

    public static Table of(String caption, String... columns) {
        Element head = Element.of("tr");
        for (String column : columns) {
            head.add(Element.of("th", column).with("scope", "col"));
        }
        return new Table(Element.of("table")
                .add(Element.of("caption", caption), Element.of("thead").add(head)));
    }

    public Table row(List<? extends Content> cells) {
        Element row = Element.of("tr");
        cells.forEach(cell -> row.add(Element.of("td").add(cell)));
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
