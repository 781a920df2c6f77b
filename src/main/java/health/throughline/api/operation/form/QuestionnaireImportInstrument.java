package health.throughline.api.operation.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.program.form.LicensedInstrument;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Questionnaire/$import-instrument: completes an instrument that ships as scores only with the text of a licence holder. */
@Component
final class QuestionnaireImportInstrument implements OwnOperation {

    private static final int SHORTEST_LICENCE = 10;

    private final ShippedDefinitions shipped;
    private final HealthRecord record;

    QuestionnaireImportInstrument(ShippedDefinitions shipped, HealthRecord record) {
        this.shipped = shipped;
        this.record = record;
    }

    @Override
    public String id() {
        return "Questionnaire-import-instrument";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("instrument", "items", "licence"), Set.of());
        String licence = required(given, "licence");
        if (licence.strip().length() < SHORTEST_LICENCE) {
            throw Refusal.invalid(
                    "value",
                    "Say in 'licence' who licensed the instrument to whom, and when.",
                    "Parameters.parameter.where(name='licence')");
        }
        ObjectNode form = LicensedInstrument.of(
                instrument(required(given, "instrument")), required(given, "items"), licence.strip(), request.base());
        StructureCheck.check(form);
        ResourceKey key = new ResourceKey("Questionnaire", form.path("id").asText());
        var outcome = record.write(new Change.Update(Change.Target.of(key), form, null), request.access());
        return FhirResponse.of(200, outcome.current()).with("Location", request.base() + "/" + key);
    }

    private static String required(Given given, String name) {
        return given.text(name)
                .orElseThrow(() -> Refusal.invalid(
                        "required", "The operation needs the parameter '" + name + "'.", "Parameters.parameter"));
    }

    private ObjectNode instrument(String id) {
        return (ResourceKey.isId(id)
                        ? shipped.find(new ResourceKey("Questionnaire", id))
                        : Optional.<ObjectNode>empty())
                .orElseThrow(() -> Refusal.invalid(
                        "not-found",
                        "'instrument' is the id of a Questionnaire that ships with the server, such as isi or wsas.",
                        "Parameters.parameter.where(name='instrument')"));
    }
}
