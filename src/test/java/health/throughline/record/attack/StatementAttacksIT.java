package health.throughline.record.attack;

import static health.throughline.record.attack.Ward.ANN;
import static health.throughline.record.attack.Ward.THERAPIST;
import static health.throughline.record.attack.Ward.WARD;
import static health.throughline.record.attack.Ward.observation;
import static health.throughline.record.attack.Ward.resource;
import static health.throughline.record.attack.Ward.subject;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.record.access.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is hidden costs the database as many statements as what is absent, so that time tells little of it. */
class StatementAttacksIT {

    private static final List<String> BACKGROUND =
            List.of("audit", "event", "generation", "job", "path", "samples", "seal", "statistics", "term");

    private static Map<String, Integer> sent() {
        Map<String, Integer> sent = new TreeMap<>();
        for (Timer timer :
                WARD.world.bean(MeterRegistry.class).find("throughline.sql").timers()) {
            String name = String.valueOf(timer.getId().getTag("statement"));
            if (!BACKGROUND.contains(name.split("\\.", 2)[0])) {
                sent.put(name, (int) timer.count());
            }
        }
        return sent;
    }

    private static Map<String, Integer> statements(Access access, Ask ask) {
        Map<String, Integer> before = sent();
        WARD.world.answer(ask, access);
        Map<String, Integer> added = new TreeMap<>();
        sent().forEach((name, count) -> {
            int more = count - before.getOrDefault(name, 0);
            if (more > 0) {
                added.put(name, more);
            }
        });
        return added;
    }

    private static List<Ask> asks(String id) {
        String key = "Observation/" + id;
        String content = observation("8867-4") + subject("a");
        Map<String, String> patch = Map.of("content-type", "application/json-patch+json");
        return List.of(
                Ask.get(key),
                Ask.get(key + "/_history"),
                Ask.get(key + "/_history/1"),
                Ask.get(key + "/$meta"),
                Ask.get("Observation?_id=" + id),
                Ask.get("Observation?encounter=Encounter/" + id + "&_total=accurate"),
                Ask.get("Patient/" + id + "/$everything"),
                Ask.get("Observation?_list=" + id),
                Ask.put(key, resource(key, content)),
                Ask.put(key, resource(key, content)).with("if-match", "W/\"1\""),
                new Ask("PATCH", key, patch, "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"en\"}]"),
                new Ask("DELETE", key, Map.of(), ""),
                Ask.post("Observation", resource("Observation", content)).with("if-none-exist", "_id=" + id));
    }

    @Test
    void what_is_hidden_takes_the_statements_of_what_is_absent() {
        for (Caller caller : List.of(ANN, THERAPIST)) {
            Access access = WARD.access(caller);
            List<Ask> hidden = asks("ob");
            List<Ask> absent = asks("never");
            // What the first request fetches into a cache says nothing of what is hidden.
            Stream.concat(hidden.stream(), absent.stream()).forEach(ask -> WARD.world.answer(ask, access));
            for (int i = 0; i < hidden.size(); i++) {
                assertThat(statements(access, hidden.get(i)))
                        .as(hidden.get(i).toString())
                        .isEqualTo(statements(access, absent.get(i)));
            }
        }
    }
}
