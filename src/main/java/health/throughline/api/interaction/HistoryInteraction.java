package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.BundleWriter;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.PageLinks;
import health.throughline.api.Route;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.HealthRecord;
import health.throughline.search.value.DateRange;
import health.throughline.store.HistoryTable.After;
import health.throughline.store.HistoryTable.Window;
import health.throughline.store.ResourceVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** history of an instance, a type and the system, newest first, with _since, _at and _count. */
@Component
final class HistoryInteraction implements Interaction {

    private static final int DEFAULT_COUNT = 50;
    private static final int MAX_COUNT = 500;

    private final HealthRecord record;
    private final PageLinks links;

    HistoryInteraction(HealthRecord record, PageLinks links) {
        this.record = record;
        this.links = links;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.HISTORY_INSTANCE, Route.Kind.HISTORY_TYPE, Route.Kind.HISTORY_SYSTEM);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        ParameterCheck.only(request, Set.of("_since", "_at", "_count", PageLinks.PARAMETER));
        int count = count(request);
        After after = links.position(request).map(HistoryInteraction::after).orElse(null);
        ResourceKey key = route.id().isEmpty() ? null : route.key();
        Optional<DateRange> at = date(request, "_at");
        long since = date(request, "_since").map(DateRange::lo).orElse(0L);
        long until = at.map(DateRange::hi).orElse(DateRange.END);
        long currentAt = at.map(DateRange::lo).orElse(0L);
        Window window = new Window(types(route), since, until, currentAt, after, count + 1);
        if (key != null && record.reader().find(key, request.access()).isEmpty()) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such " + key.type() + ".");
        }
        List<ResourceVersion> versions = record.reader().history(key, window, request.access());
        long total = record.reader()
                .historyCount(key, new Window(window.types(), since, until, currentAt, null, 0), request.access());
        return FhirResponse.of(200, bundle(request, versions, count, total));
    }

    private static List<String> types(Route route) {
        return route.type().isEmpty() ? List.copyOf(Fhir.resourceTypes()) : List.of(route.type());
    }

    private byte[] bundle(FhirRequest request, List<ResourceVersion> versions, int count, long total) {
        BundleWriter bundle = new BundleWriter("history", total, request);
        bundle.link("self", links.self(request));
        boolean more = versions.size() > count && count > 0;
        if (more) {
            ResourceVersion last = versions.get(count - 1);
            var position = FhirJson.array().add(last.updated()).add(last.rid()).add(last.version());
            bundle.link("next", links.link(request, position));
        }
        bundle.entries();
        versions.stream().limit(count).forEach(bundle::version);
        return bundle.bytes();
    }

    private static After after(JsonNode position) {
        return new After(
                position.path(0).asLong(),
                position.path(1).asLong(),
                position.path(2).asInt());
    }

    private static int count(FhirRequest request) {
        String text = request.parameter("_count").orElse(Integer.toString(DEFAULT_COUNT));
        if (!text.matches("\\d{1,9}")) {
            throw Refusal.invalid("'_count' takes a whole number from 0 to " + MAX_COUNT + ".");
        }
        return Math.min(Integer.parseInt(text), MAX_COUNT);
    }

    private static Optional<DateRange> date(FhirRequest request, String name) {
        return request.parameter(name)
                .map(text -> DateRange.parse(text)
                        .orElseThrow(
                                () -> Refusal.invalid("'" + name + "' takes a date such as 2026-01-31T10:00:00Z.")));
    }
}
