package health.throughline.program.measure.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import health.throughline.program.measure.Strata;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a MeasureReport after its Measure: the same groups, populations and stratifiers in the same order.
 *
 * @see <a href="https://hl7.org/fhir/R4/measurereport.html">R4 MeasureReport</a>
 */
public final class ReportWriter {

    private static final String REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final int DIGITS = 4;

    /** The code systems of the strata, by stratifier; others are told in words. */
    private static final Map<String, String> SYSTEMS = Map.of(
            Strata.MODALITY, Canonicals.of("CodeSystem", "modality"),
            Strata.SEVERITY, Canonicals.of("CodeSystem", "score-band"),
            Strata.RULE, Canonicals.of("CodeSystem", "alert-type"));

    private final ObjectNode definition;
    private final ProgrammeMeasure measure;
    private final ReportType type;
    private final ObjectNode report = FhirJson.object();

    /** Whom a report is about, and how much it says of them. */
    public enum ReportType {
        INDIVIDUAL("individual"),
        SUBJECT_LIST("subject-list"),
        SUMMARY("summary");

        private final String code;

        ReportType(String code) {
            this.code = code;
        }
    }

    private ReportWriter(ObjectNode definition, ProgrammeMeasure measure, ReportType type) {
        this.definition = definition;
        this.measure = measure;
        this.type = type;
    }

    public static ObjectNode write(
            ObjectNode definition, ProgrammeMeasure measure, Heading heading, List<GroupResult> results) {
        return new ReportWriter(definition, measure, heading.type()).written(heading, results);
    }

    /**
     * What stands above the numbers.
     *
     * @param subject the reference of whom the report is about; null for all
     */
    public record Heading(
            ReportType type,
            ReportingPeriod period,
            OffsetDateTime now,
            @Nullable String subject) {}

    private ObjectNode written(Heading heading, List<GroupResult> results) {
        report.put("resourceType", "MeasureReport");
        ArrayNode contained = FhirJson.array();
        report.put("status", "complete").put("type", type.code);
        report.put(
                "measure",
                definition.path("url").asText() + "|"
                        + definition.path("version").asText());
        String subject = heading.subject();
        if (subject != null) {
            report.putObject("subject").put("reference", subject);
        }
        report.put("date", heading.now().toString());
        report.putObject("period")
                .put("start", heading.period().first().toString())
                .put("end", heading.period().last().toString());
        report.set("improvementNotation", definition.path("improvementNotation"));
        ArrayNode groups = report.putArray("group");
        for (int i = 0; i < results.size(); i++) {
            group(definition.path("group").path(i), results.get(i), groups.addObject(), contained);
        }
        if (!contained.isEmpty()) {
            report.set("contained", contained);
        }
        return report;
    }

    private void group(JsonNode defined, GroupResult result, ObjectNode group, ArrayNode contained) {
        group.put("id", result.group());
        group.set("code", defined.path("code"));
        row(defined, result.group(), result.all(), group, contained);
        if (type == ReportType.INDIVIDUAL) {
            return;
        }
        for (JsonNode stratifier : defined.path("stratifier")) {
            String id = stratifier.path("criteria").path("name").asText();
            SortedMap<String, Row> strata = result.strata().get(id);
            if (strata == null || strata.isEmpty()) {
                continue;
            }
            ObjectNode written = group.withArray("stratifier").addObject();
            written.putArray("code").add(stratifier.path("code"));
            strata.forEach((stratum, row) -> {
                ObjectNode one = written.withArray("stratum").addObject();
                one.set("value", value(id, stratum));
                row(defined, result.group(), row, one, null);
            });
        }
    }

    private static ObjectNode value(String stratifier, String stratum) {
        ObjectNode value = FhirJson.object();
        String system = SYSTEMS.get(stratifier);
        if (system != null && !stratum.equals(Strata.UNKNOWN)) {
            value.putArray("coding").addObject().put("system", system).put("code", stratum);
        }
        return value.put("text", stratum);
    }

    /** @param contained for lists of clients; null where none are told */
    private void row(JsonNode defined, String group, Row row, ObjectNode written, @Nullable ArrayNode contained) {
        ArrayNode populations = FhirJson.array();
        for (JsonNode population : defined.path("population")) {
            String code =
                    population.path("code").path("coding").path(0).path("code").asText();
            ObjectNode one = populations.addObject();
            one.set("code", population.path("code"));
            count(code, row, one);
            if (type == ReportType.SUBJECT_LIST && contained != null) {
                String list = group + "-" + code;
                one.putObject("subjectResults").put("reference", "#" + list);
                contained.add(list(list, clients(code, row)));
            }
        }
        written.set("population", populations);
        if (!row.total().empty()) {
            score(group, row, written);
        }
    }

    private static void count(String code, Row row, ObjectNode population) {
        boolean size =
                row.shown() == Row.Shown.SIZE && Set.of("initial-population").contains(code);
        if (row.told() || size) {
            population.put("count", number(code, row.total().counts()));
        } else {
            masked(population.putObject("_count"));
        }
    }

    private static long number(String code, Counts counts) {
        return switch (code) {
            case "initial-population" -> counts.initial();
            case "denominator-exclusion", "measure-population-exclusion" -> counts.excluded();
            case "numerator" -> counts.numerator();
            default -> counts.denominator();
        };
    }

    private static SortedSet<String> clients(String code, Row row) {
        return switch (code) {
            case "denominator-exclusion", "measure-population-exclusion" ->
                row.clients().excluded();
            case "numerator" -> row.clients().met();
            default -> row.clients().initial();
        };
    }

    private static ObjectNode list(String id, SortedSet<String> clients) {
        ObjectNode list = FhirJson.object()
                .put("resourceType", "List")
                .put("id", id)
                .put("status", "current")
                .put("mode", "snapshot");
        clients.forEach(
                client -> list.withArray("entry").addObject().putObject("item").put("reference", client));
        return list;
    }

    private void score(String group, Row row, ObjectNode written) {
        ObjectNode score = written.putObject("measureScore");
        if (!row.told()) {
            masked(score);
            return;
        }
        String unit = measure.unit(group);
        BigDecimal value = BigDecimal.valueOf(measure.score(group, row.total()))
                .setScale(DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        score.put("value", value.scale() < 0 ? value.setScale(0) : value);
        score.put("system", UCUM).put("code", unit);
    }

    private static void masked(ObjectNode element) {
        element.putArray("extension").addObject().put("url", REASON).put("valueCode", "masked");
    }
}
