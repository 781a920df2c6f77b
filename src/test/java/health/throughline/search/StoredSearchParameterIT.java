package health.throughline.search;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/searchparameter.html: SearchParameters that a site stores are searched by. */
class StoredSearchParameterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String code = unique("x");
    private final String id = unique("sp");

    private ObjectNode parameter(String type, String expression) {
        return json(
                        "{'resourceType':'SearchParameter','id':'%s','url':'https://site.example/SearchParameter/%s','name':'X',"
                                + "'status':'active','description':'A test.','code':'%s','base':['Substance'],'type':'%s'}",
                        id, id, code, type)
                .put("expression", expression);
    }

    private void substance(String name, String description) {
        ObjectNode resource = json(
                "{'resourceType':'Substance','id':'%s','code':{'text':'x'},'description':'%s',"
                        + "'extension':[{'url':'https://site.example/%s','valueCode':'%s'}]}",
                id(name), description, code, description);
        put("/Substance/" + id(name), resource).send();
    }

    private String id(String name) {
        return code + "-" + name;
    }

    private Reply search(String value) {
        return get("/Substance?" + code + "=" + value).send();
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still waiting").isBefore(deadline);
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean listed() {
        for (JsonNode resource : get("/metadata").send().json().at("/rest/0/resource")) {
            for (JsonNode parameter : resource.path("searchParam")) {
                if (parameter.path("name").asText().equals(code)) {
                    return true;
                }
            }
        }
        return false;
    }

    @AfterEach
    void retire() {
        delete("/SearchParameter/" + id).send();
    }

    @Test
    void a_parameter_serves_old_and_new_resources_once_its_rows_are_built() {
        substance("old", "apple");
        put(
                        "/SearchParameter/" + id,
                        parameter("token", "Substance.extension('https://site.example/" + code + "').value"))
                .send()
                .expect(201);
        Reply building = search("apple").expect(400);
        assertThat(building.diagnostics()).contains("still being indexed");
        assertThat(listed()).isFalse();
        substance("new", "apple");
        substance("other", "pear");
        await(() -> search("apple").status() == 200);
        assertThat(search("apple").matches()).containsExactly(id("new"), id("old"));
        assertThat(get("/Substance?" + code + ":missing=false").send().matches())
                .hasSize(3);
        assertThat(listed()).isTrue();
        substance("old", "pear");
        assertThat(search("apple").matches()).containsExactly(id("new"));
    }

    @Test
    void another_expression_is_built_anew_and_the_rows_of_the_first_one_go() {
        substance("a", "apple");
        put("/SearchParameter/" + id, parameter("string", "Substance.description"))
                .send()
                .expect(201);
        await(() -> search("apple").status() == 200);
        assertThat(search("appl").matches()).containsExactly(id("a"));
        put("/SearchParameter/" + id, parameter("string", "Substance.code.text"))
                .send()
                .expect(200);
        await(() -> search("x").status() == 200);
        assertThat(search("appl").matches()).isEmpty();
        assertThat(search("x").matches()).contains(id("a"));
    }

    @Test
    void a_draft_is_stored_and_not_used_and_a_retired_one_is_used_no_more() {
        ObjectNode draft = parameter("string", "Substance.nonsense(").put("status", "draft");
        put("/SearchParameter/" + id, draft).send().expect(201);
        assertThat(search("x").diagnostics()).contains("not known");
        put("/SearchParameter/" + id, parameter("string", "Substance.description"))
                .send()
                .expect(200);
        await(() -> search("x").status() == 200);
        ObjectNode retired = parameter("string", "Substance.description").put("status", "retired");
        put("/SearchParameter/" + id, retired).send().expect(200);
        assertThat(search("x").expect(400).diagnostics()).contains("not known");
        assertThat(listed()).isFalse();
        substance("b", "banana");
        put("/SearchParameter/" + id, parameter("string", "Substance.description"))
                .send()
                .expect(200);
        await(() -> search("banana").status() == 200);
        assertThat(search("banana").matches()).containsExactly(id("b"));
        delete("/SearchParameter/" + id).send().expect(204);
        assertThat(search("x").expect(400).diagnostics()).contains("not known");
    }

    @Test
    void one_that_cannot_be_used_is_refused_before_it_is_stored() {
        Reply refused = put("/SearchParameter/" + id, parameter("string", "Substance.describtion"))
                .send()
                .expect(422);
        assertThat(refused.json().at("/issue/0/expression/0").asText()).isEqualTo("SearchParameter.expression");
        assertThat(refused.diagnostics()).contains("'describtion' is no element");
        get("/SearchParameter/" + id).send().expect(404);
        ObjectNode taken = parameter("string", "Substance.description").put("code", "category");
        assertThat(put("/SearchParameter/" + id, taken).send().expect(422).issueCode())
                .isEqualTo("duplicate");
    }

    @Test
    void a_transaction_that_fails_registers_nothing_and_two_of_one_code_fail_it() {
        ObjectNode bundle = json("{'resourceType':'Bundle','type':'transaction'}");
        ObjectNode one = bundle.putArray("entry").addObject();
        one.set("resource", parameter("string", "Substance.description"));
        one.putObject("request").put("method", "PUT").put("url", "SearchParameter/" + id);
        ObjectNode two = bundle.withArray("/entry").addObject();
        two.set("resource", parameter("string", "Substance.code.text").put("id", id + "b"));
        two.putObject("request").put("method", "PUT").put("url", "SearchParameter/" + id + "b");
        Reply refused = post("/", bundle).send().expect(422);
        assertThat(refused.json().at("/issue/0/expression/0").asText()).isEqualTo("Bundle.entry[1].resource.code");
        assertThat(search("x").expect(400).diagnostics()).contains("not known");
        get("/SearchParameter/" + id).send().expect(404);
    }
}
