package health.throughline.validation;

import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationResult;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeCheck;
import health.throughline.search.terminology.ServerTerminology;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the validator's questions about codes from the server's terminology. */
final class CodeChecks {

    /** Their codes follow a grammar: no list of them is kept. */
    private static final Set<String> GRAMMARS = Set.of(
            "http://unitsofmeasure.org",
            "urn:ietf:bcp:47",
            "urn:ietf:bcp:13",
            "urn:iso:std:iso:3166",
            "urn:iso:std:iso:4217");

    private final ServerTerminology terminology;

    CodeChecks(ServerTerminology terminology) {
        this.terminology = terminology;
    }

    boolean knowsSystem(String system) {
        return !GRAMMARS.contains(system)
                && terminology.codeSystem(Canonical.of(system)).isPresent();
    }

    /** Null where it cannot be told: the validator then takes the code as it is. */
    @Nullable
    CodeValidationResult check(
            @Nullable String valueSet, @Nullable String system, @Nullable String code, @Nullable String display) {
        if (code == null || (system != null && GRAMMARS.contains(system))) {
            return new CodeValidationResult().setCode(code).setDisplay(display);
        }
        CodeCheck check = terminology.check(valueSet, system == null ? "" : system, code);
        if (check.valid() || !check.known()) {
            return new CodeValidationResult().setCode(code).setDisplay(display);
        }
        return new CodeValidationResult().setSeverity(IssueSeverity.ERROR).setMessage(check.message());
    }
}
