package health.throughline.server.sample;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildResourceDefinition;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Checks a parsed resource against the elements R4 defines: what is required, which types a reference takes. */
final class R4Shape {

    private final FhirContext context;
    private final List<String> findings = new ArrayList<>();

    R4Shape(FhirContext context) {
        this.context = context;
    }

    List<String> findings(IBaseResource resource) {
        check(resource, resource.fhirType());
        return findings;
    }

    private void check(IBase element, String path) {
        var definition = element instanceof IBaseResource resource
                ? context.getResourceDefinition(resource)
                : context.getElementDefinition(element.getClass());
        if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return;
        }
        for (var child : composite.getChildren()) {
            var values = child.getAccessor().getValues(element);
            var childPath = path + "." + child.getElementName();
            if (child.getMin() > 0 && values.stream().allMatch(IBase::isEmpty)) {
                findings.add(childPath + " is missing");
            }
            values.forEach(value -> check(value, childPath));
            if (child instanceof RuntimeChildResourceDefinition references) {
                values.forEach(value -> checkTarget((IBaseReference) value, references, childPath));
            }
        }
    }

    private void checkTarget(IBaseReference reference, RuntimeChildResourceDefinition child, String path) {
        var target = reference.getReferenceElement().getResourceType();
        var allowed =
                child.getResourceTypes().stream().map(Class::getSimpleName).toList();
        var any = allowed.contains("IAnyResource") || allowed.contains("IBaseResource");
        if (!any && !allowed.contains(target)) {
            findings.add(path + " may not refer to " + target);
        }
    }
}
