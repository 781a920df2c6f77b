package health.throughline.search;

import static health.throughline.testing.Call.encode;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.testing.Reply;
import health.throughline.testing.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/observation-operation-stats.html */
class ObservationStatsIT {

    private static final Found FOUND = new Found();

    private static void observation(String name, String code, String when, String rest) {
        FOUND.observation(
                name,
                "'subject':{'reference':'Patient/~p'},'code':{'coding':[{'system':'urn:s','code':'" + code
                        + "'}]},'effectiveDateTime':'" + when + "'," + rest);
    }

    private static String quantity(String value, String unit) {
        return "'valueQuantity':{'value':" + value + ",'unit':'" + unit
                + "','system':'http://unitsofmeasure.org','code':'" + unit + "'}";
    }

    private static String component(String code, String value) {
        return "{'code':{'coding':[{'system':'urn:s','code':'" + code + "'}]}," + quantity(value, "mm[Hg]") + "}";
    }

    @BeforeAll
    static void observations() {
        FOUND.with("p", "Patient", "");
        double[] values = {118.5, 121, 130.2, 117, 125.5, 140, 119.9};
        String[] days = {"01", "02", "04", "05", "09", "12", "13"};
        for (int i = 0; i < values.length; i++) {
            observation("w" + i, "w", "2026-03-" + days[i], quantity(Double.toString(values[i]), "kg"));
        }
        observation("wt", "w", "2026-03-06", "'valueString':'refused'");
        observation(
                "wc",
                "w",
                "2026-03-07",
                "'valueQuantity':{'value':200,'comparator':'>','code':'kg'," + "'system':'http://unitsofmeasure.org'}");
        FOUND.with(
                "we",
                "Observation",
                "'status':'entered-in-error','subject':{'reference':'Patient/~p'},'code':{'coding':[{'system':'urn:s',"
                        + "'code':'w'}]},'effectiveDateTime':'2026-03-01'," + quantity("900", "kg"));
        observation("i1", "phq", "2026-03-01", "'valueInteger':10");
        observation("i2", "phq", "2026-03-08", "'valueInteger':20");
        observation("i3", "phq", "2026-03-15", quantity("27", "{score}"));
        observation(
                "b1",
                "bp",
                "2026-03-01",
                "'component':[" + component("sys", "120") + "," + component("dia", "80") + "]");
        observation(
                "b2",
                "bp",
                "2026-03-02",
                "'component':[" + component("sys", "140") + "," + component("dia", "90") + "]");
        observation("m1", "ldl", "2026-03-01", quantity("100", "mg/dL"));
        observation("m2", "hdl", "2026-03-01", quantity("50", "mg/dL"));
        observation(
                "panel",
                "lipids",
                "2026-03-01",
                "'hasMember':[{'reference':'Observation/~m1'},{'reference':'Observation/~m2'}]");
        observation("mixed1", "mixed", "2026-03-01", quantity("1", "kg"));
        observation("mixed2", "mixed", "2026-03-02", quantity("1", "cm"));
        observation("lb", "load", "2026-03-01", quantity("10", "[lb_av]"));
        observation("kg", "load", "2026-03-02", quantity("5", "kg"));
        observation("kg2", "load", "2026-03-03", quantity("5000", "g"));
        observation("kg3", "load", "2026-03-03", quantity("6", "kg"));
        observation("now", "recent", Instant.now().minusSeconds(1800).toString(), quantity("1", "kg"));
        observation("then", "recent", Instant.now().minusSeconds(7200).toString(), quantity("3", "kg"));
    }

    private static Reply stats(String query) {
        return get("/Observation/$stats?subject=Patient/" + FOUND.id("p") + "&" + query)
                .send();
    }

    private static List<JsonNode> observations(Reply reply, String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode parameter : reply.expect(200).json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                found.add(parameter.path("resource"));
            }
        }
        return found;
    }

    private static JsonNode only(String query) {
        List<JsonNode> found = observations(stats(query), "statistics");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static double value(JsonNode observation, String statistic) {
        for (JsonNode component : observation.path("component")) {
            if (component.at("/code/coding/0/code").asText().equals(statistic)) {
                return component
                        .path("valueQuantity")
                        .path("value")
                        .asDouble(component.path("valueInteger").asDouble(Double.NaN));
            }
        }
        return Double.NaN;
    }

    @Test
    void every_statistic_is_as_scipy_computes_it() {
        JsonNode weight = only("code=w&system=urn:s&statistic=average,maximum,minimum,count,total-count,median,std-dev,"
                + "sum,variance,20-percent,80-percent,4-lower,4-upper,4-dev,5-1,5-2,5-3,5-4,skew,kurtosis,regression");
        StructureCheck.check(((ObjectNode) weight).deepCopy());
        assertThat(weight.path("component")).hasSize(22);
        assertThat(value(weight, "average")).isEqualTo(124.5857143);
        assertThat(value(weight, "maximum")).isEqualTo(140);
        assertThat(value(weight, "minimum")).isEqualTo(117);
        assertThat(value(weight, "count")).isEqualTo(7);
        assertThat(value(weight, "total-count")).isEqualTo(9);
        assertThat(value(weight, "median")).isEqualTo(121);
        assertThat(value(weight, "sum")).isEqualTo(872.1);
        assertThat(value(weight, "variance")).isEqualTo(66.55809524);
        assertThat(value(weight, "std-dev")).isEqualTo(8.158314485);
        assertThat(value(weight, "20-percent")).isEqualTo(118.78);
        assertThat(value(weight, "80-percent")).isEqualTo(129.26);
        assertThat(value(weight, "4-lower")).isEqualTo(119.2);
        assertThat(value(weight, "4-upper")).isEqualTo(127.85);
        assertThat(value(weight, "4-dev")).isEqualTo(4.325);
        assertThat(value(weight, "5-2")).isEqualTo(120.34);
        assertThat(value(weight, "5-3")).isEqualTo(123.7);
        assertThat(value(weight, "skew")).isEqualTo(1.301715322);
        assertThat(value(weight, "kurtosis")).isEqualTo(1.213245913);
        assertThat(weight.at("/component/8/valueQuantity/code").asText()).isEqualTo("(kg)2");
        assertThat(weight.at("/component/20/valueQuantity/code").asText()).isEqualTo("kg/d");
        assertThat(weight.at("/component/21/code/text").asText()).isEqualTo("intercept");
        assertThat(weight.path("status").asText()).isEqualTo("final");
    }

    @Test
    void scores_count_with_their_integers() {
        JsonNode score =
                only("coding=" + encode("urn:s|phq") + "&statistic=average&statistic=max&statistic=regression");
        assertThat(value(score, "average")).isEqualTo(19);
        assertThat(value(score, "maximum")).isEqualTo(27);
        assertThat(value(score, "regression")).isEqualTo(1.214285714);
    }

    @Test
    void components_and_panels_are_taken_apart() {
        assertThat(value(only("code=sys&system=urn:s&statistic=average"), "average"))
                .isEqualTo(130);
        List<JsonNode> parts = observations(stats("code=bp&system=urn:s&statistic=average"), "statistics");
        assertThat(parts).hasSize(2);
        assertThat(value(parts.get(1), "average")).isEqualTo(85);
        List<JsonNode> members =
                observations(stats("code=lipids&system=urn:s&statistic=sum&include=true"), "statistics");
        assertThat(members).extracting(one -> value(one, "sum")).containsExactlyInAnyOrder(100.0, 50.0);
        assertThat(observations(stats("code=lipids&system=urn:s&statistic=sum&include=true"), "source"))
                .hasSize(3);
    }

    @Test
    void the_period_is_hours_until_now_or_as_given() {
        JsonNode recent = only("code=recent&system=urn:s&duration=1&statistic=count&statistic=average");
        assertThat(value(recent, "average")).isEqualTo(1);
        assertThat(recent.at("/effectivePeriod/start").asText()).isNotEmpty();
        Reply reply = post(
                        "/Observation/$stats",
                        json(
                                "{'resourceType':'Parameters','parameter':[{'name':'subject','valueUri':'Patient/%s'},"
                                        + "{'name':'coding','valueCoding':{'system':'urn:s','code':'w'}},"
                                        + "{'name':'statistic','valueCode':'count'},{'name':'include','valueBoolean':true},"
                                        + "{'name':'limit','valuePositiveInt':2},"
                                        + "{'name':'period','valuePeriod':{'start':'2026-03-02','end':'2026-03-05'}}]}",
                                FOUND.id("p")))
                .send();
        assertThat(value(observations(reply, "statistics").get(0), "count")).isEqualTo(3);
        assertThat(observations(reply, "source")).hasSize(2);
    }

    @Test
    void a_code_without_measurements_has_none_and_says_so() {
        JsonNode none = only("code=none&system=urn:s&statistic=count&statistic=average");
        assertThat(value(none, "count")).isZero();
        assertThat(none.at("/component/1/dataAbsentReason/coding/0/code").asText())
                .isEqualTo("not-a-number");
    }

    @Test
    void units_of_one_kind_are_converted_to_the_most_frequent_one() {
        JsonNode load = only("code=load&system=urn:s&statistic=sum&statistic=minimum");
        assertThat(value(load, "sum")).isEqualTo(20.5359237);
        assertThat(value(load, "minimum")).isEqualTo(4.5359237);
        assertThat(load.at("/component/0/valueQuantity/code").asText()).isEqualTo("kg");
    }

    @Test
    void units_that_do_not_fit_are_refused() {
        assertThat(stats("code=mixed&system=urn:s&statistic=average")
                        .expect(422)
                        .diagnostics())
                .contains("cannot be converted");
    }

    @Test
    void hapi_calls_it() {
        var factory = Fhir.context().getRestfulClientFactory();
        factory.setServerValidationMode(ServerValidationModeEnum.NEVER);
        IGenericClient client = factory.newGenericClient(TestServer.base());
        Parameters in = new Parameters();
        in.addParameter("subject", new UriType("Patient/" + FOUND.id("p")));
        in.addParameter("coding", new Coding("urn:s", "phq", null));
        in.addParameter("statistic", new CodeType("count"));
        Parameters out = client.operation()
                .onType(Observation.class)
                .named("stats")
                .withParameters(in)
                .execute();
        Observation statistics = (Observation) out.getParameterFirstRep().getResource();
        assertThat(statistics.getComponentFirstRep().getValueIntegerType().getValue())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=w&system=urn:s",
                "code=w&statistic=average",
                "system=urn:s&statistic=average",
                "code=w&system=urn:s&statistic=mode",
                "code=w&system=urn:s&statistic=average&duration=x",
                "code=w&system=urn:s&statistic=average&period=2026",
                "code=w&system=urn:s&statistic=average&include=maybe",
                "code=w&system=urn:s&statistic=average&include=true&limit=0",
                "code=w&system=urn:s&statistic=average&other=1",
                "code=w&system=urn:s&statistic=average&subject=Patient/2"
            })
    void what_it_does_not_take_is_refused(String query) {
        assertThat(stats(query).expect(400).diagnostics()).isNotEmpty();
    }

    @Test
    void a_subject_that_is_not_there_is_not_found() {
        get("/Observation/$stats?subject=Patient/nobody-here&code=w&system=urn:s&statistic=average")
                .send()
                .expect(404);
        get("/Observation/$stats?code=w&system=urn:s&statistic=average").send().expect(400);
    }
}
