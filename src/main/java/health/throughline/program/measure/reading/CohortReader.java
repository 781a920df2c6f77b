package health.throughline.program.measure.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.measure.Fact;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordSearch;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.search.plan.Cursor;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the clients of a measure, as far as the caller sees them: one search for each kind of facts. */
public final class CohortReader {

    private static final String PAGE = "500";

    /** With more, all are read and the others passed over. */
    private static final int NAMED = 200;

    /** So far back lies the first score of an enrolment, by which its severity goes. */
    private static final int LONGEST_STAY = 366;

    private static final ResourceKey ANYBODY = new ResourceKey("Patient", "");

    private static final Set<FactKind> FOR_STRATA = Set.of(FactKind.VISITS, FactKind.SCORES, FactKind.STAYS);

    private final HealthRecord record;

    public CohortReader(HealthRecord record) {
        this.record = record;
    }

    /**
     * What {@code measure} needs to know of the clients, by the order of their references.
     *
     * @param only the clients it is about; null for all in sight
     */
    public List<MeasureCase> read(
            ProgrammeMeasure measure, ReportingPeriod period, @Nullable Set<ResourceKey> only, Access access) {
        if (only != null && only.isEmpty()) {
            return List.of();
        }
        Map<String, List<Fact>> facts = new TreeMap<>();
        Named named = new Named(only);
        each("Patient", named.by("_id", ResourceKey::id), named, access, patient -> {
            String reference = "Patient/" + patient.path("id").asText();
            if (named.contains(reference)) {
                facts.computeIfAbsent(reference, absent -> new ArrayList<>())
                        .addAll(CareFacts.person(patient).toList());
            }
        });
        Set<FactKind> kinds = EnumSet.copyOf(FOR_STRATA);
        kinds.addAll(measure.needs());
        for (FactSource source : FactSources.of(kinds)) {
            List<Parameter> parameters = new ArrayList<>(source.narrowed());
            parameters.addAll(named.by("patient", ResourceKey::toString));
            parameters.addAll(dated(source, measure, period));
            each(source.type(), parameters, named, access, resource -> add(source, resource, facts));
        }
        List<MeasureCase> cases = new ArrayList<>();
        facts.forEach((patient, known) -> cases.add(new MeasureCase(patient, known)));
        return cases;
    }

    private static void add(FactSource source, JsonNode resource, Map<String, List<Fact>> facts) {
        source.client()
                .apply(resource)
                .map(Elements::reference)
                .flatMap(client -> Stream.ofNullable(facts.get(client)))
                .findFirst()
                .ifPresent(known -> known.addAll(source.facts().apply(resource).toList()));
    }

    /** With a day more on either side, for a search compares moments and a measure the days where they were. */
    private static List<Parameter> dated(FactSource source, ProgrammeMeasure measure, ReportingPeriod period) {
        if (source.dated().isEmpty()) {
            return List.of();
        }
        int before = Math.max(measure.reach().before(), source.kind() == FactKind.SCORES ? LONGEST_STAY : 0);
        return List.of(
                new Parameter(source.dated(), "ge" + period.first().minusDays(before + 1L)),
                new Parameter(
                        source.dated(),
                        "le" + period.last().plusDays(measure.reach().after() + 1L)));
    }

    private void each(String type, List<Parameter> parameters, Named named, Access access, Consumer<ObjectNode> found) {
        access.requireScope(Action.SEARCH, type, named.single());
        List<Parameter> asked = new ArrayList<>(parameters);
        asked.add(new Parameter("_count", PAGE));
        SearchQuery query = record.search().parse(List.of(type), asked, false);
        @Nullable Cursor cursor = null;
        do {
            RecordSearch.Page page = record.search().search(query, cursor, access);
            page.matches().stream().map(ResourceVersion::tree).forEach(found);
            cursor = page.next();
        } while (cursor != null);
    }

    /** The clients that a reader names. */
    private record Named(@Nullable Set<ResourceKey> only) {

        boolean contains(String reference) {
            Set<ResourceKey> some = only;
            return some == null
                    || ResourceKey.of(reference).filter(some::contains).isPresent();
        }

        ResourceKey single() {
            Set<ResourceKey> some = only;
            return some != null && some.size() == 1 ? some.iterator().next() : ANYBODY;
        }

        List<Parameter> by(String parameter, Function<ResourceKey, String> name) {
            Set<ResourceKey> some = only;
            if (some == null || some.size() > NAMED) {
                return List.of();
            }
            Stream<String> names = some.stream().map(name);
            return List.of(new Parameter(parameter, String.join(",", names.toList())));
        }
    }
}
