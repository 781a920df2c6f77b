package health.throughline.search.query;

import java.util.List;

/**
 * A parameter of search that has a grammar of its own, such as {@code _filter} or {@code _list}. To add one, implement
 * this and name it in {@code SearchConfiguration}.
 */
public interface SpecialParameter {

    /** Its name, with the underscore. */
    String code();

    /** What it is for and how it is written, in one line; empty when the specification says it all. */
    default String description() {
        return "";
    }

    /**
     * What it asks.
     *
     * @throws health.throughline.search.value.InvalidSearch when the modifier or the value does not fit, saying what does
     */
    Criterion read(Question question);

    /**
     * The parameter as it came.
     *
     * @param types the resource types searched
     * @param modifier without the colon; empty when none
     * @param value still escaped
     * @param depth how many references have been followed to here
     * @param parser reads the ordinary parameters that the value is made of
     */
    record Question(List<String> types, String modifier, String value, int depth, CriterionParser parser) {}
}
