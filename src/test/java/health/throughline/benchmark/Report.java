package health.throughline.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything measured, as a table for people and as JSON for comparing runs. */
final class Report {

    private final Map<Integer, List<Figure>> bySize = new TreeMap<>();

    void add(int clients, List<Figure> figures) {
        bySize.put(clients, List.copyOf(figures));
    }

    boolean anyFailed() {
        return bySize.values().stream().flatMap(List::stream).anyMatch(Figure::failed);
    }

    String markdown() {
        var text = new StringBuilder("# Load runs\n\n")
                .append(machine())
                .append("\n\n")
                .append(overview());
        bySize.forEach((clients, figures) ->
                text.append("\n## ").append(clients).append(" clients\n\n").append(details(figures)));
        return text.toString();
    }

    void write(Path markdown, Path json) {
        try {
            Files.createDirectories(markdown.toAbsolutePath().getParent());
            Files.writeString(markdown, markdown());
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), rows());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String machine() {
        return "Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version")
                + ". CPU: user and system time of the server and of all PostgreSQL processes.";
    }

    private String overview() {
        var sizes = bySize.keySet().stream().map(size -> size + " clients | ").collect(Collectors.joining());
        var text = new StringBuilder("| figure | unit | aim | " + sizes + "growth |\n");
        text.append("|---|---|--:|").append("--:|".repeat(bySize.size() + 1)).append('\n');
        var names = new LinkedHashSet<String>();
        bySize.values().forEach(figures -> figures.forEach(figure -> names.add(figure.name())));
        names.forEach(name -> text.append(overview(name)).append('\n'));
        return text.toString();
    }

    private String overview(String name) {
        var any = bySize.keySet().stream()
                .flatMap(size -> figure(size, name).stream())
                .findFirst()
                .orElseThrow();
        var cells = bySize.keySet().stream()
                .map(size -> figure(size, name).map(Report::cell).orElse("–"))
                .collect(Collectors.joining(" | "));
        return "| " + name + " | " + any.unit() + " | " + any.aim() + " | " + cells + " | " + growth(name) + " |";
    }

    private static String cell(Figure figure) {
        return figure.failed() ? "FAILED" : number(figure.value()) + (figure.value() > figure.aim() ? " (over)" : "");
    }

    /** How many times the smallest programme's figure the largest one's is. */
    private String growth(String name) {
        var values = bySize.keySet().stream()
                .flatMap(size -> figure(size, name).stream())
                .filter(figure -> !figure.failed() && figure.value() > 0)
                .map(Figure::value)
                .toList();
        return values.size() < 2 ? "–" : "× " + number(values.get(values.size() - 1) / values.get(0));
    }

    private Optional<Figure> figure(int size, String name) {
        return bySize.getOrDefault(size, List.of()).stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst();
    }

    private static String details(List<Figure> figures) {
        return "| figure | unit | aim | measured | requests | not 2xx | p50 ms | p99 ms | verdict |\n"
                + "|---|---|--:|--:|--:|--:|--:|--:|---|\n"
                + figures.stream().map(Report::details).collect(Collectors.joining());
    }

    private static String details(Figure figure) {
        var load = figure.load();
        var cells = List.of(
                figure.name(),
                figure.unit(),
                figure.aim(),
                number(figure.value()),
                figure.countsRequests() ? load.requests() : "",
                figure.countsRequests() ? load.failures() : "",
                figure.countsRequests() ? number(load.p50()) : "",
                figure.countsRequests() ? number(load.p99()) : "",
                figure.verdict());
        return cells.stream().map(Object::toString).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private List<Map<String, Object>> rows() {
        return bySize.entrySet().stream()
                .flatMap(size -> size.getValue().stream().map(figure -> row(size.getKey(), figure)))
                .toList();
    }

    private static Map<String, Object> row(int clients, Figure figure) {
        var row = new LinkedHashMap<String, Object>();
        row.put("clients", clients);
        row.put("figure", figure.name());
        row.put("unit", figure.unit());
        row.put("aim", figure.aim());
        row.put("measured", figure.value());
        row.put("requests", figure.load().requests());
        row.put("failures", figure.load().failures());
        row.put("p50", figure.load().p50());
        row.put("p99", figure.load().p99());
        row.put("verdict", figure.verdict());
        return row;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
