package health.throughline.fhir.terminology;

import java.util.Map;
import java.util.Set;

/**
 * What codes mean to each other. What is unknown or not supported is refused with a {@link
 * health.throughline.fhir.Refusal} that says so, never answered with no codes.
 */
public interface Terminology {

    /**
     * The codes of a value set by their systems.
     *
     * @param name canonical URL with or without {@code |version}, or {@code ValueSet/id}, relative or absolute
     */
    Map<String, Set<String>> codes(String name);

    /** {@code code} and what it subsumes. */
    Set<String> below(String system, String code);

    /** {@code code} and what subsumes it. */
    Set<String> above(String system, String code);
}
