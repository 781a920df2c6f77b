package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;

/** What one value of an element may be. */
sealed interface DataType permits Primitive, CodeList, Xhtml, Composite, AnyResource {

    /** Reports every problem of a value that is neither null nor an array. */
    void check(JsonNode value, Place place, Findings findings);

    Definition.Member.Form form();

    /** The name of the datatype: {@code string}; {@code Resource} for resources inside others. */
    String typeName();

    /** Whether values are JSON scalars, which may have a sibling {@code _name} with id and extensions. */
    default boolean isScalar() {
        return form().isPrimitive();
    }
}
