package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/search.html#content: _text and _content. */
class FullTextIT {

    private static final Access ALL = Access.everything("test");
    private static World world;

    @BeforeAll
    static void load() {
        world = new World(Map.of("throughline.search.full-text-types", "Condition,Patient"));
        put(world, "Patient/anna", "'name':[{'family':'Larkspur'}]," + told("Sober since <b>spring</b>"));
        put(world, "Patient/bert", "'name':[{'family':'Reed'}]," + told("Relapse in autumn"));
        put(world, "Condition/c1", subject("anna") + ",'note':[{'text':'Panic attacks at night'}]");
        put(world, "Condition/c2", subject("bert") + ",'code':{'text':'Panic'}," + told("Attacks by day"));
        put(world, "Observation/o1", observation("anna", "Craving was strong"));
        put(world, "Observation/o2", observation("bert", "No craving today"));
        put(world, "Observation/o3", observation("bert", "Calm") + "," + told("Observed calm"));
    }

    private static String told(String narrative) {
        return "'text':{'status':'generated','div':'<div xmlns=\\'http://www.w3.org/1999/xhtml\\'>" + narrative
                + "</div>'}";
    }

    private static String subject(String patient) {
        return "'subject':{'reference':'Patient/" + patient + "'}";
    }

    private static String observation(String patient, String note) {
        return "'status':'final','code':{'text':'Urge'}," + subject(patient) + ",'note':[{'text':'" + note + "'}]";
    }

    private static void put(World to, String key, String content) {
        String[] parts = key.split("/");
        String body = "{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'," + content + "}";
        to.load(key, body.replace("\\'", "\\\"").replace('\'', '"'));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Set<String> found(World in, String url, Access access) {
        StringBuilder encoded = new StringBuilder(url.substring(0, url.indexOf('?')));
        String glue = "?";
        for (String pair : url.substring(url.indexOf('?') + 1).split("&")) {
            int equals = pair.indexOf('=');
            encoded.append(glue)
                    .append(pair, 0, equals + 1)
                    .append(URLEncoder.encode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            glue = "&";
        }
        Answer answer = in.answer(Ask.get(encoded.toString()), access);
        assertThat(answer.status()).as(url + " " + answer.body()).isEqualTo(200);
        return World.keysIn(answer.body());
    }

    private static Set<String> found(String url) {
        return found(world, url, ALL);
    }

    private static String[] split(String names) {
        return names.isBlank() ? new String[0] : names.split(" ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "Patient?_text=sober;                       Patient/anna",
                "Patient?_text=SPRI*;                       Patient/anna",
                "Patient?_text=larkspur;                    ",
                "Patient?_content=larkspur;                 Patient/anna",
                "Patient?_content=larkspur spring;          Patient/anna",
                "Patient?_text=in;                          Patient/bert",
                "Patient?_text=sober,relapse;               Patient/anna Patient/bert",
                "Patient?_text=sober&_text=relapse;         ",
                "Patient?_text=-sober;                      Patient/bert",
                "Patient?_text=\"since spring\";            Patient/anna",
                "Patient?_text=\"spring since\";            ",
                "Condition?_content=panic;                  Condition/c1 Condition/c2",
                "Condition?_content=\"panic attacks\";      Condition/c1",
                "Condition?_content=panic&patient=bert;     Condition/c2",
                "Condition?_text=attacks;                   Condition/c2",
                "Condition?patient._text=relapse;           Condition/c2",
                "Condition?patient:Patient._content=lark*;  Condition/c1",
                "Patient?_has:Condition:patient:_content=night; Patient/anna",
                "?_text=calm;                               Observation/o3",
                "?_text=attacks or sober;                   Patient/anna Condition/c2",
                "?_type=Patient,Condition&_content=panic or reed; Patient/bert Condition/c1 Condition/c2",
                "Observation?_content=craving&patient=anna; Observation/o1",
                "Observation?_content=craving&status=final; Observation/o1 Observation/o2",
                "Observation?_content=craving -strong&status=final; Observation/o2",
                "Observation?_content=urge&_content=calm&status=final; Observation/o3",
                "?_type=Patient,Observation&_content=calm or sober&_lastUpdated=gt2020; Observation/o3 Patient/anna"
            })
    void text_is_found_by_its_words(String url, String keys) {
        assertThat(found(url)).containsExactlyInAnyOrder(split(keys == null ? "" : keys));
        assertThat(found(url + "&_sort=_lastUpdated&_total=accurate"))
                .containsExactlyInAnyOrder(split(keys == null ? "" : keys));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient?_text=",
                "Patient?_text=%20",
                "Patient?_text=(a",
                "Patient?_content=%22",
                "Patient?_text:exact=a",
                "Patient?_text:missing=true",
                "Binary?_text=a",
                "Patient?_text=a,",
                "Observation?_content=craving",
                "Observation?_content=craving&_sort=date",
                "?_content=craving",
                "Patient?_has:Observation:patient:_content=craving",
                "Observation?_filter=_content%20eq%20craving"
            })
    void what_cannot_be_asked_is_refused(String url) {
        Answer answer = world.answer(Ask.get(url), ALL);
        assertThat(answer.status()).as(url + answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("craving");
        if (url.contains("_content=craving")) {
            assertThat(answer.body()).contains("_content", "Condition, Patient");
        }
    }

    @Test
    void no_input_makes_the_database_fail() {
        String signs = "'\"\\():*&|!<>-, \t~\u00e4\u6291\ud83d\ude00ab0or";
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(12); k >= 0; k--) {
                text.appendCodePoint(signs.codePointAt(random.nextInt(signs.length())));
            }
            String value = URLEncoder.encode(text.toString(), StandardCharsets.UTF_8);
            int status = world.answer(Ask.get("Patient?_text=" + value), ALL).status();
            assertThat(status).as(text.toString()).isIn(200, 400);
        }
    }

    @Test
    void the_index_follows_every_write() {
        put(world, "Patient/w", told("first words"));
        assertThat(found("Patient?_text=first")).containsExactly("Patient/w");
        put(world, "Patient/w", told("second words"));
        assertThat(found("Patient?_text=first")).isEmpty();
        assertThat(found("Patient?_content=second")).containsExactly("Patient/w");
        put(world, "Patient/w", "'active':true");
        assertThat(found("Patient?_text=second or words")).isEmpty();
        put(world, "Patient/w", told("third"));
        world.delete("Patient/w");
        assertThat(found("Patient?_content=third")).isEmpty();
        assertThat(world.bean(Database.class)
                        .number(
                                "test",
                                Sql.of("SELECT count(*) FROM idx_text x JOIN resource r USING (rid) WHERE r.op = 3")))
                .isZero();
    }

    @Test
    void texts_of_any_size_and_language_are_stored() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append("w").append(i).append(' ');
        }
        put(world, "Patient/long", told("\u6291\u90c1\u75c7 it is " + "same ".repeat(3000) + text));
        assertThat(found("Patient?_text=\u90c1\u75c7")).containsExactly("Patient/long");
        assertThat(found("Patient?_text=w40000")).containsExactly("Patient/long");
        world.delete("Patient/long");
    }

    @Test
    void a_restricted_caller_finds_nothing_out_of_sight() {
        Access restricted = world.restricted(Set.of("Patient/anna"), Set.of("Organization"), "x|none");
        assertThat(found(world, "Condition?_content=panic", restricted)).containsExactly("Condition/c1");
        assertThat(found(world, "Observation?_content=craving&status=final", restricted))
                .containsExactly("Observation/o1");
        assertThat(found(world, "Condition?patient._text=relapse", restricted)).isEmpty();
        assertThat(found(world, "?_text=relapse or sober", restricted)).containsExactly("Patient/anna");
    }

    @Test
    void types_that_are_configured_later_are_indexed_in_the_background() throws InterruptedException {
        World before = new World(Map.of("throughline.search.full-text-types", "Patient"));
        put(before, "Goal/g", "'lifecycleStatus':'active','description':{'text':'Sleep'},'subject':{'display':'x'}");
        put(before, "Patient/p", "'name':[{'text':'Sleepy'}]");
        assertThat(before.answer(Ask.get("Goal?_content=sleep"), ALL).status()).isEqualTo(400);
        before.close();
        try (World after = new World(before.database, Map.of("throughline.search.full-text-types", "Goal"))) {
            Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
            while (!after.bean(SearchRegistry.class).current().building("Goal").isEmpty()
                    || !after.bean(SearchRegistry.class)
                            .current()
                            .retired("Patient")
                            .isEmpty()) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(100);
            }
            assertThat(found(after, "Goal?_content=sleep", ALL)).containsExactly("Goal/g");
            assertThat(after.bean(Database.class).number("test", Sql.of("SELECT count(*) FROM idx_text")))
                    .isEqualTo(1);
        }
    }
}
