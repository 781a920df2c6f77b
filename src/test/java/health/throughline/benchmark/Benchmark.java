package health.throughline.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Starts the packaged server on an empty database for each number of clients, imports the sample, measures every shape
 * of request, and writes {@code benchmark.md} and {@code benchmark.json}.
 */
public final class Benchmark {

    private final Settings settings;
    private final Report report = new Report();

    private Benchmark(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] arguments) {
        if (!Wrk.installed()) {
            throw new IllegalStateException("The load runs need wrk at /usr/bin/wrk: apt-get install wrk");
        }
        new Benchmark(Settings.fromSystemProperties()).run();
    }

    private void run() {
        settings.attachment().ifPresentOrElse(this::measureAttached, this::measureStarted);
        var target = settings.launch().directory().toAbsolutePath();
        report.write(target.resolveSibling("benchmark.md"), target.resolveSibling("benchmark.json"));
        say(report.markdown());
        if (report.anyFailed()) {
            throw new IllegalStateException("Some shapes failed; see the table above");
        }
    }

    private void measureAttached(Settings.Attachment attachment) {
        var clients = settings.clients().get(0);
        report.add(clients, new Measurement(settings, clients, Server.attached(attachment), Benchmark::say).run());
    }

    private void measureStarted() {
        if (!Files.isReadable(settings.launch().jar())) {
            throw new IllegalStateException("No " + settings.launch().jar() + ": package the server first");
        }
        settings.clients().forEach(clients -> report.add(clients, measureStarted(clients)));
    }

    private List<Figure> measureStarted(int clients) {
        say(clients + " clients");
        var data = fresh();
        var figures = new ArrayList<Figure>();
        try (var server = start(data, clients + "-first")) {
            figures.addAll(new Measurement(settings, clients, server, Benchmark::say).run());
        }
        try (var server = start(data, clients + "-second")) {
            figures.add(Figure.of("start-wall", "s", 8, server.startedIn().wall() / 1000.0));
            figures.add(
                    Figure.of("start-processor", "s CPU", 8, server.startedIn().processor() / 1000.0));
            server.settle();
            figures.add(Figure.of("resident-at-rest", "MB", 350, server.time().residentMegabytes()));
        }
        remove(data);
        return figures;
    }

    private Server start(Path data, String name) {
        return Server.started(
                settings.launch(), data, settings.launch().directory().resolve("server-" + name + ".log"));
    }

    private Path fresh() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(settings.launch().directory()), "data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
