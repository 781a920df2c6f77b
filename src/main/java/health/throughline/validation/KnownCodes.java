package health.throughline.validation;

import health.throughline.fhir.terminology.CodeCheck;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether codes are what they claim to be. */
interface KnownCodes {

    /** Whether {@code system} is a code system whose codes are known here. */
    boolean knows(String system);

    /**
     * Whether {@code code} is one of {@code system}, and of {@code valueSet} when that is given.
     *
     * @param system empty when the value set alone tells it
     */
    CodeCheck check(@Nullable String valueSet, String system, String code);

    /** The codes of {@code valueSet} by their systems; empty when they cannot be told. */
    Optional<Map<String, Set<String>>> codes(String valueSet);
}
