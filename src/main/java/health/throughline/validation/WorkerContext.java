package health.throughline.validation;

import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/** The validator's view of the definitions, which finds a type by its name and not by going through all of them. */
final class WorkerContext extends WorkerContextValidationSupportAdapter {

    WorkerContext(IValidationSupport support) {
        super(support);
    }

    @Override
    public List<StructureDefinition> fetchTypeDefinitions(String type) {
        @Nullable StructureDefinition found = fetchTypeDefinition(type);
        return found == null ? List.of() : List.of(found);
    }
}
