package health.throughline.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What to measure and how long, from the system properties {@code benchmark.*}. */
record Settings(
        List<Integer> clients, int seconds, List<String> shapes, Launch launch, Optional<Attachment> attachment) {

    static final long SEED = 20260105;

    /** How the packaged server is started. */
    record Launch(Path jar, Path directory, List<String> javaOptions, List<String> arguments) {}

    /** A server that runs already, and the processes whose time is counted. */
    record Attachment(String base, long pid, long postmaster) {}

    static Settings fromSystemProperties() {
        return new Settings(
                words("clients", "100,1000").stream().map(Integer::valueOf).toList(),
                Integer.parseInt(property("seconds").orElse("15")),
                words("shapes", ""),
                launchFromProperties(),
                property("base").map(Settings::attachment));
    }

    /** Half the time again goes to warming up. */
    int warmUpSeconds() {
        return Math.max(1, seconds / 2);
    }

    /** Without a list of shapes, every shape is wanted. */
    boolean wants(String shape) {
        return shapes.isEmpty() || shapes.contains(shape);
    }

    private static Launch launchFromProperties() {
        return new Launch(
                Path.of(property("jar").orElse("target/throughline.jar")),
                Path.of(property("directory").orElse("target/benchmark")),
                words("java-options", "-Xmx512m"),
                words("server-arguments", "--throughline.auth.mode=open"));
    }

    private static Attachment attachment(String base) {
        return new Attachment(base, required("pid"), required("postmaster"));
    }

    private static long required(String name) {
        return property(name)
                .map(Long::valueOf)
                .orElseThrow(() ->
                        new IllegalArgumentException("With -Dbenchmark.base, give -Dbenchmark." + name + " as well"));
    }

    private static List<String> words(String name, String otherwise) {
        return Arrays.stream(property(name).orElse(otherwise).split("[, ]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty("benchmark." + name)).filter(value -> !value.isBlank());
    }
}
