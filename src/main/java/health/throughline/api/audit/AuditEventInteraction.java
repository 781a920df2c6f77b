package health.throughline.api.audit;

import health.throughline.api.BundleWriter;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.PageLinks;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.trail.VisibleAudit;
import health.throughline.store.Operation;
import health.throughline.store.ResourceVersion;
import health.throughline.store.trail.AuditQuery;
import health.throughline.store.trail.AuditRow;
import health.throughline.store.trail.AuditTable;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** read and search of AuditEvent, also in a Patient compartment; nobody but the server writes one. */
@Component
final class AuditEventInteraction implements Interaction {

    static final String TYPE = "AuditEvent";

    private final AuditTable table;
    private final VisibleAudit visible;
    private final PageLinks links;

    AuditEventInteraction(AuditTable table, VisibleAudit visible, PageLinks links) {
        this.table = table;
        this.visible = visible;
        this.links = links;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.READ, Route.Kind.SEARCH_TYPE, Route.Kind.SEARCH_COMPARTMENT);
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public Set<String> searchParameters() {
        return AuditSearch.PARAMETERS;
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        return route.kind() == Route.Kind.READ ? read(request, route.id()) : search(request, route);
    }

    private FhirResponse read(FhirRequest request, String id) {
        long number = id.matches("[1-9]\\d{0,17}") ? Long.parseLong(id) : 0;
        AuditRow row = table.find(new AuditQuery().id(number), Long.MAX_VALUE, 1).stream()
                .filter(found -> visible.allows(found, request.access()))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such " + TYPE + "."));
        return FhirResponse.of(200, version(row, request));
    }

    private FhirResponse search(FhirRequest request, Route route) {
        AuditSearch search = AuditSearch.of(request);
        if (route.kind() == Route.Kind.SEARCH_COMPARTMENT) {
            search.in(patient(route));
        }
        Access access = request.access();
        AuditQuery query = visible.within(search.query(), search.patients(), access);
        long before = links.position(request)
                .map(position -> position.path(0).asLong())
                .orElse(Long.MAX_VALUE);
        List<AuditRow> rows = search.count() == 0 ? List.of() : table.find(query, before, search.count() + 1);
        Long total = search.total() ? table.count(query) : null;
        BundleWriter bundle = new BundleWriter("searchset", total, request);
        bundle.link("self", links.self(request));
        boolean more = rows.size() > search.count();
        if (more) {
            long last = rows.get(search.count() - 1).id();
            bundle.link("next", links.link(request, FhirJson.array().add(last)));
        }
        bundle.entries();
        rows.stream().limit(search.count()).forEach(row -> bundle.found(version(row, request), "match"));
        return FhirResponse.of(200, bundle.bytes());
    }

    private static ResourceKey patient(Route route) {
        if (!route.type().equals("Patient")) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "The audit trail knows the compartments of Patients only; search AuditEvent?agent= instead.");
        }
        return route.key();
    }

    private ResourceVersion version(AuditRow row, FhirRequest request) {
        boolean whole = visible.seesAll(request.access());
        byte[] body = FhirJson.bytes(new AuditEvents(request.base(), whole).of(row));
        ResourceKey key = new ResourceKey(TYPE, Long.toString(row.id()));
        return new ResourceVersion(row.id(), key, 1, row.line().time(), Operation.CREATE, body, new long[0]);
    }
}
