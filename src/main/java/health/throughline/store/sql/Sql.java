package health.throughline.store.sql;

import java.util.ArrayList;
import java.util.List;

/** SQL text with the values bound to it, in order. Values never enter the text. */
public final class Sql {

    private final StringBuilder text = new StringBuilder(256);
    private final List<Object> values = new ArrayList<>();

    public static Sql of(String text, Object... values) {
        return new Sql().add(text, values);
    }

    /** Appends text whose question marks stand for {@code values}, in order. */
    public Sql add(String more, Object... bound) {
        text.append(more);
        values.addAll(List.of(bound));
        return this;
    }

    public Sql add(Sql other) {
        text.append(other.text);
        values.addAll(other.values);
        return this;
    }

    /** The same text about another alias. */
    public Sql about(String alias, String other) {
        Sql renamed = new Sql();
        renamed.text.append(text.toString().replaceAll("\\b" + alias + "\\.", other + "."));
        renamed.values.addAll(values);
        return renamed;
    }

    /** Joins the parts with {@code separator}. */
    public static Sql join(String separator, List<Sql> parts) {
        Sql all = new Sql();
        for (int i = 0; i < parts.size(); i++) {
            all.add(i == 0 ? "" : separator).add(parts.get(i));
        }
        return all;
    }

    public String text() {
        return text.toString();
    }

    public List<Object> values() {
        return values;
    }

    @Override
    public String toString() {
        return text + " -- " + values.size() + " values";
    }
}
