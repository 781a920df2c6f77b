package health.throughline.search.terminology.release;

import health.throughline.store.term.load.LoadFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a file of separated values, one at a time. */
final class Rows implements AutoCloseable {

    private final Path file;
    private final BufferedReader reader;
    private final char separator;
    private final boolean quotes;
    private Map<String, Integer> columns = Map.of();
    private List<String> row = List.of();

    private Rows(Path file, char separator, boolean quotes) throws IOException {
        this.file = file;
        this.separator = separator;
        this.quotes = quotes;
        this.reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16);
    }

    /** With a row of headings, and values that may be quoted and go over several lines. */
    static Rows commas(Path file) throws IOException {
        return new Rows(file, ',', true).headed();
    }

    /** With a row of headings. */
    static Rows tabs(Path file) throws IOException {
        return new Rows(file, '\t', false).headed();
    }

    /** Without headings. */
    static Rows bars(Path file) throws IOException {
        return new Rows(file, '|', false);
    }

    private Rows headed() throws IOException {
        if (next()) {
            columns = new HashMap<>();
            for (int i = 0; i < row.size(); i++) {
                columns.put(row.get(i).replace("\ufeff", "").strip(), i);
            }
        }
        return this;
    }

    /** Goes to the next row; false when there is none. */
    boolean next() throws IOException {
        String line = reader.readLine();
        while (line != null && line.isEmpty()) {
            line = reader.readLine();
        }
        if (line == null) {
            return false;
        }
        row = quotes && line.indexOf('"') >= 0 ? quoted(line) : plain(line);
        return true;
    }

    private List<String> plain(String line) {
        List<String> values = new ArrayList<>();
        int from = 0;
        for (int to = line.indexOf(separator); to >= 0; to = line.indexOf(separator, from)) {
            values.add(line.substring(from, to));
            from = to + 1;
        }
        values.add(line.substring(from));
        return values;
    }

    private List<String> quoted(String first) throws IOException {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean within = false;
        @Nullable String line = first;
        while (line != null) {
            for (int i = 0; i < line.length(); i++) {
                char letter = line.charAt(i);
                if (letter == '"') {
                    boolean doubled = within && i + 1 < line.length() && line.charAt(i + 1) == '"';
                    value.append(doubled ? "\"" : "");
                    i += doubled ? 1 : 0;
                    within = doubled || !within;
                } else if (letter == separator && !within) {
                    values.add(value.toString());
                    value.setLength(0);
                } else {
                    value.append(letter);
                }
            }
            line = within ? reader.readLine() : null;
            value.append(line == null ? "" : "\n");
        }
        values.add(value.toString());
        return values;
    }

    /** The value under {@code heading}; empty when the row is short of it. */
    String get(String heading) {
        Integer column = columns.get(heading);
        if (column == null) {
            throw new LoadFailed("The file " + file.getFileName() + " has no column " + heading
                    + "; name a release in the format this version of the server reads.");
        }
        return get(column);
    }

    boolean has(String heading) {
        return columns.containsKey(heading);
    }

    String get(int column) {
        return column < row.size() ? row.get(column) : "";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
