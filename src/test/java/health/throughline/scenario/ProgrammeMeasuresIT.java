package health.throughline.scenario;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Proves https://hl7.org/fhir/R4/measure-operation-evaluate-measure.html under roles; the clients lived in 2019. */
class ProgrammeMeasuresIT {

    private static final Programme PROGRAMME = Programme.shared();
    private static final String YEAR = "periodStart=2019-01-01&periodEnd=2019-12-31";
    private static final String OWN = "https://throughline.example/fhir/";

    private static Person lead;
    private static Person manager;
    private static Person otherManager;
    private static Person first;
    private static Person second;
    private static Person third;

    @BeforeAll
    static void three_clients_of_two_case_managers() {
        lead = PROGRAMME.staff(Role.CLINICAL_LEAD);
        manager = PROGRAMME.staff(Role.CASE_MANAGER);
        otherManager = PROGRAMME.staff(Role.CASE_MANAGER);
        first = PROGRAMME.client(manager);
        second = PROGRAMME.client(manager);
        third = PROGRAMME.client(otherManager);
        enrolled(first);
        enrolled(second);
        enrolled(third);
        session(first, "attended", 180, "2019-03-04T18:00:00-08:00");
        session(first, "no-show", 0, "2019-03-06T18:00:00-08:00");
        session(second, "partial", 60, "2019-03-04T18:00:00-08:00");
        session(second, "excused", 0, "2019-03-06T18:00:00-08:00");
        session(third, "attended", 180, "2019-12-31T23:00:00-08:00");
        score(first, "2019-03-01", 18, "complete");
        score(first, "2019-05-01", 9, "complete");
        score(second, "2019-03-01", 18, "complete");
        score(second, "2019-05-01", 2, "prorated");
    }

    private static void enrolled(Person client) {
        PROGRAMME.stored(json(
                "{'resourceType':'EpisodeOfCare','status':'finished','patient':{'reference':'%s'},'type':[{'coding':[{"
                        + "'system':'" + OWN + "CodeSystem/program-track','code':'mh'}]}],"
                        + "'period':{'start':'2019-02-25','end':'2019-12-31'}}",
                client.who().toString()));
    }

    private static void session(Person client, String status, int minutes, String at) {
        PROGRAMME.stored(json(
                "{'resourceType':'Observation','status':'final','code':{'coding':[{'system':'" + OWN
                        + "CodeSystem/attendance','code':'session-attendance'}]},'subject':{'reference':'%s'},"
                        + "'effectiveDateTime':'%s','valueCodeableConcept':{'coding':[{'system':'" + OWN
                        + "CodeSystem/attendance-status','code':'%s'}]},'component':[{'code':{'coding':[{'system':'"
                        + OWN + "CodeSystem/attendance','code':'scheduled-minutes'}]},'valueQuantity':{'value':180}},"
                        + "{'code':{'coding':[{'system':'" + OWN
                        + "CodeSystem/attendance','code':'attended-minutes'}]},'valueQuantity':{'value':" + minutes
                        + "}}]}",
                client.who().toString(),
                at,
                status));
    }

    private static void score(Person client, String day, int total, String method) {
        PROGRAMME.stored(json(
                "{'resourceType':'Observation','status':'final','extension':[{'url':'" + OWN
                        + "StructureDefinition/score-method','valueCode':'%s'}],'code':{'coding':[{'system':"
                        + "'http://loinc.org','code':'44261-6'}]},'subject':{'reference':'%s'},"
                        + "'effectiveDateTime':'%s','valueInteger':" + total + "}",
                method,
                client.who().toString(),
                day));
    }

    private static JsonNode report(Person who, String measure, String query) {
        Reply reply = who.get("Measure/" + measure + "/$evaluate-measure?" + query);
        assertThat(reply.status()).as("%s", reply.text()).isEqualTo(200);
        assertThat(reply.json().path("resourceType").asText()).isEqualTo("MeasureReport");
        return reply.json();
    }

    private static String counts(JsonNode row) {
        StringBuilder counts = new StringBuilder();
        row.path("population")
                .forEach(one -> counts.append(one.path("count").asText("-")).append(' '));
        return counts.toString().trim();
    }

    private static String refused(Reply reply, int status) {
        assertThat(reply.status()).as("%s", reply.text()).isEqualTo(status);
        assertThat(reply.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        return reply.json().at("/issue/0/diagnostics").asText();
    }

    @Test
    void a_case_manager_gets_the_measure_of_their_own_clients() {
        JsonNode report = report(manager, "attendance-rate", YEAR);
        assertThat(report.path("type").asText()).isEqualTo("summary");
        assertThat(report.path("measure").asText()).isEqualTo(OWN + "Measure/attendance-rate|1.0.0");
        assertThat(counts(report.at("/group/0"))).isEqualTo("4 4 1 1");
        assertThat(report.at("/group/0/measureScore/value").asDouble()).isEqualTo(0.3333);
        assertThat(counts(report(otherManager, "attendance-rate", YEAR).at("/group/0")))
                .as("in the evening of the last day where the client was")
                .isEqualTo("1 1 0 1");
    }

    @Test
    void the_clinical_lead_gets_that_of_all_clients() {
        assertThat(counts(report(lead, "attendance-rate", YEAR).at("/group/0"))).isEqualTo("5 5 1 2");
        assertThat(counts(report(lead, "attendance-hours", YEAR).at("/group/0")))
                .isEqualTo("720 720 420");
    }

    @Test
    void scores_of_a_part_of_the_answers_do_not_count() {
        JsonNode report = report(lead, "reliable-improvement", YEAR);
        assertThat(counts(report.at("/group/0"))).isEqualTo("1 1 1");
        assertThat(report.at("/group/0/stratifier/1/stratum/0/value/coding/0/code")
                        .asText())
                .isEqualTo("moderately-severe");
    }

    @Test
    void one_client_or_the_list_of_them() {
        JsonNode one = report(lead, "attendance-rate", YEAR + "&subject=" + first.who());
        assertThat(one.path("type").asText()).isEqualTo("individual");
        assertThat(one.at("/subject/reference").asText()).isEqualTo(first.who().toString());
        assertThat(counts(one.at("/group/0"))).isEqualTo("2 2 0 1");
        JsonNode list = report(manager, "attendance-rate", YEAR + "&reportType=subject-list");
        String numerator = list.at("/group/0/population/3/subjectResults/reference")
                .asText()
                .substring(1);
        for (JsonNode contained : list.path("contained")) {
            if (contained.path("id").asText().equals(numerator)) {
                assertThat(contained.path("entry").findValuesAsText("reference"))
                        .containsExactly(first.who().toString());
                return;
            }
        }
        throw new AssertionError("no list " + numerator);
    }

    @Test
    void of_a_practitioner_or_a_group() {
        assertThat(counts(report(lead, "attendance-rate", YEAR + "&practitioner=" + otherManager.who())
                        .at("/group/0")))
                .isEqualTo("1 1 0 1");
        ObjectNode group = json(
                "{'resourceType':'Group','type':'person','actual':true,'member':[{'entity':{'reference':'%s'}},"
                        + "{'entity':{'reference':'%s'}}]}",
                second.who().toString(), third.who().toString());
        String query = YEAR + "&subject=" + PROGRAMME.stored(group);
        assertThat(counts(report(lead, "attendance-rate", query).at("/group/0")))
                .isEqualTo("3 3 1 1");
    }

    @Test
    void it_takes_one_search_a_kind_of_facts_however_many_the_clients() {
        report(manager, "attendance-rate", YEAR);
        report(lead, "attendance-rate", YEAR);
        assertThat(searches(() -> report(manager, "attendance-rate", YEAR)))
                .as("clients, enrolments, scores, attendance, encounters")
                .isEqualTo(5);
        assertThat(searches(() -> report(lead, "attendance-rate", YEAR))).isEqualTo(5);
    }

    private static long searches(Runnable work) {
        MeterRegistry meters = PROGRAMME.server.part(MeterRegistry.class);
        long before = meters.find("throughline.sql").tag("statement", "search.page").timers().stream()
                .mapToLong(Timer::count)
                .sum();
        work.run();
        return meters.find("throughline.sql").tag("statement", "search.page").timers().stream()
                        .mapToLong(Timer::count)
                        .sum()
                - before;
    }

    @Test
    void by_post_and_by_the_canonical_of_the_measure() {
        ObjectNode asked = json(
                "{'resourceType':'Parameters','parameter':[{'name':'measure','valueString':'%s'},"
                        + "{'name':'periodStart','valueDate':'2019-01'},{'name':'periodEnd','valueDate':'2019'}]}",
                OWN + "Measure/attendance-rate|1.0.0");
        Reply reply = manager.post("Measure/$evaluate-measure", asked);
        assertThat(reply.status()).as("%s", reply.text()).isEqualTo(200);
        assertThat(counts(reply.json().at("/group/0"))).isEqualTo("4 4 1 1");
        assertThat(reply.json().at("/period/end").asText()).isEqualTo("2019-12-31");
    }

    @Test
    void a_system_learns_nothing_of_so_few_and_no_names() {
        Person system = PROGRAMME.system("system/*.rs");
        JsonNode report = report(system, "attendance-rate", YEAR);
        assertThat(counts(report.at("/group/0"))).isEqualTo("- - - -");
        assertThat(report.toString())
                .contains("masked")
                .doesNotContain("\"count\"")
                .doesNotContain("Patient/");
        String path = "Measure/attendance-rate/$evaluate-measure?";
        assertThat(refused(system.get(path + YEAR + "&reportType=subject-list"), 403))
                .contains("reportType=population");
        assertThat(refused(system.get(path + YEAR + "&subject=" + first.who()), 403))
                .contains("subject");
        assertThat(refused(system.get(path + "periodStart=2019-01-02&periodEnd=2019-12-31"), 400))
                .contains("whole months");
    }

    @Test
    void a_system_needs_scopes_of_all_that_is_read() {
        String path = "Measure/attendance-rate/$evaluate-measure?" + YEAR;
        Person some = PROGRAMME.system("system/Patient.rs", "system/EpisodeOfCare.rs");
        assertThat(refused(some.get(path), 403)).contains("Observation");
        String surveys = "http://terminology.hl7.org/CodeSystem/observation-category|survey";
        Person narrow = PROGRAMME.system(
                "system/Patient.rs",
                "system/EpisodeOfCare.rs",
                "system/Encounter.rs",
                "system/Observation.rs?category=" + surveys);
        assertThat(refused(narrow.get(path), 403)).contains("Observation");
    }

    @Test
    void who_answers_for_it_may_ask_for_what_may_leave() {
        assertThat(report(lead, "attendance-rate", YEAR + "&suppress=true").toString())
                .contains("masked")
                .doesNotContain("\"count\"");
    }

    @Test
    void other_roles_are_refused() {
        for (Role role : new Role[] {Role.THERAPIST, Role.PEER, Role.ADMISSIONS, Role.ADMINISTRATOR}) {
            Reply reply = PROGRAMME.staff(role).get("Measure/attendance-rate/$evaluate-measure?" + YEAR);
            assertThat(refused(reply, 403)).contains("clinical-lead");
        }
        assertThat(refused(first.get("Measure/attendance-rate/$evaluate-measure?" + YEAR), 403))
                .contains("case-manager");
    }

    @Test
    void whom_a_case_manager_does_not_treat_is_not_there() {
        String path = "Measure/attendance-rate/$evaluate-measure?" + YEAR + "&subject=";
        assertThat(manager.get(path + third.who()).status()).isEqualTo(404);
        assertThat(manager.get(path + "Patient/nobody-at-all").status()).isEqualTo(404);
    }

    @Test
    void what_is_wrong_is_named_with_its_remedy() {
        String path = "Measure/attendance-rate/$evaluate-measure?";
        assertThat(refused(lead.get(path + "periodStart=2019-01-01"), 400)).contains("periodEnd");
        assertThat(refused(lead.get(path + "periodStart=2019-13-01&periodEnd=2019-12-31"), 400))
                .contains("a date such as");
        assertThat(refused(lead.get(path + "periodStart=2019-12-31&periodEnd=2019-01-01"), 400))
                .contains("before");
        assertThat(refused(lead.get(path + YEAR + "&reportType=everything"), 400))
                .contains("subject-list");
        assertThat(refused(lead.get(path + YEAR + "&reportType=subject"), 400)).contains("'subject'");
        assertThat(refused(lead.get(path + YEAR + "&subject=Practitioner/1"), 400))
                .contains("Group/[id]");
        assertThat(refused(lead.get(path + YEAR + "&lastReceivedOn=2019-01-01"), 400))
                .contains("practitioner");
        assertThat(refused(lead.get("Measure/$evaluate-measure?" + YEAR), 400)).contains("canonical");
        assertThat(refused(lead.get("Measure/unheard-of/$evaluate-measure?" + YEAR), 404))
                .contains("attendance-rate");
        assertThat(refused(lead.get(path + YEAR + "&measure=Measure/retention"), 400))
                .contains("leave out");
    }

    @Test
    void the_operation_stands_in_the_metadata() {
        assertThat(FhirJson.bytes(lead.get("metadata").json())).asString().contains("Measure-evaluate-measure");
    }
}
