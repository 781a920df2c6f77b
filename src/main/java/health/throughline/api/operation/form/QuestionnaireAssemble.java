package health.throughline.api.operation.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.program.form.FormAssembly;
import health.throughline.record.HealthRecord;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Questionnaire/$assemble: a modular form as one. Called on a form of the record, or with one.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/OperationDefinition-Questionnaire-assemble.html">SDC</a>
 */
@Component
final class QuestionnaireAssemble implements FhirOperation {

    private final FormAssembly assembly;
    private final HealthRecord record;

    QuestionnaireAssemble(FormAssembly assembly, HealthRecord record) {
        this.assembly = assembly;
        this.record = record;
    }

    @Override
    public String name() {
        return "$assemble";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("Questionnaire");
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/uv/sdc/OperationDefinition/Questionnaire-assemble";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        ObjectNode questionnaire = route.id().isEmpty()
                ? GivenResource.of(request, "Questionnaire", List.of("questionnaire"))
                : record.reader().read(route.key(), request.access()).tree();
        return FhirResponse.of(200, FhirJson.bytes(assembly.assemble(questionnaire)));
    }
}
