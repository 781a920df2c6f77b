package health.throughline.api.operation;

import health.throughline.api.BundleWriter;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.PageLinks;
import health.throughline.api.Route;
import health.throughline.fhir.Refusal;
import health.throughline.record.HealthRecord;
import health.throughline.record.LatestObservations;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * A patient's newest Observations of each code: the last vital signs, the last score of each questionnaire.
 *
 * @see <a href="https://hl7.org/fhir/R4/observation-operation-lastn.html">R4 Observation/$lastn</a>
 */
@Component
final class ObservationLastN implements FhirOperation {

    private static final int MOST = 100;
    private static final Set<String> FORM = Set.of("_format", "_pretty", "_summary", "_elements");
    private static final Set<String> OF_PAGES = Set.of("_count", "_total", "_maxresults", "_sort", PageLinks.PARAMETER);
    private static final Pattern CODE = Pattern.compile("(^|\\W)code(\\W|$)");

    private final HealthRecord record;
    private final LatestObservations latest;
    private final PageLinks links;

    ObservationLastN(HealthRecord record, LatestObservations latest, PageLinks links) {
        this.record = record;
        this.latest = latest;
        this.links = links;
    }

    @Override
    public String name() {
        return "$lastn";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE);
    }

    @Override
    public Set<String> types() {
        return Set.of("Observation");
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Observation-lastn";
    }

    @Override
    public FhirResponse invoke(FhirRequest asked, Route route) {
        FhirRequest request = OperationParameters.inUrl(asked);
        int max = max(request);
        SearchQuery query = query(request);
        List<ResourceVersion> found = latest.of(query, max, request.access());
        BundleWriter bundle = new BundleWriter("searchset", (long) found.size(), request);
        bundle.link("self", links.self(request));
        bundle.entries();
        found.forEach(observation -> bundle.found(observation, "match"));
        return FhirResponse.of(200, bundle.bytes());
    }

    private static int max(FhirRequest request) {
        List<String> given = request.parameters().stream()
                .filter(parameter -> parameter.name().equals("max"))
                .map(Parameter::value)
                .toList();
        if (given.size() > 1 || !given.stream().allMatch(text -> text.matches("[1-9]\\d{0,2}"))) {
            throw maxTakes();
        }
        int max = given.isEmpty() ? 1 : Integer.parseInt(given.get(0));
        if (max > MOST) {
            throw maxTakes();
        }
        return max;
    }

    private static Refusal maxTakes() {
        return Refusal.invalid("'max' takes one whole number from 1 to " + MOST + ".");
    }

    private SearchQuery query(FhirRequest request) {
        List<Parameter> search = new ArrayList<>();
        for (Parameter parameter : request.parameters()) {
            String name = parameter.name();
            if (OF_PAGES.contains(name) || name.startsWith("_include") || name.startsWith("_revinclude")) {
                throw Refusal.invalid("$lastn answers in one Bundle, newest first; besides 'max' it takes the search "
                        + "parameters of Observation, and none of _sort, _count, _total and the includes.");
            }
            if (!name.equals("max") && !FORM.contains(name)) {
                search.add(parameter);
            }
        }
        SearchQuery query = record.search().parse(List.of("Observation"), search, false);
        if (query.criteria().stream().filter(ObservationLastN::subject).count() != 1) {
            throw Refusal.invalid("$lastn is asked about one subject: give it one of 'patient' and 'subject', "
                    + "with one value, as in patient=Patient/123.");
        }
        if (query.criteria().stream().noneMatch(ObservationLastN::coded)) {
            throw Refusal.invalid("$lastn needs a 'category', or a search parameter with a code such as 'code', "
                    + "'combo-code' or 'code-value-quantity'.");
        }
        return query;
    }

    private static boolean subject(Criterion criterion) {
        return criterion instanceof Criterion.Values values
                && Set.of("patient", "subject").contains(values.parameter().code())
                && Set.of("", "identifier", "Patient", "Group", "Device", "Location")
                        .contains(values.modifier())
                && values.values().size() == 1;
    }

    private static boolean coded(Criterion criterion) {
        if (!(criterion instanceof Criterion.Values values)) {
            return false;
        }
        return values.parameter().code().equals("category")
                || values.parameter().paths().stream()
                        .anyMatch(path -> CODE.matcher(path.expression()).find());
    }
}
