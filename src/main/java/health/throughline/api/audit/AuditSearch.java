package health.throughline.api.audit;

import health.throughline.api.FhirRequest;
import health.throughline.api.PageLinks;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.trail.TrailLines;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.value.DateRange;
import health.throughline.search.value.Prefix;
import health.throughline.store.trail.AuditQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a search on AuditEvent asks for. */
final class AuditSearch {

    /** The parameters of R4 that it takes, besides _id. */
    static final Set<String> PARAMETERS =
            Set.of("patient", "entity", "date", "agent", "action", "outcome", "type", "subtype");

    private static final int DEFAULT_COUNT = 50;
    private static final int MAX_COUNT = 500;
    private static final Set<String> FORM = Set.of("_format", "_pretty", "_summary", "_elements", PageLinks.PARAMETER);

    private final AuditQuery query = new AuditQuery();
    private final List<ResourceKey> patients = new ArrayList<>();
    private int count = DEFAULT_COUNT;
    private boolean total;

    /** @throws Refusal INVALID when a parameter is not taken here */
    static AuditSearch of(FhirRequest request) {
        AuditSearch search = new AuditSearch();
        for (Parameter parameter : request.parameters()) {
            if (!FORM.contains(parameter.name())) {
                search.take(parameter.name(), parameter.value());
            }
        }
        if (request.parameter("_summary").filter("count"::equals).isPresent()) {
            search.count = 0;
            search.total = true;
        }
        return search;
    }

    private void take(String name, String value) {
        List<String> values = List.of(value.split(",", -1));
        switch (name) {
            case "_id" -> id(value);
            case "patient" -> patients(values);
            case "entity" -> entity(values);
            case "date", "_lastUpdated" -> date(value);
            case "agent" -> agent(value);
            case "agent:identifier" -> query.agent(value.substring(value.indexOf('|') + 1));
            case "action" -> query.kinds(numbers(EventCode.ofAction(values)));
            case "outcome" ->
                query.outcomes(values.stream().map(AuditSearch::outcome).toList());
            case "type" -> query.kinds(numbers(EventCode.ofType(values)));
            case "subtype" -> subtype(value);
            case "_count" -> count = count(value);
            case "_total" -> total = total(value);
            case "_sort" -> sort(value);
            default ->
                throw Refusal.invalid("A search on AuditEvent takes _id, "
                        + PARAMETERS.stream().sorted().collect(Collectors.joining(", "))
                        + ", _count, _total and _sort=-date; no modifiers but agent:identifier.");
        }
    }

    private void id(String value) {
        query.id(value.matches("[1-9]\\d{0,17}") ? Long.parseLong(value) : 0);
    }

    /** In the compartment of this patient. */
    AuditSearch in(ResourceKey patient) {
        patients(List.of(patient.toString()));
        return this;
    }

    private void patients(List<String> values) {
        if (!patients.isEmpty()) {
            throw Refusal.invalid("Name the patients once: patient=1,2.");
        }
        values.forEach(
                value -> patients.add(reference(value.startsWith("Patient/") ? value : "Patient/" + value, "patient")));
    }

    private void entity(List<String> values) {
        List<ResourceKey> entities =
                values.stream().map(value -> reference(value, "entity")).toList();
        if (entities.stream().allMatch(key -> key.type().equals("Patient"))) {
            patients(values);
        } else if (entities.size() == 1) {
            query.resource(entities.get(0).toString());
        } else {
            throw Refusal.invalid("'entity' takes several values only when all are Patients.");
        }
    }

    private static ResourceKey reference(String value, String name) {
        return ResourceKey.of(value)
                .filter(key -> Fhir.isResourceType(key.type()))
                .orElseThrow(
                        () -> Refusal.invalid("'" + name + "' takes references of this server, such as Patient/1."));
    }

    private void agent(String value) {
        if (value.indexOf('/') > 0 && value.indexOf('|') < 0) {
            query.user(reference(value, "agent").toString());
        } else {
            query.agent(value.substring(value.indexOf('|') + 1));
        }
    }

    private void date(String value) {
        Prefix.Value parsed = Prefix.parse(value);
        DateRange asked = DateRange.parse(parsed.text())
                .orElseThrow(() -> Refusal.invalid("'date' takes a date such as 2026-01-31 or 2026-01-31T10:00:00Z, "
                        + "with or without one of the prefixes eq, ne, gt, lt, ge, le, sa, eb, ap."));
        DateRange near = asked.around(System.currentTimeMillis());
        switch (parsed.prefix()) {
            case EQ -> query.time(asked.lo(), asked.hi());
            case NE -> query.notAtTime(asked.lo(), asked.hi());
            case GT, SA -> query.time(asked.hi() + 1, DateRange.END);
            case GE -> query.time(asked.lo(), DateRange.END);
            case LT, EB -> query.time(DateRange.BEGINNING, asked.lo() - 1);
            case LE -> query.time(DateRange.BEGINNING, asked.hi());
            case AP -> query.time(near.lo(), near.hi());
        }
    }

    /** Some kinds have two subtypes. */
    private void subtype(String value) {
        query.kinds(numbers(EventCode.ofSubtype(value)));
        if (EventCode.READ.is(value) != EventCode.VREAD.is(value)) {
            query.versionNamed(EventCode.VREAD.is(value));
        }
        if (EventCode.UPDATE.is(value) != EventCode.PATCH.is(value)) {
            query.patched(EventCode.PATCH.is(value));
        }
    }

    private static int outcome(String value) {
        String code = value.substring(value.indexOf('|') + 1);
        if (!Set.of("0", "4", "8", "12").contains(code)) {
            throw Refusal.invalid("'outcome' takes 0, 4, 8 or 12.");
        }
        return Integer.parseInt(code);
    }

    private static List<Integer> numbers(List<Kind> kinds) {
        return Stream.concat(kinds.stream().map(TrailLines::number), Stream.of(0))
                .toList();
    }

    private static int count(String value) {
        if (!value.matches("\\d{1,9}")) {
            throw Refusal.invalid("'_count' takes a whole number from 0 to " + MAX_COUNT + ".");
        }
        return Math.min(Integer.parseInt(value), MAX_COUNT);
    }

    private static boolean total(String value) {
        if (!Set.of("none", "estimate", "accurate").contains(value)) {
            throw Refusal.invalid("'_total' takes none, estimate or accurate.");
        }
        return !value.equals("none");
    }

    private static void sort(String value) {
        if (!value.equals("-date")) {
            throw Refusal.invalid("AuditEvents are sorted by '-date' only: the newest first.");
        }
    }

    AuditQuery query() {
        return query;
    }

    List<ResourceKey> patients() {
        return patients;
    }

    int count() {
        return count;
    }

    boolean total() {
        return total;
    }
}
