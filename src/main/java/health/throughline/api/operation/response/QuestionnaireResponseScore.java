package health.throughline.api.operation.response;

import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.screening.Instruments;
import health.throughline.program.screening.ScoredResponse;
import health.throughline.record.HealthRecord;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Explains how the scores of a response come about, and stores nothing. */
@Component
final class QuestionnaireResponseScore implements FhirOperation {

    private final HealthRecord record;
    private final Instruments instruments;

    QuestionnaireResponseScore(HealthRecord record, Instruments instruments) {
        this.record = record;
        this.instruments = instruments;
    }

    @Override
    public String name() {
        return "$score";
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
        return Canonicals.of("OperationDefinition", "QuestionnaireResponse-score");
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        AskedResponse asked = AskedResponse.of(request, route, record, instruments);
        ScoredResponse scored =
                ScoredResponse.of(asked.instrument(), asked.key(), asked.response(), asked.gender(request, record));
        return FhirResponse.of(200, FhirJson.bytes(scored.explanation()));
    }
}
