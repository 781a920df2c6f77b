package health.throughline.api.operation.response;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Outcomes;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.program.extraction.ExtractionBundle;
import health.throughline.program.extraction.ResponseExtraction;
import health.throughline.program.screening.Instruments;
import health.throughline.program.screening.ScoredResponse;
import health.throughline.record.HealthRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Makes other resources of a response, and gives them back as a transaction.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/OperationDefinition-QuestionnaireResponse-extract.html">SDC $extract</a>
 */
@Component
final class QuestionnaireResponseExtract implements FhirOperation {

    private final HealthRecord record;
    private final Instruments instruments;
    private final ResponseExtraction extraction;

    QuestionnaireResponseExtract(HealthRecord record, Instruments instruments, ResponseExtraction extraction) {
        this.record = record;
        this.instruments = instruments;
        this.extraction = extraction;
    }

    @Override
    public String name() {
        return "$extract";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("QuestionnaireResponse");
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/uv/sdc/OperationDefinition/QuestionnaireResponse-extract";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        AskedResponse asked = AskedResponse.of(request, route, record, instruments);
        boolean stored = !route.id().isEmpty();
        ExtractionBundle bundle = new ExtractionBundle(asked.key(), stored);
        String status = asked.response().path("status").asText().equals("amended") ? "amended" : "final";
        bundle.add(
                ScoredResponse.of(asked.instrument(), asked.key(), asked.response(), asked.gender(request, record)),
                status,
                asked.response().has("id"));
        bundle.add(extraction, asked.questionnaire(), asked.response());
        return answer(bundle);
    }

    private static FhirResponse answer(ExtractionBundle bundle) {
        List<Issue> issues = new ArrayList<>(bundle.issues());
        if (bundle.isEmpty()) {
            issues.add(0, Issue.information("Nothing of this response is to be extracted, by its Questionnaire."));
            return FhirResponse.outcome(200, new Outcomes(issues));
        }
        if (issues.isEmpty()) {
            return FhirResponse.of(200, FhirJson.bytes(bundle.json()));
        }
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode all = parameters.putArray("parameter");
        all.addObject().put("name", "return").set("resource", bundle.json());
        all.addObject().put("name", "issues").set("resource", new Outcomes(issues).json());
        return FhirResponse.of(200, FhirJson.bytes(parameters));
    }
}
