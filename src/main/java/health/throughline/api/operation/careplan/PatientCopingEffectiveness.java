package health.throughline.api.operation.careplan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.program.careplan.CopingRanking;
import health.throughline.record.HealthRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Patient/$coping-effectiveness: ranks what helps a client, by their own check-ins. */
@Component
final class PatientCopingEffectiveness implements OwnOperation {

    private final HealthRecord record;
    private final CopingRanking ranking;

    PatientCopingEffectiveness(HealthRecord record, CopingRanking ranking) {
        this.record = record;
        this.ranking = ranking;
    }

    @Override
    public String id() {
        return "Patient-coping-effectiveness";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given.of(request, Set.of(), Set.of());
        record.reader().read(route.key(), request.access());
        ArrayNode parameters = FhirJson.array();
        for (CopingRanking.Ranked ranked : ranking.of(route.key(), request.access())) {
            ArrayNode part = parameters.addObject().put("name", "strategy").putArray("part");
            part.addObject().put("name", "code").put("valueCode", ranked.strategy());
            if (!ranked.trigger().isEmpty()) {
                part.addObject().put("name", "trigger").put("valueCode", ranked.trigger());
            }
            part.addObject().put("name", "uses").put("valueInteger", ranked.uses());
            part.addObject().put("name", "rated").put("valueInteger", ranked.rated());
            number(part, "helped", ranked.helped());
            number(part, "eased", ranked.eased());
        }
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        if (!parameters.isEmpty()) {
            answer.set("parameter", parameters);
        }
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }

    private static void number(ArrayNode part, String name, @Nullable Double value) {
        if (value != null) {
            BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
            part.addObject().put("name", name).put("valueDecimal", rounded);
        }
    }
}
