package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How many statements an interaction sends: what it costs does not grow with the number of its parameters. */
class QueryCountIT {

    private static final Access EVERYTHING = Access.everything("test");
    private static final String PAGE = "search.page";

    /** Not on behalf of a request. */
    private static final Set<String> BACKGROUND =
            Set.of("statistics", "samples", "job", "generation", "event", "term", "path", "audit");

    private static World world;

    @BeforeAll
    static void load() {
        world = new World(Map.of("throughline.delivery.work", false));
        load("Practitioner/d", "{'resourceType':'Practitioner','id':'d','name':[{'family':'Day'}]}");
        for (String id : new String[] {"a", "b", "c"}) {
            load(
                    "Patient/" + id,
                    "{'resourceType':'Patient','id':'" + id + "','name':[{'family':'Low'}],"
                            + "'gender':'female','generalPractitioner':[{'reference':'Practitioner/d'}]}");
            load(
                    "Observation/" + id,
                    "{'resourceType':'Observation','id':'" + id + "','status':'final',"
                            + "'code':{'coding':[{'system':'urn:s','code':'x','display':'Craving'}]},"
                            + "'effectiveDateTime':'2026-03-01','valueQuantity':{'value':5},"
                            + "'subject':{'reference':'Patient/" + id + "'}}");
        }
        load(
                "List/l",
                "{'resourceType':'List','id':'l','status':'current','mode':'working',"
                        + "'entry':[{'item':{'reference':'Patient/a'}}]}");
    }

    private static void load(String key, String body) {
        world.load(key, body.replace('\'', '"'));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private record Expected(String method, String url, int status, Map<String, Integer> statements) {

        static Expected get(String url, Map<String, Integer> statements) {
            return new Expected("GET", url, 200, statements);
        }

        static Expected page(String url) {
            return get(url, Map.of(PAGE, 1));
        }

        static Expected refused(String url) {
            return new Expected("GET", url, 400, Map.of());
        }
    }

    private static Map<String, Integer> sent() {
        Map<String, Integer> sent = new TreeMap<>();
        for (Timer timer :
                world.bean(MeterRegistry.class).find("throughline.sql").timers()) {
            String name = String.valueOf(timer.getId().getTag("statement"));
            if (!BACKGROUND.contains(name.split("\\.", 2)[0])) {
                sent.put(name, (int) timer.count());
            }
        }
        return sent;
    }

    private static void check(Expected expected) {
        Map<String, Integer> before = sent();
        Answer answer = world.answer(new Ask(expected.method(), expected.url(), Map.of(), ""), EVERYTHING);
        Map<String, Integer> added = new TreeMap<>();
        sent().forEach((name, count) -> {
            int more = count - before.getOrDefault(name, 0);
            if (more > 0) {
                added.put(name, more);
            }
        });
        assertThat(answer.status()).as(answer.body()).isEqualTo(expected.status());
        assertThat(added).isEqualTo(expected.statements());
    }

    private static DynamicTest test(Expected expected) {
        return DynamicTest.dynamicTest(expected.url(), () -> check(expected));
    }

    @TestFactory
    Stream<DynamicTest> a_search_without_total_is_one_statement_whatever_it_asks() {
        return Stream.of(
                        "Patient",
                        "Patient?gender=female&family=l&_id=a,b&_lastUpdated=gt2020",
                        "Patient?gender:not=male&family:missing=false&_sort=-family,_id&_count=1",
                        "Patient?general-practitioner:Practitioner.name=day",
                        "Patient?_has:Observation:patient:code=urn:s|x",
                        "Practitioner?_has:Patient:general-practitioner:_has:Observation:patient:code=x",
                        "Observation?patient.general-practitioner:Practitioner.name=day&_sort=-date",
                        "Observation?_filter=code%20eq%20x%20and%20value-quantity%20gt%203",
                        "Observation?code-value-quantity=urn:s|x$gt3&patient=a,b,c",
                        "Patient?_text=low&_summary=true",
                        "Patient?_content=low",
                        "Patient?gender=female&_total=none&_elements=name",
                        "Observation?_contained=both&code=x",
                        "?_type=Patient,Observation&_id=a",
                        "Patient/a/Observation?code=x",
                        "Patient/a/*")
                .map(url -> test(Expected.page(url)));
    }

    @TestFactory
    Stream<DynamicTest> a_total_comes_with_the_page_and_costs_no_statement_of_its_own() {
        return Stream.of(
                test(Expected.page("Patient?gender=female&_total=accurate")),
                test(Expected.page("Patient?gender=female&_total=accurate&_count=1&_sort=family")),
                test(Expected.get("Patient?gender=female&_total=estimate", Map.of(PAGE, 1, "search.estimate", 1))),
                test(Expected.get("Patient?gender=female&_summary=count", Map.of("search.count", 1))),
                test(Expected.get("Patient?_count=0", Map.of("search.count", 1))),
                test(Expected.get("Patient?gender=male&_total=accurate", Map.of(PAGE, 1, "search.count", 1))));
    }

    @TestFactory
    Stream<DynamicTest> each_step_of_an_include_is_one_statement_more() {
        return Stream.of(
                test(Expected.get(
                        "Observation?code=x&_include=Observation:subject", Map.of(PAGE, 1, "search.include", 1))),
                test(Expected.get("Observation?code=x&_include=*", Map.of(PAGE, 1, "search.include", 1))),
                test(Expected.get(
                        "Patient?_revinclude=Observation:patient&_include=Patient:general-practitioner",
                        Map.of(PAGE, 1, "search.include", 2))),
                test(Expected.get(
                        "Observation?code=x&_include=Observation:patient&_include:iterate=Patient:general-practitioner",
                        Map.of(PAGE, 1, "search.include", 2))),
                test(Expected.get("Observation?code=y&_include=Observation:subject", Map.of(PAGE, 1))));
    }

    @TestFactory
    Stream<DynamicTest> what_has_to_be_known_beforehand_is_asked_first() {
        return Stream.of(
                test(Expected.get("Patient?_list=l", Map.of("search.lists", 1, PAGE, 1))),
                test(Expected.get("Observation?code:text=craving", Map.of("code.text", 1, PAGE, 1))),
                test(Expected.get("Observation?_content=low&patient=a", Map.of("search.candidates", 1, PAGE, 1))));
    }

    @TestFactory
    Stream<DynamicTest> what_is_refused_costs_no_statement() {
        return Stream.of(
                test(Expected.refused("Patient?nonsense=1")),
                test(Expected.refused("Patient?gender:nonsense=x")),
                test(Expected.refused("Observation?_filter=code%20eq")),
                test(Expected.refused("Observation?date=yesterday")));
    }

    @Test
    void reads_are_one_statement() {
        check(Expected.get("Patient/a", Map.of("resource.current", 1)));
        check(Expected.get("Patient/a/_history/1", Map.of("history.version", 1)));
        check(Expected.get(
                "Patient/a/_history", Map.of("resource.current", 1, "history.instance", 1, "history.count", 1)));
    }
}
