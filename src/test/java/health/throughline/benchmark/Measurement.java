package health.throughline.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures one server that holds, or is about to be given, the sample of so many clients. */
final class Measurement {

    private static final int PROBES = 12;

    private final Settings settings;
    private final int clients;
    private final Server server;
    private final FhirClient fhir;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();

    Measurement(Settings settings, int clients, Server server, Consumer<String> progress) {
        this.settings = settings;
        this.clients = clients;
        this.server = server;
        this.fhir = new FhirClient(server.base());
        this.progress = progress;
    }

    List<Figure> run() {
        if (alreadyImported()) {
            progress.accept("The sample is there already: import and database size are not measured");
        } else {
            importSample();
        }
        var resident = 0.0;
        var shapes = new ArrayList<>(new SearchShapes(clients).all());
        shapes.addAll(new Shapes(StoredIds.from(fhir, clients)).all());
        for (var shape : shapes) {
            if (settings.wants(shape.name())) {
                figures.add(measure(shape));
                resident = Math.max(resident, server.time().residentMegabytes());
            }
        }
        if (resident > 0) {
            figures.add(Figure.of("resident-under-load", "MB", 700, resident));
        }
        return figures;
    }

    private boolean alreadyImported() {
        return fhir.ask(Request.get("/Patient/" + StoredIds.client(clients))).accepted();
    }

    private void importSample() {
        var sample = new Import(server.base(), clients, progress);
        sample.programme();
        var warmUp = sample.clients(1, sample.firstMeasured() - 1);
        var before = server.time().milliseconds();
        var load = sample.clients(sample.firstMeasured(), clients);
        var used = server.time().milliseconds() - before;
        var figure = Figure.ofImport(0.45, used, load);
        report(figure);
        figures.add(figure);
        server.settle();
        var kilobytes = server.postmaster().databaseBytes() / 1024.0 / (warmUp.requests() + load.requests());
        figures.add(Figure.of("disk-per-resource", "KB", 3, kilobytes));
    }

    private Figure measure(Shape shape) {
        var found = probe(shape);
        var wrk = new Wrk(server.base(), settings.launch().directory());
        wrk.run(shape, settings.warmUpSeconds());
        server.settle();
        var before = server.time().milliseconds();
        var load = wrk.run(shape, settings.seconds());
        var figure = Figure.perRequest(shape, server.time().milliseconds() - before, load, found);
        report(figure);
        return figure;
    }

    /** A few requests of the shape one by one: all must be accepted, and one at least must find something. */
    private boolean probe(Shape shape) {
        var requests = shape.requests();
        var step = Math.max(1, requests.size() / PROBES);
        var found = false;
        for (var i = 0; i < requests.size(); i += step) {
            var answer = fhir.ask(requests.get(i));
            if (!answer.accepted()) {
                progress.accept(
                        "  " + answer.status() + " to " + requests.get(i).path());
                return false;
            }
            found |= answer.finds() || !shape.mustFind();
        }
        return found;
    }

    private void report(Figure figure) {
        progress.accept(String.format(
                "  %-40s %8.3f %s (aim %s, p50 %.1f ms, p99 %.1f ms, %d requests) %s",
                figure.name(),
                figure.value(),
                figure.unit(),
                figure.aim(),
                figure.load().p50(),
                figure.load().p99(),
                figure.load().requests(),
                figure.verdict()));
    }
}
