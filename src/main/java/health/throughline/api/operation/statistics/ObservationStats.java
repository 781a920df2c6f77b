package health.throughline.api.operation.statistics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordSearch.Page;
import health.throughline.record.access.Access;
import health.throughline.search.plan.Cursor;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import health.throughline.store.ResourceVersion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Statistics of a subject's measurements.
 *
 * @see <a href="https://hl7.org/fhir/R4/observation-operation-stats.html">R4 Observation/$stats</a>
 */
@Component
final class ObservationStats implements FhirOperation {

    private static final int PAGE = 500;

    private final HealthRecord record;
    private final Clock clock = Clock.systemUTC();

    ObservationStats(HealthRecord record) {
        this.record = record;
    }

    @Override
    public String name() {
        return "$stats";
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
        return "http://hl7.org/fhir/OperationDefinition/Observation-stats";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        StatsParameters asked = StatsParameters.of(request, clock);
        requireSubject(asked.subject(), request);
        List<ObjectNode> sources = new ArrayList<>();
        MeasurementCollection measurements = new MeasurementCollection(asked.codes());
        sources.addAll(found(asked, new Parameter("combo-code", asked.codeValues()), request.access()));
        sources.forEach(measurements::add);
        List<ObjectNode> members = members(asked, measurements, sources, request);
        members.forEach(measurements::addMember);
        sources.addAll(members);
        return FhirResponse.of(200, FhirJson.bytes(answer(asked, measurements, sources)));
    }

    /** A misspelt subject is told so, rather than that it has no measurements. */
    private void requireSubject(String subject, FhirRequest request) {
        String base = request.base() + "/";
        String local = subject.startsWith(base) ? subject.substring(base.length()) : subject;
        String[] parts = local.split("/", -1);
        if (parts.length != 2 || !Fhir.isResourceType(parts[0]) || !ResourceKey.isId(parts[1])) {
            throw Refusal.invalid("'subject' takes a reference to a resource of this server, such as Patient/123.");
        }
        record.reader().read(new ResourceKey(parts[0], parts[1]), request.access());
    }

    private List<ObjectNode> found(StatsParameters asked, Parameter which, Access access) {
        List<Parameter> search = new ArrayList<>();
        search.add(new Parameter("subject", asked.subject()));
        search.add(which);
        if (asked.start() != null) {
            search.add(new Parameter("date", "ge" + asked.start()));
        }
        if (asked.end() != null) {
            search.add(new Parameter("date", "le" + asked.end()));
        }
        search.add(new Parameter("_count", Integer.toString(PAGE)));
        SearchQuery query = record.search().parse(List.of("Observation"), search, false);
        List<ObjectNode> found = new ArrayList<>();
        Cursor next = null;
        do {
            Page page = record.search().search(query, next, access);
            page.matches().stream()
                    .map(ResourceVersion::tree)
                    .filter(observation -> !MeasurementCollection.withdrawn(observation))
                    .forEach(found::add);
            next = page.next();
            if (found.size() > StatsParameters.MOST) {
                throw new Refusal(
                        Refusal.Reason.TOO_COSTLY,
                        "More than " + StatsParameters.MOST + " Observations would have to be looked at; choose a "
                                + "shorter period, or fewer codes.");
            }
        } while (next != null);
        return found;
    }

    private List<ObjectNode> members(
            StatsParameters asked, MeasurementCollection panels, List<ObjectNode> known, FhirRequest request) {
        Set<String> ids = new HashSet<>();
        for (String reference : panels.members()) {
            int type = reference.lastIndexOf("Observation/");
            ids.add(type < 0 ? "" : reference.substring(type + "Observation/".length()));
        }
        known.forEach(observation -> ids.remove(observation.path("id").asText()));
        List<String> wanted = ids.stream().filter(ResourceKey::isId).sorted().toList();
        List<ObjectNode> members = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i += PAGE) {
            String some = String.join(",", wanted.subList(i, Math.min(i + PAGE, wanted.size())));
            members.addAll(found(asked, new Parameter("_id", some), request.access()));
        }
        return members;
    }

    private static ObjectNode answer(StatsParameters asked, MeasurementCollection all, List<ObjectNode> sources) {
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode list = parameters.putArray("parameter");
        for (Measurements measurements : all.all()) {
            list.addObject().put("name", "statistics").set("resource", StatisticsObservation.of(measurements, asked));
        }
        sources.stream()
                .limit(asked.include())
                .forEach(source -> list.addObject().put("name", "source").set("resource", source));
        return parameters;
    }
}
