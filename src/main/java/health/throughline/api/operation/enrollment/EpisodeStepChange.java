package health.throughline.api.operation.enrollment;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.program.enrollment.LevelChange;
import java.util.Set;
import org.springframework.stereotype.Component;

/** EpisodeOfCare/[id]/$step-change: moves a client to more or less care. */
@Component
final class EpisodeStepChange implements OwnOperation {

    private final LevelChange levels;

    EpisodeStepChange(LevelChange levels) {
        this.levels = levels;
    }

    @Override
    public String id() {
        return "EpisodeOfCare-step-change";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("levelOfCare", "reason", "date"), Set.of());
        return FhirResponse.of(
                200,
                levels.change(
                        route.key(),
                        Asked.text(given, "levelOfCare"),
                        given.text("reason").orElse(""),
                        Asked.date(given, "date"),
                        request.access()));
    }
}
