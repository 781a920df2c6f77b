package health.throughline.search.filter;

import health.throughline.search.query.Criterion;
import health.throughline.search.query.CriterionParser;
import health.throughline.search.query.SpecialParameter;
import health.throughline.search.query.UnknownParameter;
import health.throughline.search.value.InvalidSearch;

/**
 * {@code _filter}: conditions on search parameters, joined by and, or and not.
 *
 * @see <a href="https://hl7.org/fhir/R4/search_filter.html">R4 search, _filter</a>
 */
public final class FilterSpecial implements SpecialParameter {

    @Override
    public String code() {
        return "_filter";
    }

    @Override
    public String description() {
        return "Conditions on search parameters joined by and, or, not and parentheses: "
                + "(status eq active or status eq onhold) and not (_has:Encounter:patient:date ge 2026-01-31)";
    }

    @Override
    public Criterion read(Question question) {
        if (!question.modifier().isEmpty()) {
            throw InvalidSearch.modifier(code(), question.modifier(), "it takes none");
        }
        FilterExpression filter = FilterParser.parse(question.value());
        try {
            Criterion meaning = new FilterMeaning(question.parser()).of(filter, question.types(), question.depth());
            if (CriterionParser.steps(meaning) > CriterionParser.MAX_STEPS) {
                throw new InvalidSearch("Search parameter '_filter' follows too many references, to all the types that "
                        + "they lead to together; name the type of each, as in subject:Patient.");
            }
            return meaning;
        } catch (UnknownParameter e) {
            // inside a chain, another of the reference's types may have it; at the top, lenient handling would drop all
            throw question.depth() > 0 ? e : e.refusal();
        }
    }
}
