package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import health.throughline.api.BundleWriter;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Outcomes;
import health.throughline.api.PageLinks;
import health.throughline.api.Preferences;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordSearch;
import health.throughline.search.plan.SearchCompiler.After;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** search on a type, by GET and by POST _search. */
@Component
final class SearchInteraction implements Interaction {

    private final HealthRecord record;
    private final PageLinks links;

    SearchInteraction(HealthRecord record, PageLinks links) {
        this.record = record;
        this.links = links;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.SEARCH_TYPE);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        List<Parameter> asked = new ArrayList<>(request.parameters());
        asked.removeIf(parameter -> ParameterCheck.FORM.contains(parameter.name())
                || parameter.name().equals(PageLinks.PARAMETER));
        if (request.parameter("_summary").map("count"::equals).orElse(false)) {
            asked.add(new Parameter("_count", "0"));
        }
        SearchQuery query = record.search()
                .parse(List.of(route.type()), asked, Preferences.of(request).lenient());
        After after = links.position(request).map(SearchInteraction::after).orElse(null);
        RecordSearch.Page page = record.search().search(query, after, request.access());
        return FhirResponse.of(200, bundle(request, query, page));
    }

    private byte[] bundle(FhirRequest request, SearchQuery query, RecordSearch.Page page) {
        BundleWriter bundle = new BundleWriter("searchset", page.total(), request.base());
        FhirRequest used = request;
        for (String ignored : query.ignored()) {
            used = used.without(ignored);
        }
        bundle.link("self", links.self(used));
        After next = page.next();
        if (next != null) {
            bundle.link("next", links.link(used, position(next)));
        }
        bundle.entries();
        page.matches().forEach(match -> bundle.found(match, "match"));
        page.included().forEach(included -> bundle.found(included, "include"));
        if (!query.ignored().isEmpty()) {
            bundle.outcome(new Outcomes(
                    query.ignored().stream().map(SearchInteraction::ignored).toList()));
        }
        return bundle.bytes();
    }

    private static Issue ignored(String name) {
        String shown = name.matches("[\\w.:$-]{1,64}") ? " '" + name + "'" : "";
        return Issue.warning(
                "not-supported", "The unknown search parameter" + shown + " was left out (handling=lenient).");
    }

    private static ArrayNode position(After after) {
        ArrayNode position = FhirJson.array().add(after.rid());
        for (Object value : after.values()) {
            if (value == null) {
                position.addNull();
            } else if (value instanceof Double number) {
                position.add(number);
            } else if (value instanceof Number number) {
                position.add(number.longValue());
            } else {
                position.add(value.toString());
            }
        }
        return position;
    }

    private static After after(JsonNode position) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i < position.size(); i++) {
            JsonNode value = position.get(i);
            if (value.isNull()) {
                values.add(null);
            } else if (value.isTextual()) {
                values.add(value.asText());
            } else {
                values.add(value.isIntegralNumber() ? (Object) value.asLong() : (Object) value.asDouble());
            }
        }
        return new After(values, position.get(0).asLong());
    }
}
