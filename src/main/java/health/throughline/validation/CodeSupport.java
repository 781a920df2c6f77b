package health.throughline.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeCheck;
import health.throughline.search.terminology.ServerTerminology;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** Answers the questions of HAPI's validator about codes from the server's terminology. */
final class CodeSupport implements IValidationSupport {

    /** Their codes follow a grammar: no list of them is kept. */
    private static final Set<String> GRAMMARS = Set.of(
            "http://unitsofmeasure.org",
            "urn:ietf:bcp:47",
            "urn:ietf:bcp:13",
            "urn:iso:std:iso:3166",
            "urn:iso:std:iso:4217");

    private final ServerTerminology terminology;

    CodeSupport(ServerTerminology terminology) {
        this.terminology = terminology;
    }

    @Override
    public FhirContext getFhirContext() {
        return Fhir.context();
    }

    @Override
    public String getName() {
        return "Throughline's codes";
    }

    @Override
    public boolean isCodeSystemSupported(ValidationSupportContext context, @Nullable String system) {
        return system != null
                && !GRAMMARS.contains(system)
                && terminology.codeSystem(Canonical.of(system)).isPresent();
    }

    @Override
    public boolean isValueSetSupported(ValidationSupportContext context, @Nullable String valueSet) {
        return valueSet != null && context.getRootValidationSupport().fetchValueSet(valueSet) != null;
    }

    @Override
    public CodeValidationResult validateCode(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            @Nullable String system,
            @Nullable String code,
            @Nullable String display,
            @Nullable String valueSet) {
        return check(valueSet, system, code, display);
    }

    @Override
    public CodeValidationResult validateCodeInValueSet(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            @Nullable String system,
            @Nullable String code,
            @Nullable String display,
            IBaseResource valueSet) {
        return check(((ValueSet) valueSet).getUrl(), system, code, display);
    }

    /** A code that nothing here can tell of is taken as it is. */
    private CodeValidationResult check(
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
