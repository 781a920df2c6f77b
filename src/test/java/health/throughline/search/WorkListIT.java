package health.throughline.search;

import static health.throughline.testing.Call.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.definition.NamedQueryDefinition;
import health.throughline.fhir.definition.NamedQueryDefinitions;
import health.throughline.server.sample.SampleLoader;
import health.throughline.server.sample.SampleProgramme;
import health.throughline.testing.Pages;
import health.throughline.testing.Reply;
import health.throughline.testing.TestServer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programme's work lists over the sample, whose ten clients start in January 2026 and stay for twelve weeks. */
class WorkListIT {

    @BeforeAll
    static void sample() {
        new SampleLoader(TestServer.base(), line -> {}).load(new SampleProgramme(7, 10));
    }

    /** The numbers of the clients that a list is about. */
    private static String clients(String query) {
        Set<String> clients = new TreeSet<>();
        for (Reply page : Pages.of(query)) {
            page.resources().forEach(resource -> clients.add(client(resource)));
        }
        return String.join(" ", clients);
    }

    private static String client(JsonNode resource) {
        for (String element : List.of("/subject", "/patient", "/for", "/participant/0/actor")) {
            String reference = resource.at(element + "/reference").asText();
            if (reference.startsWith("Patient/client-")) {
                return number(reference);
            }
        }
        return number(resource.path("id").asText());
    }

    private static String number(String id) {
        return String.valueOf(Integer.parseInt(id.replaceAll("\\D", "")));
    }

    /** Of the alerts, those of the sample: those that the rules raise meanwhile name an author. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DetectedIssue?author:missing=true&_query=open-alerts;                                      2 3 6 8",
                "DetectedIssue?author:missing=true&_query=open-alerts&severity=high;                        2",
                "DetectedIssue?author:missing=true&_query=open-alerts&severity=high,low;                    2 6",
                "DetectedIssue?author:missing=true&_query=open-alerts&team=CareTeam/care-team-1&severity=moderate; 3 8",
                "DetectedIssue?author:missing=true&_query=open-alerts&team=CareTeam/care-team-9;            ''",
                "DetectedIssue?author:missing=true&_query=open-alerts&patient=client-0003;                  3",
                "Patient?_query=no-attended-session&since=2026-03-10;                   6",
                "Patient?_query=no-attended-session&since=2026-03-10&team=CareTeam/care-team-9; ''",
                "Patient?_query=no-attended-session&since=2026-02-20;                   ''",
                "Patient?_query=no-attended-session&since=2026-03-10&gender=unknown;    ''",
                "Patient?_query=checkin-stopped&since=2026-03-10;                       6",
                "Patient?_query=checkin-stopped&since=2026-02-20;                       ''",
                "Task?_query=overdue-questionnaires;                                    6",
                "Task?_query=overdue-questionnaires&before=2026-01-20;                  ''",
                "CarePlan?_query=plans-to-review&since=2026-03-15;                      6",
                "CarePlan?_query=plans-to-review&since=2026-02-01;                      ''",
                "Appointment?_query=sessions-without-attendance&from=2026-01-01&until=2026-12-31; 1 10 2 3 4 5 7 8 9",
                "Appointment?_query=sessions-without-attendance&from=2026-01-01&until=2026-03-20; ''",
                "Task?_query=alumni-checkins-due&until=2026-12-31;                      1",
                "Task?_query=alumni-checkins-due&until=2026-01-31;                      ''",
            })
    void a_work_list_names_the_clients_it_is_about(String query, String clients) {
        assertThat(clients("/" + query)).isEqualTo(clients);
    }

    @Test
    void strong_cravings_are_those_of_the_day_at_or_above_the_threshold() {
        String day = "/Observation?_query=high-cravings&day=2026-03-11&threshold=";
        List<JsonNode> all = resources(day + "0");
        List<JsonNode> strong = resources(day + "5");
        assertThat(all)
                .hasSizeBetween(5, 10)
                .allSatisfy(each ->
                        assertThat(each.path("effectiveDateTime").asText()).startsWith("2026-03-11"));
        assertThat(strong)
                .containsExactlyElementsOf(all.stream()
                        .filter(each -> each.path("valueInteger").asInt() >= 5)
                        .toList());
        assertThat(strong.size()).isBetween(1, all.size() - 1);
    }

    private static List<JsonNode> resources(String query) {
        return get(query + "&_count=100").send().expect(200).resources();
    }

    @TestFactory
    Stream<DynamicTest> every_named_query_is_answered_with_its_defaults_and_listed() {
        JsonNode metadata = get("/metadata").send().expect(200).json();
        String openApi = get(TestServer.base().replace("/fhir", "/openapi.json"))
                .send()
                .expect(200)
                .text();
        return NamedQueryDefinitions.load().stream()
                .map(query -> DynamicTest.dynamicTest(query.code(), () -> {
                    get("/" + query.type() + "?_query=" + query.code()).send().expect(200);
                    assertThat(metadata.toString()).contains(query.url());
                    assertThat(openApi).contains(query.description());
                    query.parameters().forEach(parameter -> refused(query, parameter));
                }));
    }

    private static void refused(NamedQueryDefinition query, NamedQueryDefinition.Parameter parameter) {
        String asked = "/" + query.type() + "?_query=" + query.code() + "&" + parameter.name();
        assertThat(get(asked + "=").send().expect(400).text()).contains("'" + parameter.name() + "'");
    }

    @Test
    void an_unknown_query_and_an_unknown_parameter_beside_a_known_one_are_refused() {
        assertThat(get("/Task?_query=nosuch").send().expect(400).text())
                .contains("It has: alumni-checkins-due, overdue-questionnaires.");
        assertThat(get("/Goal?_query=nosuch").send().expect(400).text()).contains("It has none.");
        assertThat(get("/Task?_query=overdue-questionnaires&threshold=5")
                        .send()
                        .expect(400)
                        .text())
                .contains("threshold");
        assertThat(get("/Task?_query=nosuch").prefer("handling=lenient").send().status())
                .isEqualTo(400);
    }

    @Test
    void pages_of_a_work_list_lead_on() {
        assertThat(Pages.matches("/Appointment?_query=sessions-without-attendance&from=2026-01-01&until=2026-12-31"
                        + "&_count=4"))
                .hasSize(9)
                .doesNotHaveDuplicates();
    }
}
