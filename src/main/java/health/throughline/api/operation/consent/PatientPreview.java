package health.throughline.api.operation.consent;

import health.throughline.api.BundleWriter;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.PageLinks;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.api.operation.OperationParameters;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.consent.Viewers;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Role;
import health.throughline.search.plan.Everything;
import health.throughline.store.ResourceVersion;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Patient/[id]/$preview: shows what somebody else would see of a record, as far as the caller sees it, too. */
@Component
final class PatientPreview implements OwnOperation {

    private static final int DEFAULT_COUNT = 100;

    private final HealthRecord record;
    private final Viewers viewers;
    private final PageLinks links;

    PatientPreview(HealthRecord record, Viewers viewers, PageLinks links) {
        this.record = record;
        this.viewers = viewers;
        this.links = links;
    }

    @Override
    public String id() {
        return "Patient-preview";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        FhirRequest asked = OperationParameters.inUrl(request);
        Given given = Given.of(asked.without(PageLinks.PARAMETER), Set.of("as", "_count"), Set.of());
        request.access()
                .requireRole(Role.CLIENT, Role.CLINICAL_LEAD, Role.THERAPIST, Role.PRESCRIBER, Role.CASE_MANAGER);
        record.reader().read(route.key(), request.access());
        ResourceKey as = Asked.key(given, "as", Set.of("RelatedPerson", "Organization", "Practitioner"));
        int count = given.text("_count").map(PatientPreview::count).orElse(DEFAULT_COUNT);
        long after =
                links.position(asked).map(position -> position.path(0).asLong()).orElse(0L);
        Access both = request.access().and(viewers.of(as));
        List<ResourceVersion> found = record.search().everything(route.key(), Everything.ALL, after, count + 1, both);
        List<ResourceVersion> page = found.subList(0, Math.min(count, found.size()));
        BundleWriter bundle = new BundleWriter("searchset", null, asked);
        bundle.link("self", links.self(asked));
        if (found.size() > count) {
            bundle.link(
                    "next",
                    links.link(
                            asked,
                            FhirJson.array().add(page.get(page.size() - 1).rid())));
        }
        bundle.entries();
        page.forEach(one -> bundle.found(one, "match"));
        return FhirResponse.of(200, bundle.bytes());
    }

    private static int count(String text) {
        if (!text.matches("[1-9]\\d{0,2}")) {
            throw Refusal.invalid("'_count' takes a whole number from 1 to 999.");
        }
        return Integer.parseInt(text);
    }
}
