package health.throughline.program.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.expression.Expression;
import health.throughline.fhir.expression.Scope;
import health.throughline.fhir.expression.Values;
import health.throughline.fhir.questionnaire.Sdc;
import health.throughline.record.Conditions;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Observation;

/** Answers the queries of a form from the record, each once, with the access of who asked for the form. */
final class RecordQueries {

    private static final String QUERY = "application/x-fhir-query";
    private static final Pattern HOLE = Pattern.compile("\\{\\{(.*?)}}");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "a", ChronoUnit.YEARS,
            "mo", ChronoUnit.MONTHS,
            "wk", ChronoUnit.WEEKS,
            "d", ChronoUnit.DAYS,
            "h", ChronoUnit.HOURS,
            "min", ChronoUnit.MINUTES,
            "s", ChronoUnit.SECONDS);
    private static final int MOST = 50;

    private final HealthRecord record;
    private final Access access;
    private final Clock clock;
    private final Map<String, ObjectNode> answered = new HashMap<>();

    RecordQueries(HealthRecord record, Access access, Clock clock) {
        this.record = record;
        this.access = access;
        this.clock = clock;
    }

    /** {@code scope} with the variables of {@code element} that are queries; what they need comes from {@code scope}. */
    Scope bind(JsonNode element, Scope scope, Base focus) {
        Scope bound = scope;
        for (JsonNode extension : Extensions.all(element, Sdc.VARIABLE)) {
            JsonNode query = extension.path("valueExpression");
            if (query.path("language").asText("").equals(QUERY)) {
                Scope outer = bound;
                bound = bound.with(
                        query.path("name").asText(""),
                        () -> List.of(Values.resource(
                                bundle(filled(query.path("expression").asText(""), outer, focus)))));
            }
        }
        return bound;
    }

    private static String filled(String query, Scope scope, Base focus) {
        Matcher hole = HOLE.matcher(query);
        StringBuilder filled = new StringBuilder();
        while (hole.find()) {
            String value = Expression.of(hole.group(1), "a query of the form")
                    .string(scope, focus)
                    .orElseThrow(() -> Refusal.invalid(
                            "A query of the form needs a launch context that was not given; give it as 'context'."));
            hole.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return hole.appendTail(filled).toString();
    }

    private ObjectNode bundle(String query) {
        return answered.computeIfAbsent(query, this::search);
    }

    private ObjectNode search(String query) {
        int question = query.indexOf('?');
        String type = question < 0 ? query : query.substring(0, question);
        if (!Fhir.isResourceType(type)) {
            throw Refusal.invalid("A query of the form asks for no resource type; write it as Type?parameter=value.");
        }
        List<Parameter> parameters =
                new ArrayList<>(Conditions.parse(question < 0 ? "" : query.substring(question + 1)));
        if (parameters.stream().noneMatch(parameter -> parameter.name().equals("_count"))) {
            parameters.add(new Parameter("_count", Integer.toString(MOST)));
        }
        return searchset(matches(type, parameters));
    }

    private List<ResourceVersion> matches(String type, List<Parameter> parameters) {
        var search = record.search();
        return search.search(search.parse(List.of(type), parameters, false), null, access)
                .matches();
    }

    private static ObjectNode searchset(List<ResourceVersion> matches) {
        ObjectNode bundle = FhirJson.object().put("resourceType", "Bundle").put("type", "searchset");
        if (!matches.isEmpty()) {
            ArrayNode entries = bundle.putArray("entry");
            matches.forEach(match -> entries.addObject().set("resource", match.tree()));
        }
        return bundle;
    }

    /** The value of the subject's newest Observation of the item's codes, as far back as the item allows. */
    List<Base> latest(JsonNode item, String subject) {
        String codes = "";
        for (JsonNode code : item.path("code")) {
            String one =
                    code.path("system").asText("") + "|" + code.path("code").asText("");
            codes = codes.isEmpty() ? one : codes + "," + one;
        }
        if (codes.isEmpty()) {
            return List.of();
        }
        List<Parameter> parameters = List.of(
                new Parameter("subject", subject),
                new Parameter("code", codes),
                new Parameter("status", "final,amended,corrected"),
                new Parameter("date", "ge" + since(item)),
                new Parameter("_sort", "-date"),
                new Parameter("_count", "1"));
        List<Base> values = new ArrayList<>();
        for (ResourceVersion match : matches("Observation", parameters)) {
            var observation = (Observation) Fhir.parse(match.body());
            if (observation.hasValue()) {
                values.add(observation.getValue());
            }
        }
        return values;
    }

    private String since(JsonNode item) {
        JsonNode period = Sdc.value(item, "observationLinkPeriod").orElseThrow();
        ChronoUnit unit = UNITS.getOrDefault(period.path("code").asText("d"), ChronoUnit.DAYS);
        long amount = (long) Math.ceil(period.path("value").asDouble(0));
        return OffsetDateTime.now(clock)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .minus(amount, unit)
                .toInstant()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
