package health.throughline.contract;

import health.throughline.fhir.definition.Canonicals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The reviewed list of the codes of others that we use, {@code terminology/external-codes.tsv}. */
final class ExternalCodes {

    static final Path FILE = Path.of("terminology", "external-codes.tsv");

    private static final List<String> COLUMNS = List.of("system", "code", "display", "status", "source", "used-for");

    private final Map<String, Status> statuses = new HashMap<>();

    /** Whether somebody checked a code. */
    enum Status {
        VERIFIED,
        UNVERIFIED,
        NO_STANDARD_BINDING
    }

    private ExternalCodes() {}

    /** @throws IllegalArgumentException when a line is not complete or stands there twice */
    static ExternalCodes of(List<String> lines) {
        ExternalCodes codes = new ExternalCodes();
        if (!List.of(lines.get(0).split("\t")).equals(COLUMNS)) {
            throw new IllegalArgumentException("The first line names the columns: " + String.join(", ", COLUMNS));
        }
        lines.stream().skip(1).forEach(codes::add);
        return codes;
    }

    static ExternalCodes load() {
        try {
            return of(Files.readAllLines(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS.size() || List.of(cells).contains("")) {
            throw new IllegalArgumentException("A line needs " + COLUMNS.size() + " filled columns: " + line);
        }
        Status status = Status.valueOf(cells[3].toUpperCase(Locale.ROOT).replace('-', '_'));
        if (statuses.put(cells[0] + "|" + cells[1], status) != null) {
            throw new IllegalArgumentException("Twice in the list: " + line);
        }
    }

    Optional<Status> status(String system, String code) {
        return Optional.ofNullable(statuses.get(system + "|" + code));
    }

    /** What is wrong with the code, and what to do; empty when nothing is. */
    Optional<String> complaint(EmittedCode emitted) {
        if (emitted.system().startsWith(Canonicals.BASE)) {
            return Optional.empty();
        }
        Optional<Status> status = status(emitted.system(), emitted.code());
        if (status.isEmpty()) {
            return Optional.of(emitted + ", which nobody reviewed: check it at its source, then add to " + FILE
                    + " a line with " + String.join(", ", COLUMNS) + "; or use a code of ours.");
        }
        if (status.get() == Status.NO_STANDARD_BINDING) {
            return Optional.of(emitted + ", though " + FILE + " says that no such code exists: use one of ours.");
        }
        if (status.get() == Status.UNVERIFIED && emitted.observed()) {
            return Optional.of(emitted + " as the code of an Observation, but " + FILE
                    + " says that nobody verified it: use a code of ours, or verify it and change its status.");
        }
        return Optional.empty();
    }
}
