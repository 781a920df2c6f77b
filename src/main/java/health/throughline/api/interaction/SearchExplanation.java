package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.record.RecordSearch;
import health.throughline.record.RecordSearch.Explanation;
import health.throughline.search.plan.Explained;
import health.throughline.search.query.SearchQuery;
import java.util.Set;

/**
 * Tells how a search is answered, as a Parameters resource: where it starts, what else it could have started from, the
 * statement and the database's account of it with rows and times. No value that was asked for stands in it. With {@code
 * compare}, the other ways are tried too, and what each took stands beside it.
 */
final class SearchExplanation {

    static final String PARAMETER = "_explain";

    private static final String COMPARE = "compare";

    private SearchExplanation() {}

    static boolean wanted(FhirRequest request) {
        String asked = request.parameter(PARAMETER).orElse("false");
        if (!Set.of("true", "false", COMPARE).contains(asked)) {
            throw Refusal.invalid("'_explain' takes true, false or compare.");
        }
        return !asked.equals("false");
    }

    /** @throws Refusal FORBIDDEN to callers who do not see everything: rows and times tell of what they may not see */
    static FhirResponse of(FhirRequest request, SearchQuery query, RecordSearch search) {
        if (!request.access().restriction().unrestricted()) {
            throw new Refusal(Refusal.Reason.FORBIDDEN, "'_explain' is for administrators.");
        }
        boolean compare = request.parameter(PARAMETER).map(COMPARE::equals).orElse(false);
        return FhirResponse.of(200, FhirJson.bytes(parameters(search.explain(query, request.access(), compare))));
    }

    private static ObjectNode parameters(Explanation explanation) {
        Explained explained = explanation.explained();
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode all = parameters.putArray("parameter");
        all.addObject()
                .put("name", "driver")
                .put("valueString", explained.ways().get(0).start());
        for (int i = 0; i < explained.ways().size(); i++) {
            Explained.Way way = explained.ways().get(i);
            ObjectNode considered = all.addObject().put("name", "considered");
            ArrayNode parts = considered.putArray("part");
            parts.addObject().put("name", "start").put("valueString", way.start());
            parts.addObject().put("name", "rows").put("valueDecimal", Math.rint(way.rows()));
            parts.addObject().put("name", "cost").put("valueDecimal", Math.rint(way.cost()));
            if (i < explanation.milliseconds().size()) {
                parts.addObject()
                        .put("name", "milliseconds")
                        .put("valueDecimal", explanation.milliseconds().get(i));
            }
        }
        all.addObject()
                .put("name", "statement")
                .put("valueString", explained.statement().text());
        explanation.steps().forEach(step -> all.addObject().put("name", "step").put("valueString", step));
        return parameters;
    }
}
