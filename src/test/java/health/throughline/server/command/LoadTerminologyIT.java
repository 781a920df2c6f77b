package health.throughline.server.command;

import static health.throughline.testing.Call.encode;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.ThroughlineApplication;
import health.throughline.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The command load-terminology on a running server, and what can be asked of code systems loaded by it. */
class LoadTerminologyIT {

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static ConfigurableApplicationContext server;
    private static String base = "";
    private static Path data = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        data = Files.createTempDirectory("throughline-load");
        server = SpringApplication.run(
                ThroughlineApplication.class,
                "--server.port=" + port,
                "--throughline.auth.mode=open",
                "--throughline.store.data-dir=" + data,
                "--throughline.validation.warm-up=false",
                "--throughline.definitions.publish=false",
                "--throughline.sample.clients=0");
        base = "http://localhost:" + port + "/fhir";
        assertThat(load("loinc", ReleaseSamples.loinc(folder, "2.78", "today"))).contains("is in force: 7 concepts");
        assertThat(load("icd10cm", ReleaseSamples.icd10cm(folder))).contains("is in force: 5 concepts");
        assertThat(load("rxnorm", ReleaseSamples.rxnorm(folder))).contains("is in force: 3 concepts");
        assertThat(load("snomed", ReleaseSamples.snomed(folder))).contains("is in force: 4 concepts");
        assertThat(load("fhir", ReleaseSamples.fhir(folder))).contains("is in force: 5 concepts");
        Thread.sleep(2_100); // a server sees new versions within two seconds
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String load(String format, Path path, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments =
                new ArrayList<>(List.of(format, path.toString(), "--throughline.store.data-dir=" + data));
        arguments.addAll(List.of(more));
        LoadTerminology.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Reply expand(String valueSet, String more) {
        return get(base + "/ValueSet/$expand?url=" + encode(valueSet) + more).send();
    }

    private static List<String> codes(Reply reply) {
        List<String> codes = new ArrayList<>();
        reply.expect(200)
                .json()
                .path("expansion")
                .path("contains")
                .forEach(one -> codes.add(one.path("code").asText()));
        return codes;
    }

    private static Reply lookup(String system, String code) {
        return get(base + "/CodeSystem/$lookup?system=" + encode(system) + "&code=" + code)
                .send();
    }

    private static String value(Reply reply, String name) {
        for (JsonNode parameter : reply.expect(200).json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.properties().stream()
                        .filter(child -> child.getKey().startsWith("value"))
                        .map(child -> child.getValue().asText())
                        .findFirst()
                        .orElseThrow();
            }
        }
        return "";
    }

    @Test
    void a_code_is_looked_up_with_names_properties_and_place() {
        Reply loinc = lookup("http://loinc.org", "90001-1");
        assertThat(value(loinc, "display")).isEqualTo("Calm of the river, \"as told\"");
        assertThat(loinc.text()).contains("\"SURVEY\"", "\"River calm Scr\"", "\"LP9000-1\"");
        Reply snomed = lookup("http://snomed.info/sct", "910000001");
        assertThat(value(snomed, "display")).isEqualTo("Garden");
        assertThat(snomed.text()).contains("Garden (place)", "\"Plot\"", "138875005", "920000002");
        assertThat(lookup("http://www.nlm.nih.gov/research/umls/rxnorm", "9200").text())
                .contains("serenitol 5 MG Oral Tablet", "has_ingredient", "9100", "9300");
        assertThat(lookup("http://test.example/cs/weather", "rain").text()).contains("Water that falls", "drizzle");
        assertThat(lookup("http://loinc.org", "1-1").expect(404).diagnostics()).doesNotContain("1-1");
    }

    @Test
    void a_name_is_called_by_the_name_proper_and_not_by_a_synonym() {
        assertThat(value(lookup("http://www.nlm.nih.gov/research/umls/rxnorm", "9100"), "display"))
                .isEqualTo("serenitol");
    }

    @Test
    void all_codes_are_expanded_page_by_page() {
        Reply page = expand("http://loinc.org/vs", "&count=2&offset=1");
        assertThat(codes(page)).containsExactly("90002-9", "90003-7");
        assertThat(page.json().path("expansion").path("total").asInt()).isEqualTo(7);
        assertThat(codes(expand("http://loinc.org/vs", "&activeOnly=true&count=3")))
                .containsExactly("90001-1", "90002-9", "LL900-1");
    }

    @Test
    void words_are_found_in_displays_synonyms_and_codes() {
        assertThat(codes(expand("http://loinc.org/vs", "&filter=riv%20flo"))).containsExactly("90002-9");
        assertThat(codes(expand("http://loinc.org/vs", "&filter=stilln"))).containsExactly("90001-1");
        assertThat(codes(expand("http://loinc.org/vs", "&filter=line%20two"))).containsExactly("90003-7");
        assertThat(codes(expand("http://loinc.org/vs", "&filter=90002"))).containsExactly("90002-9");
        assertThat(codes(expand("http://loinc.org/vs", "&filter=%27%20%7C%20%21x")))
                .isEmpty();
    }

    @Test
    void answer_lists_keep_their_order() {
        assertThat(codes(expand("http://loinc.org/vs/LL900-1", ""))).containsExactly("LA9002-2", "LA9001-4");
    }

    @Test
    void implicit_value_sets_follow_the_hierarchy() {
        assertThat(codes(expand("http://snomed.info/sct?fhir_vs=isa/910000001", "")))
                .containsExactlyInAnyOrder("910000001", "920000002");
        assertThat(expand("http://snomed.info/sct?fhir_vs=refset/1", "").diagnostics())
                .contains("store a ValueSet");
        assertThat(codes(expand("http://loinc.org/vs/LP9000-1", "")))
                .containsExactlyInAnyOrder("LP9000-1", "90001-1", "90002-9");
    }

    @Test
    void codes_subsume_each_other() {
        String asked = "/CodeSystem/$subsumes?system=" + encode("http://hl7.org/fhir/sid/icd-10-cm");
        assertThat(value(get(base + asked + "&codeA=Q97&codeB=Q97.11").send(), "outcome"))
                .isEqualTo("subsumes");
        assertThat(value(get(base + asked + "&codeA=Q97.0&codeB=Q97-Q99").send(), "outcome"))
                .isEqualTo("subsumed-by");
        assertThat(value(get(base + asked + "&codeA=Q97.0&codeB=Q97.11").send(), "outcome"))
                .isEqualTo("not-subsumed");
        assertThat(value(get(base + asked + "&codeA=Q97.0&codeB=Q97.0").send(), "outcome"))
                .isEqualTo("equivalent");
    }

    @Test
    void a_code_is_checked_against_system_and_value_set() {
        String icd = encode("http://hl7.org/fhir/sid/icd-10-cm");
        assertThat(value(
                        get(base + "/CodeSystem/$validate-code?url=" + icd + "&code=Q97.11")
                                .send(),
                        "result"))
                .isEqualTo("true");
        assertThat(value(
                        get(base + "/CodeSystem/$validate-code?url=" + icd + "&code=Q9711")
                                .send(),
                        "result"))
                .isEqualTo("false");
        String garden = "/ValueSet/$validate-code?url=" + encode("http://snomed.info/sct?fhir_vs=isa/910000001")
                + "&system=" + encode("http://snomed.info/sct") + "&code=";
        assertThat(value(get(base + garden + "920000002").send(), "result")).isEqualTo("true");
        assertThat(value(get(base + garden + "138875005").send(), "result")).isEqualTo("false");
    }

    private static void store(String id, String code) {
        JsonNode observation =
                json("{'resourceType':'Observation','id':'" + id + "','status':'final','code':{'coding':["
                        + "{'system':'http://test.example/cs/many','code':'" + code + "'}]}}");
        put(base + "/Observation/" + id, observation).send().expect(201);
    }

    @Test
    void a_search_takes_more_codes_than_can_be_listed() throws Exception {
        assertThat(load("fhir", ReleaseSamples.many(folder, 12_000))).contains("is in force: 12,001 concepts");
        Thread.sleep(2_100);
        store("early", "c1");
        store("late", "c11999");
        store("unknown", "no-such");
        String below = "/Observation?code:below=" + encode("http://test.example/cs/many|root");
        assertThat(get(base + below).send().expect(200).matches()).containsExactlyInAnyOrder("early", "late");
        JsonNode valueSet = json("{'resourceType':'ValueSet','id':'many','url':'http://test.example/vs/many','status':"
                + "'active','compose':{'include':[{'system':'http://test.example/cs/many'}],'exclude':[{'system':"
                + "'http://test.example/cs/many','concept':[{'code':'c1'}]}]}}");
        put(base + "/ValueSet/many", valueSet).send().expect(201);
        assertThat(get(base + "/Observation?code:in=ValueSet/many")
                        .send()
                        .expect(200)
                        .matches())
                .containsExactly("late");
        Reply page = get(base + "/ValueSet/many/$expand?count=2&filter=concept").send();
        assertThat(codes(page)).containsExactly("c2", "c3");
        assertThat(page.json().path("expansion").path("total").asInt()).isEqualTo(11_999);
        assertThat(get(base + "/ValueSet/many/$expand").send().expect(403).diagnostics())
                .contains("'count'");
    }

    @Test
    void a_new_release_takes_the_place_of_the_old_one() throws InterruptedException {
        Path release = ReleaseSamples.loinc(folder, "2.79", "tomorrow");
        assertThat(load("loinc", release)).contains("http://loinc.org|2.79 is in force");
        Thread.sleep(2_100);
        Reply found = lookup("http://loinc.org", "90002-9");
        assertThat(value(found, "display")).isEqualTo("Flow of the river tomorrow");
        assertThat(value(found, "version")).isEqualTo("2.79");
    }

    @Test
    void a_load_that_breaks_off_leaves_the_old_version_in_force() throws Exception {
        Path broken = folder.resolve("broken.json");
        Files.writeString(
                broken,
                "{\"resourceType\":\"CodeSystem\",\"url\":\"http://test.example/cs/weather\",\"version\":\"8\","
                        + "\"concept\":[{\"code\":\"fog\",\"display\":\"Fog\"},{\"code\":");
        assertThat(load("fhir", broken)).contains("broken.json", "not JSON").doesNotContain("in force: ");
        assertThat(value(lookup("http://test.example/cs/weather", "rain"), "version"))
                .isEqualTo("7");
    }

    @Test
    void what_is_missing_is_named() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("Loinc_2.80"));
        assertThat(load("loinc", empty)).contains("LoincTable/Loinc.csv");
        assertThat(load("snomed", empty)).contains("sct2_Concept");
        assertThat(load("loinc", folder.resolve("nowhere"))).contains("nowhere");
        assertThat(load("dsm", empty)).contains("fhir|icd10cm|loinc|rxnorm|snomed");
    }
}
