package health.throughline.search.proof;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are free of gaps and repetitions for what nobody touches, while others write all around it. */
class PagesWhileWritingIT {

    private static final String TAG = unique("pages");
    private static final int STABLE = 60;
    private static final int ROUNDS = 4;
    private static final AtomicBoolean STOP = new AtomicBoolean();
    private static final AtomicInteger WRITTEN = new AtomicInteger();
    private static final ExecutorService WRITER = Executors.newSingleThreadExecutor();

    private static Future<?> writing;

    @BeforeAll
    static void resources() {
        for (int i = 0; i < STABLE; i++) {
            put("/Observation/" + stable(i), observation(stable(i), i)).send().expect(201);
        }
        writing = WRITER.submit(PagesWhileWritingIT::write);
    }

    @AfterAll
    static void stop() throws Exception {
        STOP.set(true);
        writing.get(30, TimeUnit.SECONDS);
        WRITER.shutdown();
        assertThat(WRITTEN.get()).as("writes meanwhile").isGreaterThan(50);
    }

    private static String stable(int number) {
        return String.format(Locale.ROOT, "%s-s%03d", TAG, number);
    }

    private static ObjectNode observation(String id, int number) {
        return json(
                "{'resourceType':'Observation','id':'%s','status':'final','meta':{'tag':[{'code':'%s'}]},"
                        + "'code':{'coding':[{'code':'c%d'}]},'effectiveDateTime':'2026-01-%02d','valueString':'%s'}",
                id, TAG, number % 5, 1 + number % 28, "v" + number % 7);
    }

    /** Writes, changes and deletes others of the same tag, so that they come and go between the stable ones. */
    private static void write() {
        Random random = new Random(7);
        List<String> others = new ArrayList<>();
        while (!STOP.get()) {
            boolean fresh = others.size() < 20 || random.nextInt(3) == 0;
            String id = fresh
                    ? String.format(Locale.ROOT, "%s-%s%d", TAG, random.nextBoolean() ? "a" : "z", WRITTEN.get())
                    : others.get(random.nextInt(others.size()));
            if (!fresh && random.nextInt(3) == 0) {
                delete("/Observation/" + id).send();
                others.remove(id);
            } else {
                put("/Observation/" + id, observation(id, random.nextInt(100))).send();
                others.add(id);
            }
            WRITTEN.incrementAndGet();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&_sort=_id",
                "&_sort=-_id",
                "&_sort=_lastUpdated",
                "&_sort=-_lastUpdated",
                "&_sort=date",
                "&_sort=-date",
                "&_sort=value-string,-date",
                "&_sort=code",
                "&_sort=-date,value-string,_id",
                "&status=final&date=ge2026"
            })
    void what_nobody_touches_is_found_once(String more) {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> found = Pages.matches("/Observation?_tag=" + TAG + "&_count=" + (7 + round) + more).stream()
                    .filter(id -> id.startsWith(TAG + "-s"))
                    .sorted()
                    .toList();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < STABLE; i++) {
                expected.add(stable(i));
            }
            assertThat(found).as("stable resources by %s", more).isEqualTo(expected);
        }
    }
}
