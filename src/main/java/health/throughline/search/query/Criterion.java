package health.throughline.search.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.type.Match;
import health.throughline.search.value.InvalidSearch;
import java.util.List;
import java.util.function.Predicate;

/** One condition of a search; all of a search's conditions must hold. */
public sealed interface Criterion {

    /** A parameter with its alternatives: {@code code:modifier=a,b}. */
    record Values(SearchParameter parameter, String modifier, List<String> values) implements Criterion {

        /** Whether it is about whether there is a value, and not about which. */
        public boolean missing() {
            return modifier.equals("missing");
        }

        /** Whether the resources sought are those without a match: {@code :not}, {@code :not-in}. */
        public boolean negative() {
            return modifier.startsWith("not");
        }

        /** Whether what matches has one of the values. */
        public boolean positive() {
            return !missing() && !negative();
        }
    }

    /** {@code _id=a,b}, of any of {@code types}. */
    record Ids(List<String> types, List<String> ids) implements Criterion {}

    /** {@code _lastUpdated=ge2026-01-01} of any of {@code types}; the alternatives of one occurrence. */
    record Updated(List<String> types, List<String> values) implements Criterion {}

    /** {@code subject:Patient.name=x}: the referred resources of {@code target} satisfy {@code inner}. */
    record Chain(SearchParameter reference, String target, Criterion inner) implements Criterion {}

    /** {@code _has:Observation:patient:code=x}: a resource of {@code source} refers here and satisfies {@code inner}. */
    record Has(String source, SearchParameter reference, Criterion inner) implements Criterion {}

    /**
     * What only the resource itself tells; asked of the few that the other criteria leave.
     *
     * @param otherwise the remedy when they leave too many, or there are none
     */
    record OfBody(String code, Predicate<ObjectNode> test, String otherwise) implements Criterion {

        /** Where it cannot be asked. */
        public InvalidSearch refusal() {
            return new InvalidSearch("Search parameter " + otherwise + ".");
        }
    }

    /**
     * {@code location:below=x}: refers to one of {@code roots} or to what is below or above them by {@code parent}, the
     * parameter of their type that refers to the next higher one.
     */
    record Hierarchy(SearchParameter reference, SearchParameter parent, List<String> roots, boolean below)
            implements Criterion {}

    /** Any of them: a chain whose reference may point to several types, {@code or} of {@code _filter}. */
    record AnyOf(List<Criterion> alternatives) implements Criterion {}

    /** All of them: {@code and} of {@code _filter}. */
    record AllOf(List<Criterion> all) implements Criterion {}

    /** Not so: {@code not} of {@code _filter}. */
    record Not(Criterion inner) implements Criterion {}

    /** What an index answers without a search parameter: a compartment's members, full text. */
    record Found(Match match) implements Criterion {}
}
