package health.throughline.api.operation.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.program.form.AdaptiveForm;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Questionnaire/$next-question: the next question of an adaptive form. It takes the response, plain or as the parameter
 * questionnaire-response, and gives it back.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/OperationDefinition-Questionnaire-next-question.html">SDC</a>
 */
@Component
final class QuestionnaireNextQuestion implements FhirOperation {

    private static final List<String> NAMES = List.of("questionnaire-response", "questionnaireResponse");

    private final AdaptiveForm adaptive;

    QuestionnaireNextQuestion(AdaptiveForm adaptive) {
        this.adaptive = adaptive;
    }

    @Override
    public String name() {
        return "$next-question";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE);
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
        return "http://hl7.org/fhir/uv/sdc/OperationDefinition/Questionnaire-next-question";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        ObjectNode response = GivenResource.of(request, "QuestionnaireResponse", NAMES);
        return FhirResponse.of(200, FhirJson.bytes(adaptive.next(response)));
    }
}
