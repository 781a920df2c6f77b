package health.throughline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrkTest {

    @Test
    void every_request_of_a_shape_is_sent_with_its_own_body(@TempDir Path directory) throws IOException {
        assumeTrue(Wrk.installed());
        var shape = new Shape(
                "both",
                1,
                List.of(
                        Request.get("/Observation?code=a|b"),
                        Request.get("/Observation/1"),
                        Request.post("/Observation", "{\"n\": 1}"),
                        Request.post("/Observation", "{\"n\": 2}")));
        try (var server = new StubServer()) {
            var load = new Wrk(server.base(), directory).run(shape, 1);
            assertThat(load.requests()).isGreaterThan(20);
            assertThat(load.failures()).isZero();
            assertThat(load.p50()).isPositive().isLessThanOrEqualTo(load.p99());
            assertThat(server.seen())
                    .containsExactlyInAnyOrder(
                            "GET /fhir/Observation?code=a%7Cb",
                            "GET /fhir/Observation/1",
                            "POST /fhir/Observation {\"n\": 1}",
                            "POST /fhir/Observation {\"n\": 2}");
        }
    }

    @Test
    void answers_other_than_2xx_are_counted(@TempDir Path directory) throws IOException {
        assumeTrue(Wrk.installed());
        var shape = new Shape("half", 1, List.of(Request.get("/Observation/1"), Request.get("/Observation/missing")));
        try (var server = new StubServer()) {
            var load = new Wrk(server.base(), directory).run(shape, 1);
            assertThat(load.failures()).isBetween(load.requests() / 2 - 5, load.requests() / 2 + 5);
            assertThat(Figure.perRequest(shape, 10, load, true).verdict()).startsWith("FAILED (");
        }
    }

    @Test
    void a_server_that_is_not_there_is_a_failure_and_not_a_fast_answer(@TempDir Path directory) {
        assumeTrue(Wrk.installed());
        var shape = new Shape("none", 1, List.of(Request.get("/Observation/1")));
        assertThatThrownBy(() -> new Wrk("http://127.0.0.1:1/fhir", directory).run(shape, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wrk printed no result");
    }

    @Test
    void the_result_line_is_found_among_the_words_of_wrk() {
        var output = "Running 1s test\n  4 threads\nRESULT requests=120 refused=2 broken=1 p50=1500 p99=20250\n";
        assertThat(Load.parse(output)).isEqualTo(new Load(120, 3, 1.5, 20.25));
    }
}
