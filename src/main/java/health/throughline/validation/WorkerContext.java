package health.throughline.validation;

import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The validator's view of the definitions. It finds a type by its name; where the validator wants to go through all types, it
 * gets them in outline, so that they need not be read.
 */
final class WorkerContext extends WorkerContextValidationSupportAdapter {

    WorkerContext(IValidationSupport support) {
        super(support);
    }

    @Override
    public List<StructureDefinition> fetchTypeDefinitions(String type) {
        @Nullable StructureDefinition found = fetchTypeDefinition(type);
        return found == null ? List.of() : List.of(found);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Resource> List<T> fetchResourcesByType(Class<T> type) {
        return type == StructureDefinition.class ? (List<T>) TypeOutlines.all() : List.of();
    }

    @Override
    public boolean isPrimitiveType(String type) {
        return TypeOutlines.isPrimitive(type);
    }
}
