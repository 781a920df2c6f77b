package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/search.html#contained. */
class ContainedIT {

    private static final Access ALL = Access.everything("test");
    private static World world;

    @BeforeAll
    static void load() {
        world = new World(Map.of());
        put("Patient/anna", "'gender':'female'");
        put("Patient/bert", "'gender':'male'");
        put("Organization/maker", "'name':'Maker'");
        put("Medication/plain", "'code':{'coding':[{'code':'abc'}]}");
        prescription("r1", "anna", "abc", "lot-1");
        prescription("r2", "anna", "abc", "lot-2");
        prescription("r3", "bert", "xyz", "lot-0");
        put(
                "DiagnosticReport/report",
                "'status':'final','code':{'text':'x'},'subject':{'reference':'Patient/anna'},"
                        + "'result':[{'reference':'#o1'},{'reference':'#o2'}],'contained':["
                        + "{'resourceType':'Observation','id':'o1','status':'final','code':{'coding':[{'code':'hr'}]},"
                        + "'subject':{'reference':'Patient/anna'},'hasMember':[{'reference':'#o2'}]},"
                        + "{'resourceType':'Observation','id':'o2','status':'final','code':{'coding':[{'code':'bp'}]},"
                        + "'performer':[{'reference':'#p'}]},"
                        + "{'resourceType':'Practitioner','id':'p','name':[{'family':'Reed'}]},"
                        + "{'resourceType':'Parameters','id':'none'}]");
    }

    private static void prescription(String id, String patient, String code, String lot) {
        put("MedicationRequest/" + id, prescribed(patient, medication("m", code, lot)));
    }

    private static String prescribed(String patient, String contained) {
        return "'status':'active','intent':'order','medicationReference':{'reference':'#m'},'subject':{'reference':'Patient/"
                + patient + "'}" + (contained.isEmpty() ? "" : ",'contained':[" + contained + "]");
    }

    private static String medication(String id, String code, String lot) {
        return "{'resourceType':'Medication','id':'" + id + "','code':{'coding':[{'code':'" + code + "'}]},"
                + "'manufacturer':{'reference':'Organization/maker'},'batch':{'lotNumber':'" + lot + "'}}";
    }

    private static String resource(String key, String content) {
        String[] parts = key.split("/");
        return ("{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'," + content + "}").replace('\'', '"');
    }

    private static void put(String key, String content) {
        world.load(key, resource(key, content));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static JsonNode bundle(String url, Access access) {
        Answer answer = world.answer(Ask.get(url), access);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return FhirJson.parseStored(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** The addresses of the entries of this search mode over all pages, in order. */
    private static List<String> found(String url, String mode, Access access) {
        List<String> found = new ArrayList<>();
        String next = url;
        while (!next.isEmpty()) {
            JsonNode page = bundle(next, access);
            for (JsonNode entry : page.path("entry")) {
                if (entry.path("search").path("mode").asText().equals(mode)) {
                    found.add(entry.path("fullUrl").asText().substring(World.BASE.length() + 1));
                }
            }
            next = "";
            for (JsonNode link : page.path("link")) {
                if (link.path("relation").asText().equals("next")) {
                    next = link.path("url").asText().substring(World.BASE.length() + 1);
                }
            }
        }
        return found;
    }

    private static List<String> found(String url) {
        return found(url, "match", ALL);
    }

    private static String[] split(String names) {
        return names.isBlank() ? new String[0] : names.split(" ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Medication?code=abc;                                     Medication/plain",
                "Medication?code=abc&_contained=false;                    Medication/plain",
                "Medication?code=abc&_contained=true;                     MedicationRequest/r2 MedicationRequest/r1",
                "Medication?code=abc&_contained=true&_containedType=container; MedicationRequest/r2 MedicationRequest/r1",
                "Medication?code=abc&_contained=true&_containedType=contained; MedicationRequest/r2#m MedicationRequest/r1#m",
                "Medication?code=abc&_contained=both; MedicationRequest/r2 MedicationRequest/r1 Medication/plain",
                "Medication?code=abc&_contained=both&_containedType=contained; Medication/plain MedicationRequest/r2#m MedicationRequest/r1#m",
                "Medication?_contained=true;          MedicationRequest/r3 MedicationRequest/r2 MedicationRequest/r1",
                "Medication?_contained=true&code=nix; ''",
                "Medication?code:missing=true&_contained=true; ''",
                "Medication?code:not=abc&_contained=true; MedicationRequest/r3",
                "Medication?_id=m&code=xyz&_contained=true&_containedType=contained; MedicationRequest/r3#m",
                "Medication?_id=m&_contained=false;   ''",
                "Medication?_id=plain&_contained=both; Medication/plain",
                "Medication?manufacturer.name=maker&_contained=true&_containedType=contained; "
                        + "MedicationRequest/r3#m MedicationRequest/r2#m MedicationRequest/r1#m",
                "Medication?_has:MedicationRequest:medication:patient=bert&_contained=true; MedicationRequest/r3",
                "Medication?_has:MedicationRequest:medication:patient=bert; ''",
                "Observation?_contained=true;         DiagnosticReport/report",
                "Observation?_contained=true&_containedType=contained&has-member.code=bp; DiagnosticReport/report#o1",
                "Observation?_contained=true&_containedType=contained&performer:Practitioner.family=reed; DiagnosticReport/report#o2",
                "Practitioner?family=reed;            ''",
                "Practitioner?family=reed&_contained=true; DiagnosticReport/report"
            })
    void contained_resources_are_found_when_they_are_asked_for(String url, String addresses) {
        assertThat(found(url)).containsExactly(split(addresses));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "MedicationRequest?medication.code=abc;                       MedicationRequest/r2 MedicationRequest/r1",
                "MedicationRequest?medication.manufacturer.name=maker&patient=bert; MedicationRequest/r3",
                "DiagnosticReport?result.performer:Practitioner.family=reed;  DiagnosticReport/report",
                "DiagnosticReport?result.has-member.code=bp;                  DiagnosticReport/report",
                "Patient?_has:Observation:patient:code=hr;                    Patient/anna",
                "Patient?_has:Observation:patient:has-member.code=bp;         Patient/anna",
                "Organization?_has:Medication:manufacturer:code=xyz;          Organization/maker",
                "MedicationRequest?medication.code:not=abc;                   MedicationRequest/r3"
            })
    void chains_are_evaluated_inside_contained_resources(String url, String addresses) {
        assertThat(found(url)).containsExactly(split(addresses));
    }

    @Test
    void the_contained_resource_is_answered_as_it_stands_in_its_container() {
        JsonNode entry = bundle("Medication?code=xyz&_contained=true&_containedType=contained", ALL)
                .path("entry")
                .path(0);
        assertThat(entry.path("fullUrl").asText()).isEqualTo(World.BASE + "/MedicationRequest/r3#m");
        assertThat(entry.path("resource"))
                .isEqualTo(FhirJson.parse(
                        medication("m", "xyz", "lot-0").replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertThat(entry.path("search").path("mode").asText()).isEqualTo("match");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Medication?_contained=true&_sort=lot-number;   MedicationRequest/r3 MedicationRequest/r1 MedicationRequest/r2",
                "Medication?_contained=true&_sort=-lot-number&_containedType=contained; "
                        + "MedicationRequest/r2#m MedicationRequest/r1#m MedicationRequest/r3#m",
                "Medication?_contained=both&_sort=lot-number; "
                        + "MedicationRequest/r3 MedicationRequest/r1 MedicationRequest/r2 Medication/plain",
                "Medication?_contained=both;                    MedicationRequest/r3 MedicationRequest/r2 MedicationRequest/r1 Medication/plain",
                "Observation?_contained=true&_sort=code;        DiagnosticReport/report"
            })
    void the_pages_of_every_order_hold_each_answer_once_and_the_total_counts_them(String url, String addresses) {
        for (String count : List.of("1", "2", "20")) {
            assertThat(found(url + "&_count=" + count)).containsExactly(split(addresses));
        }
        int total = split(addresses).length;
        for (String size : List.of("&_total=accurate", "&_count=0", "&_summary=count")) {
            assertThat(bundle(url + size, ALL).path("total").asInt()).isEqualTo(total);
        }
        assertThat(bundle(url + "&_total=estimate", ALL).path("total").isNumber())
                .isTrue();
    }

    @Test
    void includes_start_at_what_is_answered() {
        String inside = "Medication?code=abc&_contained=true&_include=Medication:manufacturer";
        assertThat(found(inside + "&_containedType=contained", "include", ALL)).containsExactly("Organization/maker");
        String back =
                "Medication?code=xyz&_contained=true&_containedType=contained&_revinclude=MedicationRequest:medication";
        assertThat(found(back, "include", ALL)).containsExactly("MedicationRequest/r3");
        assertThat(found("MedicationRequest?_include=MedicationRequest:medication", "include", ALL))
                .isEmpty();
        assertThat(found("Organization?_revinclude=Medication:manufacturer", "include", ALL))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Medication?_contained=some", "Medication?_contained=true&_containedType=both"})
    void other_values_are_refused(String url) {
        assertThat(world.answer(Ask.get(url), ALL).status()).isEqualTo(400);
    }

    @Test
    void conditions_are_about_resources_of_their_own() {
        Ask create = Ask.post("Medication", resource("Medication/new", "'status':'active'"))
                .with("if-none-exist", "code=xyz&_contained=true");
        assertThat(world.answer(create, ALL).status()).isEqualTo(400);
        Ask update = Ask.put("Medication?code=nowhere", resource("Medication/cond", "'status':'active'"));
        assertThat(world.answer(update, ALL).status()).isEqualTo(201);
        assertThat(world.answer(new Ask("DELETE", "Medication?code=xyz", Map.of(), ""), ALL)
                        .status())
                .isEqualTo(204);
        assertThat(found("Medication?code=xyz&_contained=true")).containsExactly("MedicationRequest/r3");
        world.delete("Medication/cond");
    }

    @Test
    void they_are_in_no_history_and_no_chart() {
        for (String url : List.of(
                "_history?_count=500",
                "Medication/_history",
                "Observation/_history",
                "Patient/anna/$everything?_count=500")) {
            assertThat(world.answer(Ask.get(url), ALL).body())
                    .doesNotContainPattern("\"fullUrl\":\"[^\"]*#")
                    .doesNotContain("\"fullUrl\":\"" + World.BASE + "/Observation");
        }
        int total = bundle("Medication/_history?_count=0", ALL).path("total").asInt();
        assertThat(bundle("Medication/_history", ALL).path("entry")).hasSize(total);
    }

    @Test
    void they_have_no_address_of_their_own() {
        for (String key : List.of("MedicationRequest/r1%23m", "MedicationRequest/r1#m", "Medication/m")) {
            for (String method : List.of("GET", "DELETE")) {
                int status =
                        world.answer(new Ask(method, key, Map.of(), ""), ALL).status();
                assertThat(status).as(method + " " + key).isIn(400, 404, 204);
            }
        }
        assertThat(found("Medication?code=abc&_contained=true")).hasSize(2);
    }

    private static long count(String sql) {
        return world.bean(Database.class).number("test", Sql.of(sql));
    }

    /** What the tables hold of the container called {@code id}: rows of contained resources, and those without index rows. */
    private static String rowsOf(String id) {
        String inside =
                "FROM resource s JOIN resource c ON c.rid = s.container AND c.type = s.container_type WHERE c.fid = '"
                        + id + "' AND s.ver = c.ver AND s.ts = c.ts AND s.patients = c.patients";
        return count("SELECT count(*) " + inside) + "/"
                + count("SELECT count(*) " + inside + " AND EXISTS (SELECT 1 FROM idx_token x WHERE x.rid = s.rid)");
    }

    private static long orphans() {
        return count("SELECT count(*) FROM resource s LEFT JOIN resource c ON c.rid = s.container "
                        + "WHERE s.op = 4 AND (c.op IS NULL OR c.op > 2)")
                + count("SELECT count(*) FROM (SELECT rid FROM idx_token UNION ALL SELECT rid FROM idx_reference "
                        + "UNION ALL SELECT rid FROM idx_string) x LEFT JOIN resource r ON r.rid = x.rid "
                        + "WHERE r.op IS NULL OR r.op = 3");
    }

    @Test
    void they_follow_every_write_of_their_container() {
        String key = "MedicationRequest/w";
        put(key, prescribed("anna", medication("m", "w1", "1")));
        assertThat(rowsOf("w")).isEqualTo("1/1");
        assertThat(found("Medication?code=w1&_contained=true")).containsExactly(key);

        long rid = count("SELECT rid FROM resource WHERE fid = 'w#m'");
        put(key, prescribed("bert", medication("m", "w2", "1") + "," + medication("n", "w3", "1")));
        assertThat(rowsOf("w")).isEqualTo("2/2");
        assertThat(count("SELECT rid FROM resource WHERE fid = 'w#m'"))
                .isEqualTo(rid)
                .isNegative();
        assertThat(found("Medication?code=w1&_contained=true")).isEmpty();
        assertThat(found("Medication?code=w2,w3&_contained=true")).containsExactly(key);
        assertThat(found("MedicationRequest?medication.code=w2")).containsExactly(key);

        String type = "{'resourceType':'Substance','id':'m','code':{'coding':[{'code':'w4'}]}}";
        put(key, prescribed("bert", type));
        assertThat(rowsOf("w")).isEqualTo("1/1");
        assertThat(found("Substance?code=w4&_contained=true&_containedType=contained"))
                .containsExactly(key + "#m");
        assertThat(found("Medication?code=w2,w3&_contained=true")).isEmpty();

        Ask patch = new Ask(
                "PATCH",
                key,
                Map.of("content-type", "application/json-patch+json"),
                "[{\"op\":\"replace\",\"path\":\"/contained/0/code/coding/0/code\",\"value\":\"w5\"}]");
        assertThat(world.answer(patch, ALL).status()).isEqualTo(200);
        assertThat(found("Substance?code=w5&_contained=true")).containsExactly(key);
        assertThat(found("Substance?code=w4&_contained=true")).isEmpty();

        put(key, prescribed("bert", ""));
        assertThat(rowsOf("w")).isEqualTo("0/0");
        put(key, prescribed("bert", medication("m", "w6", "1")));
        world.delete(key);
        assertThat(found("Medication?code=w6&_contained=true")).isEmpty();
        put(key, prescribed("bert", medication("m", "w7", "1")));
        assertThat(found("Medication?code=w7&_contained=true")).containsExactly(key);
        assertThat(found("Medication?code=w6&_contained=both")).isEmpty();
        world.delete(key);
        assertThat(orphans()).isZero();
        assertThat(count("SELECT count(*) FROM history WHERE rid < 0")
                        + count("SELECT count(*) FROM event WHERE rid < 0"))
                .isZero();
    }

    @Test
    void a_transaction_that_fails_leaves_nothing_inside() {
        String entry = "{'resource':" + resource("MedicationRequest/t", prescribed("anna", medication("m", "t1", "1")))
                + ",'request':{'method':'PUT','url':'MedicationRequest/t'}}";
        String bad = "{'request':{'method':'PATCH','url':'Patient/absent'},'resource':{'resourceType':'Binary',"
                + "'contentType':'application/json-patch+json','data':'W10='}}";
        String transaction = "{'resourceType':'Bundle','type':'transaction','entry':[";
        Ask failing = Ask.post("", (transaction + entry + "," + bad + "]}").replace('\'', '"'));
        assertThat(world.answer(failing, ALL).status()).isGreaterThanOrEqualTo(400);
        assertThat(found("Medication?code=t1&_contained=true")).isEmpty();
        Ask good = Ask.post("", (transaction + entry + "]}").replace('\'', '"'));
        assertThat(world.answer(good, ALL).status()).isEqualTo(200);
        assertThat(found("Medication?code=t1&_contained=true")).containsExactly("MedicationRequest/t");
        world.delete("MedicationRequest/t");
        assertThat(orphans()).isZero();
    }

    @Test
    void resources_inside_are_found_without_an_id_and_with_the_same_id() {
        String key = "MedicationRequest/same";
        String nameless = "{'resourceType':'Medication','code':{'coding':[{'code':'s2'}]}}";
        put(key, prescribed("anna", medication("m", "s1", "1") + "," + medication("m", "s1", "2") + "," + nameless));
        assertThat(found("Medication?code=s1,s2&_contained=true")).containsExactly(key);
        assertThat(found("Medication?code=s1,s2&_contained=true&_containedType=contained"))
                .containsExactlyInAnyOrder(key + "#m", key + "#/contained/1", key + "#/contained/2");
        world.delete(key);
        assertThat(orphans()).isZero();
    }

    @Test
    void a_contained_resource_is_as_visible_as_its_container() {
        put("MedicationKnowledge/open", "'contained':[{'resourceType':'Patient','id':'p','gender':'other'}]");
        Access restricted = world.restricted(
                Set.of("Patient/anna"), Set.of("Medication", "MedicationKnowledge", "Organization"), "x|none");
        for (String contained : List.of("", "&_containedType=contained")) {
            assertThat(found("Medication?code=xyz&_contained=true" + contained, "match", restricted))
                    .isEmpty();
            assertThat(found("Medication?code=abc&_contained=true" + contained, "match", restricted))
                    .hasSize(2);
            assertThat(found("Patient?gender=other&_contained=true" + contained, "match", restricted))
                    .hasSize(1);
        }
        assertThat(found("Organization?_has:Medication:manufacturer:code=xyz", "match", restricted))
                .isEmpty();
        assertThat(found("Organization?_has:Medication:manufacturer:code=abc", "match", restricted))
                .containsExactly("Organization/maker");
        assertThat(bundle("Medication?_contained=true&_count=0", restricted)
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }
}
