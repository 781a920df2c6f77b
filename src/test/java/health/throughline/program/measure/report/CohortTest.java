package health.throughline.program.measure.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.catalogue.Given;
import health.throughline.program.measure.catalogue.MeasureCatalogue;
import health.throughline.program.measure.catalogue.MeasureStories;
import health.throughline.program.measure.report.ReportWriter.Heading;
import health.throughline.program.measure.report.ReportWriter.ReportType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Twelve clients whose populations are counted by hand. */
class CohortTest {

    /**
     * Of twelve: ten with depression and a high PHQ-9 in time; of these one with bipolar disorder, and of the other nine
     * four in remission a year later, of whom three were seen by video.
     */
    private static final List<MeasureCase> CLIENTS = Stream.of(
                    depressed(16, 4).visit("2026-02-01", "group", "video").named("01"),
                    depressed(22, 3).visit("2026-02-01", "group", "video").named("02"),
                    depressed(12, 0).visit("2026-02-01", "group", "video").named("03"),
                    depressed(12, 2).visit("2026-02-01", "group", "in-person").named("04"),
                    depressed(12, 5).visit("2026-02-01", "group", "in-person").named("05"),
                    depressed(18, 9).visit("2026-02-01", "group", "in-person").named("06"),
                    depressed(18, 10).visit("2026-02-01", "group", "video").named("07"),
                    depressed(18, 18).named("08"),
                    depressed(18, 19).named("09"),
                    depressed(16, 1).diagnosed("F31.9", "2025-02-01").named("10"),
                    depressed(9, 1).named("11"),
                    Given.client().phq9("2025-03-01", 20).phq9("2026-03-01", 1).named("12"))
            .toList();

    private static Given depressed(double first, double later) {
        return Given.client()
                .diagnosed("F33.1", "2025-01-10")
                .enrolled("2025-03-01", "2025-06-01", "completed")
                .phq9("2025-03-01", first)
                .phq9("2026-03-01", later);
    }

    private static ObjectNode report(String id, ReportType type, List<MeasureCase> clients, boolean suppressed) {
        ProgrammeMeasure measure = MeasureCatalogue.find(id).orElseThrow();
        List<GroupResult> results = Evaluation.of(measure, clients, Given.YEAR);
        Heading heading = new Heading(type, Given.YEAR, OffsetDateTime.parse("2027-01-02T03:04:05Z"), null);
        return ReportWriter.write(definition(id), measure, heading, suppressed ? Suppression.of(results) : results);
    }

    private static ObjectNode definition(String id) {
        try {
            return FhirJson.parse(Files.readAllBytes(Path.of("fhir-profiles/measures", id + ".json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long count(JsonNode row, String population) {
        for (JsonNode one : row.path("population")) {
            if (one.at("/code/coding/0/code").asText().equals(population)) {
                return one.path("count").asLong(-1);
            }
        }
        return -2;
    }

    private static JsonNode stratum(JsonNode report, int stratifier, String value) {
        for (JsonNode one : report.at("/group/0/stratifier/" + stratifier + "/stratum")) {
            if (one.path("value").path("text").asText().equals(value)) {
                return one;
            }
        }
        throw new AssertionError("no stratum " + value + " in " + report);
    }

    @Test
    void remission_is_as_counted_by_hand() {
        JsonNode report = report("depression-remission-12-months", ReportType.SUMMARY, CLIENTS, false);
        JsonNode group = report.at("/group/0");
        assertThat(count(group, "initial-population")).isEqualTo(10);
        assertThat(count(group, "denominator")).isEqualTo(10);
        assertThat(count(group, "denominator-exclusion")).isEqualTo(1);
        assertThat(count(group, "numerator")).isEqualTo(4);
        assertThat(group.path("measureScore").path("value").asDouble()).isEqualTo(0.4444);
    }

    @Test
    void response_is_as_counted_by_hand() {
        JsonNode group = report("depression-response-12-months", ReportType.SUMMARY, CLIENTS, false)
                .at("/group/0");
        assertThat(count(group, "numerator"))
                .as("01 to 06, of whom 05 and 06 halved only")
                .isEqualTo(6);
        assertThat(count(group, "denominator-exclusion")).isEqualTo(1);
    }

    @Test
    void strata_are_as_counted_by_hand() {
        JsonNode report = report("depression-remission-12-months", ReportType.SUMMARY, CLIENTS, false);
        assertThat(count(stratum(report, 0, "video"), "numerator")).isEqualTo(3);
        assertThat(count(stratum(report, 0, "video"), "denominator")).isEqualTo(4);
        assertThat(count(stratum(report, 0, "in-person"), "numerator")).isEqualTo(1);
        assertThat(count(stratum(report, 0, "in-person"), "denominator")).isEqualTo(3);
        assertThat(count(stratum(report, 0, "unknown"), "denominator-exclusion"))
                .isEqualTo(1);
        assertThat(count(stratum(report, 1, "moderate"), "denominator")).isEqualTo(3);
        assertThat(count(stratum(report, 1, "moderately-severe"), "denominator"))
                .isEqualTo(6);
        assertThat(count(stratum(report, 1, "severe"), "denominator")).isEqualTo(1);
    }

    @Test
    void a_list_names_the_clients_of_each_population() {
        JsonNode report = report("depression-remission-12-months", ReportType.SUBJECT_LIST, CLIENTS, false);
        JsonNode numerator = report.path("contained").path(3);
        assertThat(report.at("/group/0/population/3/subjectResults/reference").asText())
                .isEqualTo("#" + numerator.path("id").asText());
        assertThat(numerator.path("entry").findValuesAsText("reference"))
                .containsExactly("Patient/01", "Patient/02", "Patient/03", "Patient/04");
        assertThat(report.path("contained").path(2).path("entry").findValuesAsText("reference"))
                .containsExactly("Patient/10");
    }

    @Test
    void of_so_few_nothing_leaves_the_programme() {
        String report = report("depression-remission-12-months", ReportType.SUMMARY, CLIENTS, true)
                .toString();
        assertThat(report).contains("masked").doesNotContain("\"count\"").doesNotContain("\"value\":0");
    }

    /** In every form, of every measure, with strata, lists and withheld numbers. */
    @TestFactory
    Stream<DynamicTest> every_report_is_sound() {
        List<MeasureCase> clients = Stream.concat(
                        CLIENTS.stream(), Stream.of(MeasureStories.everything().named("13")))
                .toList();
        return MeasureCatalogue.all().stream()
                .flatMap(measure -> Stream.of(ReportType.values())
                        .map(type -> DynamicTest.dynamicTest(measure.id() + " " + type, () -> {
                            ObjectNode report = report(measure.id(), type, clients, false);
                            StructureCheck.check(report);
                            assertThat(report.toString()).doesNotContain("NaN").contains("measureScore");
                            StructureCheck.check(report(measure.id(), type, clients, true));
                        })));
    }

    @Test
    void of_nobody_there_is_no_score() {
        JsonNode report = report("attendance-rate", ReportType.SUMMARY, List.of(), false);
        assertThat(count(report.at("/group/0"), "denominator")).isZero();
        assertThat(report.at("/group/0").has("measureScore")).isFalse();
    }
}
