package health.throughline.api.operation.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Outcomes;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.program.form.FormPopulation;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Questionnaire/$populate: a response in progress, filled in with what is known. GET takes 'canonical' and 'subject'; POST
 * takes a Parameters resource with the launch contexts as well.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/OperationDefinition-Questionnaire-populate.html">SDC</a>
 */
@Component
final class QuestionnairePopulate implements FhirOperation {

    private final FormPopulation population;
    private final PopulateRequests requests;

    QuestionnairePopulate(FormPopulation population, PopulateRequests requests) {
        this.population = population;
        this.requests = requests;
    }

    @Override
    public String name() {
        return "$populate";
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
        return "http://hl7.org/fhir/uv/sdc/OperationDefinition/Questionnaire-populate";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        PopulateRequests.Asked asked = requests.read(request, route);
        FormPopulation.Populated populated =
                population.populate(asked.questionnaire(), asked.subject(), asked.contexts(), request.access());
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode all = parameters.putArray("parameter");
        add(all, "response", populated.response());
        if (!populated.issues().isEmpty()) {
            add(all, "issues", new Outcomes(populated.issues()).json());
        }
        return FhirResponse.of(200, FhirJson.bytes(parameters));
    }

    private static void add(ArrayNode parameters, String name, JsonNode resource) {
        parameters.addObject().put("name", name).set("resource", resource);
    }
}
