package health.throughline.api.operation;

import health.throughline.api.BundleWriter;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.PageLinks;
import health.throughline.api.Route;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.record.HealthRecord;
import health.throughline.search.plan.Everything;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.value.DateRange;
import health.throughline.store.ResourceVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Everything in a patient's compartment, and what it refers to, page by page.
 *
 * @see <a href="https://hl7.org/fhir/R4/patient-operation-everything.html">R4 Patient/$everything</a>
 */
@Component
final class PatientEverything implements FhirOperation {

    private static final int DEFAULT_COUNT = 100;
    private static final int MAX_COUNT = 500;
    private static final Set<String> TAKEN = Set.of(
            "_since",
            "_type",
            "start",
            "end",
            "_count",
            PageLinks.PARAMETER,
            "_format",
            "_pretty",
            "_summary",
            "_elements");

    private final HealthRecord record;
    private final PageLinks links;

    PatientEverything(HealthRecord record, PageLinks links) {
        this.record = record;
        this.links = links;
    }

    @Override
    public String name() {
        return "$everything";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("Patient");
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Patient-everything";
    }

    @Override
    public FhirResponse invoke(FhirRequest asked, Route route) {
        FhirRequest request = OperationParameters.inUrl(asked);
        for (Parameter parameter : request.parameters()) {
            if (!TAKEN.contains(parameter.name())) {
                throw Refusal.invalid("$everything takes _since, _type, start, end and _count.");
            }
        }
        record.reader().read(route.key(), request.access());
        int count = count(request);
        long after = links.position(request)
                .map(position -> position.path(0).asLong())
                .orElse(0L);
        Everything everything = new Everything(
                types(request), since(request), date(request, "start", DateRange.BEGINNING), end(request));
        List<ResourceVersion> members =
                record.search().everything(route.key(), everything, after, count + 1, request.access());
        List<ResourceVersion> page = members.subList(0, Math.min(count, members.size()));
        List<ResourceVersion> referred = record.search().referred(page, everything, request.access());
        return FhirResponse.of(200, bundle(request, page, referred, members.size() > count));
    }

    private byte[] bundle(
            FhirRequest request, List<ResourceVersion> page, List<ResourceVersion> referred, boolean more) {
        BundleWriter bundle = new BundleWriter("searchset", null, request);
        bundle.link("self", links.self(request));
        if (more) {
            long last = page.get(page.size() - 1).rid();
            bundle.link("next", links.link(request, FhirJson.array().add(last)));
        }
        bundle.entries();
        page.forEach(member -> bundle.found(member, "match"));
        referred.forEach(other -> bundle.found(other, "include"));
        return bundle.bytes();
    }

    private static List<String> types(FhirRequest request) {
        List<String> types = request.parameters().stream()
                .filter(parameter -> parameter.name().equals("_type"))
                .flatMap(parameter -> List.of(parameter.value().split(",")).stream())
                .toList();
        if (!types.stream().allMatch(Fhir::isResourceType)) {
            throw Refusal.invalid("'_type' takes names of resource types, separated by commas.");
        }
        return types;
    }

    private static int count(FhirRequest request) {
        String text = request.parameter("_count").orElse(Integer.toString(DEFAULT_COUNT));
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw Refusal.invalid("'_count' takes a whole number from 1 to " + MAX_COUNT + ".");
        }
        return Math.min(Integer.parseInt(text), MAX_COUNT);
    }

    private static long since(FhirRequest request) {
        return date(request, "_since", 0);
    }

    private static long date(FhirRequest request, String name, long otherwise) {
        return parse(request, name).map(DateRange::lo).orElse(otherwise);
    }

    private static long end(FhirRequest request) {
        return parse(request, "end").map(DateRange::hi).orElse(DateRange.END);
    }

    private static Optional<DateRange> parse(FhirRequest request, String name) {
        return request.parameter(name)
                .map(text -> DateRange.parse(text)
                        .orElseThrow(() -> Refusal.invalid("'" + name + "' takes a date such as 2026-01-31.")));
    }
}
