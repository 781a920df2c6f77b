package health.throughline.search.golden;

import health.throughline.store.sql.Sql;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks a statement into lines at its clauses, as deep as it is nested, so that a difference is small. */
final class Layout {

    private static final Pattern CLAUSE = Pattern.compile(
            "'[^']*'|[()]|BETWEEN \\? AND|(?<!CROSS|LEFT) (?=(?:FROM|WHERE|AND|OR|(?:CROSS |LEFT )?JOIN|"
                    + "ORDER BY|GROUP BY|LIMIT|OFFSET|UNION(?: ALL)?)\\b)");

    private Layout() {}

    /** The statement, and how many values are bound to it. */
    static String of(Sql sql) {
        StringBuilder lines = new StringBuilder();
        Matcher clause = CLAUSE.matcher(sql.text());
        int depth = 0;
        int from = 0;
        while (clause.find()) {
            lines.append(sql.text(), from, clause.start());
            from = clause.end();
            switch (clause.group()) {
                case "(" -> depth++;
                case ")" -> depth--;
                default -> {}
            }
            boolean breaks = clause.group().equals(" ");
            lines.append(breaks ? "\n" + "  ".repeat(depth) : clause.group());
        }
        lines.append(sql.text(), from, sql.text().length());
        return lines + "\n-- " + sql.values().size() + " values\n";
    }
}
