package health.throughline.api.interaction;

import health.throughline.api.BundleWriter;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Outcomes;
import health.throughline.api.PageLinks;
import health.throughline.api.Preferences;
import health.throughline.api.Release;
import health.throughline.api.Route;
import health.throughline.fhir.Issue;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordSearch;
import health.throughline.search.plan.Cursor;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** search on a type, on the whole system and in a compartment, by GET and by POST _search. */
@Component
final class SearchInteraction implements Interaction {

    private final HealthRecord record;
    private final PageLinks links;
    private final SearchScopes scopes;

    SearchInteraction(HealthRecord record, PageLinks links, SearchScopes scopes) {
        this.record = record;
        this.links = links;
        this.scopes = scopes;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.SEARCH_TYPE, Route.Kind.SEARCH_SYSTEM, Route.Kind.SEARCH_COMPARTMENT);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        boolean lenient = Preferences.of(request).lenient();
        List<Parameter> asked = new ArrayList<>(request.parameters());
        asked.removeIf(parameter -> ParameterCheck.FORM.contains(parameter.name())
                || parameter.name().equals(PageLinks.PARAMETER)
                || parameter.name().equals(SearchExplanation.PARAMETER));
        if (request.parameter("_summary").map("count"::equals).orElse(false)) {
            asked.removeIf(parameter -> parameter.name().equals("_count"));
            asked.add(new Parameter("_count", "0"));
        }
        SearchQuery query = scopes.of(route, asked).parse(record.search(), asked, lenient);
        if (SearchExplanation.wanted(request)) {
            return SearchExplanation.of(request, query, record.search());
        }
        Cursor cursor = links.position(request).map(PagePosition::read).orElse(null);
        return FhirResponse.of(200, bundle(request, query, record.search().search(query, cursor, request.access())));
    }

    private byte[] bundle(FhirRequest request, SearchQuery query, RecordSearch.Page page) {
        BundleWriter bundle = new BundleWriter("searchset", page.total(), request);
        FhirRequest used = request;
        for (String ignored : query.ignored()) {
            used = used.without(ignored);
        }
        bundle.link("self", links.self(used));
        Cursor previous = page.previous();
        if (previous != null) {
            bundle.link("first", links.self(used.without(PageLinks.PARAMETER)));
            bundle.link("previous", links.link(used, PagePosition.write(previous)));
        }
        Cursor next = page.next();
        if (next != null) {
            bundle.link("next", links.link(used, PagePosition.write(next)));
        }
        bundle.entries();
        page.matches().forEach(match -> bundle.found(match, "match"));
        page.included().forEach(included -> bundle.found(included, "include"));
        if (Release.leaves(request.access()) && request.access().log().given() > 0) {
            bundle.outcome(Release.explanation(request.access()));
        }
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
}
