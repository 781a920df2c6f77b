package health.throughline.server.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.search.terminology.release.Release;
import health.throughline.search.terminology.release.ReleaseFiles;
import health.throughline.search.terminology.release.Releases;
import health.throughline.store.start.CommandStore;
import health.throughline.store.start.StartRefused;
import health.throughline.store.term.load.ConceptLoad;
import health.throughline.store.term.load.ConceptSink;
import health.throughline.store.term.load.LoadFailed;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Loads a code system from its release files into the database, whether the server runs meanwhile or not. */
public final class LoadTerminology {

    /** The command as the first argument names it. */
    public static final String NAME = "load-terminology";

    private static final String RELEASE = "--release=";

    private LoadTerminology() {}

    /**
     * Runs the command; what it has to say it prints.
     *
     * @return the exit code of the process
     */
    public static int run(List<String> arguments, PrintStream out) {
        List<String> named =
                arguments.stream().filter(one -> !one.startsWith("--")).toList();
        if (named.size() != 2) {
            out.printf(
                    "Usage: %s <%s> <file or folder> [%s…] [--throughline.store.…=…]%n",
                    NAME, Releases.formats(), RELEASE);
            return 2;
        }
        try (CommandStore store = GivenStore.open(arguments, RELEASE)) {
            load(named.get(0), Path.of(named.get(1)), GivenStore.option(arguments, RELEASE), store, out);
            return 0;
        } catch (StartRefused e) {
            out.println(e.getMessage() + " " + e.action());
        } catch (LoadFailed e) {
            out.println(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            out.println("A file could not be read: " + e.getMessage() + ". What was loaded before stays in force.");
        } catch (SQLException e) {
            out.println("The database cannot be reached: " + e.getMessage() + ". See that it is up, and the settings "
                    + "throughline.store.url, username and password.");
        }
        return 1;
    }

    private static void load(String format, Path path, String version, CommandStore store, PrintStream out)
            throws IOException, SQLException {
        try (ReleaseFiles files = new ReleaseFiles(path, version);
                Connection connection = store.connect()) {
            Release release = Releases.of(format, files);
            ObjectNode definition = release.definition();
            String name = definition.path("url").asText() + "|"
                    + definition.path("version").asText();
            PrintedProgress progress = new PrintedProgress(out);
            progress.phase("reading " + name);
            int concepts = new ConceptLoad(connection, progress).run(definition, sink -> tell(release, sink));
            out.printf(Locale.ROOT, "%s is in force: %,d concepts.%n", name, concepts);
        }
    }

    private static void tell(Release release, ConceptSink sink) {
        try {
            release.tell(sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
