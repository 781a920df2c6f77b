package health.throughline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {

    @TempDir
    Path directory;

    @Test
    void a_running_server_is_measured_by_the_shapes_asked_for() throws IOException {
        assumeTrue(Wrk.installed() && Files.isReadable(Path.of("/proc/self/stat")));
        var postmaster = new ProcessBuilder("sleep", "120").start();
        var lines = new ArrayList<String>();
        try (var stub = new StubServer()) {
            var attachment =
                    new Settings.Attachment(stub.base(), ProcessHandle.current().pid(), postmaster.pid());
            var server = Server.attached(attachment);
            var figures = new Measurement(settings(attachment), 3, server, lines::add).run();
            assertThat(figures).extracting(Figure::name).containsExactly("read", "resident-under-load");
            assertThat(figures.get(0).failed()).isFalse();
            assertThat(figures.get(0).value()).isBetween(0.001, 20.0);
            assertThat(lines).hasSize(2);
        } finally {
            postmaster.destroy();
        }
    }

    @Test
    void the_lock_file_of_postgres_is_found_below_the_data_directory() throws IOException {
        var lock = List.of("4711", "/data", "1767571200", "54321", "/tmp", "localhost", "  1 2", "ready   ");
        Files.write(Files.createDirectories(directory.resolve("a/b")).resolve("postmaster.pid"), lock);
        assertThat(Postmaster.below(directory)).isEqualTo(new Postmaster(4711, 54321));
    }

    @Test
    void every_shape_has_many_different_requests() {
        var version = new StoredIds.Version("o1", "1");
        var shapes = new Shapes(new StoredIds(100, List.of(version))).all();
        assertThat(shapes).extracting(Shape::name).doesNotHaveDuplicates().hasSize(11);
        assertThat(shapes)
                .filteredOn(shape -> !List.of("read", "vread", "search-has").contains(shape.name()))
                .allSatisfy(shape ->
                        assertThat(shape.requests().stream().distinct().count()).isGreaterThanOrEqualTo(18));
    }

    @Test
    void the_report_shows_growth_and_what_failed() throws IOException {
        var report = new Report();
        report.add(100, List.of(figure("read", 0.1, 0), figure("everything", 2, 0)));
        report.add(1000, List.of(figure("read", 0.3, 0), figure("everything", 2, 7)));
        report.write(directory.resolve("benchmark.md"), directory.resolve("benchmark.json"));
        assertThat(directory.resolve("benchmark.md"))
                .content()
                .contains("| read | ms CPU per request | 0.2 | 0.10 | 0.30 (over) | × 3.00 |")
                .contains("| 0.2 | 2.00 (over) | FAILED | – |")
                .contains("FAILED (7 not 2xx)");
        assertThat(directory.resolve("benchmark.json")).content().contains("\"verdict\" : \"within\"");
        assertThat(report.anyFailed()).isTrue();
    }

    private Settings settings(Settings.Attachment attachment) {
        var launch = new Settings.Launch(Path.of("none.jar"), directory, List.of(), List.of());
        return new Settings(List.of(3), 1, List.of("read"), launch, Optional.of(attachment));
    }

    private static Figure figure(String name, double value, long failures) {
        return new Figure(name, Figure.PROCESSOR, 0.2, value, new Load(1000, failures, 1, 2), true);
    }
}
