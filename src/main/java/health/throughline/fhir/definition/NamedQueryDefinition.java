package health.throughline.fhir.definition;

import java.util.List;

/**
 * An OperationDefinition of kind query, reduced to what answering it needs.
 *
 * @param type the resource type it searches
 * @param search the search it stands for, with placeholders in braces
 */
public record NamedQueryDefinition(
        String url, String type, String code, String description, String search, List<Parameter> parameters) {

    /**
     * What the query is asked with.
     *
     * @param kind the type of search parameter its values are written like
     * @param many whether it takes alternatives
     * @param fallback what holds when it is not given, with placeholders for dates; empty for nothing
     */
    public record Parameter(
            String name, String kind, boolean required, boolean many, String fallback, String documentation) {}
}
