package health.throughline.api.operation.response;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.program.screening.Instruments;
import health.throughline.program.screening.ScoredResponse;
import health.throughline.record.HealthRecord;
import org.springframework.stereotype.Component;

/** Explains how the scores of a response come about, and stores nothing. */
@Component
final class QuestionnaireResponseScore implements OwnOperation {

    private final HealthRecord record;
    private final Instruments instruments;

    QuestionnaireResponseScore(HealthRecord record, Instruments instruments) {
        this.record = record;
        this.instruments = instruments;
    }

    @Override
    public String id() {
        return "QuestionnaireResponse-score";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        AskedResponse asked = AskedResponse.of(request, route, record, instruments);
        ScoredResponse scored =
                ScoredResponse.of(asked.instrument(), asked.key(), asked.response(), asked.gender(request, record));
        return FhirResponse.of(200, FhirJson.bytes(scored.explanation()));
    }
}
