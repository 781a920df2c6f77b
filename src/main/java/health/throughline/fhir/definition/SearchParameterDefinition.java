package health.throughline.fhir.definition;

import java.util.List;
import java.util.Set;

/**
 * A SearchParameter resource, reduced to what compiling it needs.
 *
 * @param base resource types it applies to; {@code Resource} and {@code DomainResource} stand for all
 * @param type number, date, string, token, reference, composite, quantity, uri or special
 * @param expression FHIRPath, empty for specials without one
 * @param target types a reference may point to; empty for any
 */
public record SearchParameterDefinition(
        String url,
        String code,
        List<String> base,
        String type,
        String expression,
        Set<String> target,
        List<Component> component,
        String description) {

    /** One part of a composite parameter. */
    public record Component(String definition, String expression) {}
}
