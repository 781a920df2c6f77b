package health.throughline.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.terminology.CodeCheck;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** Answers the questions of HAPI's validator about codes from what is known of them. */
final class CodeSupport implements IValidationSupport {

    /** Their codes follow a grammar, or are on lists that HAPI keeps: they are left to it. */
    private static final Set<String> GRAMMARS = Set.of(
            "http://unitsofmeasure.org",
            "urn:ietf:bcp:47",
            "urn:ietf:bcp:13",
            "urn:iso:std:iso:3166",
            "urn:iso:std:iso:4217");

    private final KnownCodes codes;

    CodeSupport(KnownCodes codes) {
        this.codes = codes;
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
        return system != null && !GRAMMARS.contains(system) && codes.knows(system);
    }

    @Override
    public boolean isValueSetSupported(ValidationSupportContext context, @Nullable String valueSet) {
        return valueSet != null && context.getRootValidationSupport().fetchValueSet(valueSet) != null;
    }

    @Override
    public @Nullable CodeValidationResult validateCode(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            @Nullable String system,
            @Nullable String code,
            @Nullable String display,
            @Nullable String valueSet) {
        return check(valueSet, system, code, display);
    }

    @Override
    public @Nullable CodeValidationResult validateCodeInValueSet(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            @Nullable String system,
            @Nullable String code,
            @Nullable String display,
            IBaseResource valueSet) {
        return check(((ValueSet) valueSet).getUrl(), system, code, display);
    }

    @Override
    public ValueSetExpansionOutcome expandValueSet(
            ValidationSupportContext context, @Nullable ValueSetExpansionOptions options, IBaseResource valueSet) {
        Optional<Map<String, Set<String>>> known = codes.codes(((ValueSet) valueSet).getUrl());
        if (known.isEmpty()) {
            return new ValueSetExpansionOutcome("The codes of this value set cannot be told here.", true);
        }
        ValueSet expanded = ((ValueSet) valueSet).copy();
        ValueSet.ValueSetExpansionComponent expansion = new ValueSet.ValueSetExpansionComponent();
        known.get()
                .forEach((system, members) -> members.forEach(
                        code -> expansion.addContains().setSystem(system).setCode(code)));
        return new ValueSetExpansionOutcome(expanded.setExpansion(expansion));
    }

    /** A code that nothing here can tell of is taken as it is. */
    private @Nullable CodeValidationResult check(
            @Nullable String valueSet, @Nullable String system, @Nullable String code, @Nullable String display) {
        boolean grammar = system != null && GRAMMARS.contains(system);
        if (code == null || (grammar && valueSet == null)) {
            return null;
        }
        CodeCheck check = codes.check(valueSet, system == null ? "" : system, code);
        if (grammar && !check.valid()) {
            return null;
        }
        if (check.valid() || !check.known()) {
            return new CodeValidationResult().setCode(code).setDisplay(display);
        }
        return new CodeValidationResult().setSeverity(IssueSeverity.ERROR).setMessage(check.message());
    }
}
