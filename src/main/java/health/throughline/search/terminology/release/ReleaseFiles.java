package health.throughline.search.terminology.release;

import health.throughline.store.term.load.LoadFailed;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a release: a folder, a zip file as it was downloaded, or one file. */
public final class ReleaseFiles implements AutoCloseable {

    private final Path given;
    private final Path root;
    private final @Nullable FileSystem zip;
    private final String release;

    /**
     * @param release the version as the operator names it; empty to take it from names of files
     * @throws LoadFailed when there is nothing at {@code given}
     */
    public ReleaseFiles(Path given, String release) throws IOException {
        if (!Files.isReadable(given)) {
            throw new LoadFailed(
                    "There is no file or folder " + given.toAbsolutePath() + " that can be read; name the release's.");
        }
        this.given = given.toAbsolutePath();
        this.release = release;
        boolean packed = Files.isRegularFile(given) && given.toString().endsWith(".zip");
        this.zip = packed ? FileSystems.newFileSystem(given) : null;
        this.root = zip == null ? given : zip.getPath("/");
    }

    /** The file whose name, with the folders above it, matches; the shortest of several. */
    Optional<Path> find(String pattern) throws IOException {
        Pattern wanted = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            wanted.matcher(file.toString().replace('\\', '/')).find())
                    .min(Comparator.comparing((Path file) -> file.toString().length())
                            .thenComparing(Path::toString));
        }
    }

    /** @param name as an operator knows the file */
    Path require(String name, String pattern) throws IOException {
        return find(pattern)
                .orElseThrow(() -> new LoadFailed("The file " + name + " is missing in " + given
                        + "; name the folder or zip file of the whole release."));
    }

    /** The version that the operator named, or else the first group of {@code pattern} in the path of {@code file}. */
    String version(Path file, String pattern) {
        if (!release.isEmpty()) {
            return release;
        }
        Matcher version = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(given + "/" + file);
        if (!version.find()) {
            throw new LoadFailed("The names of the files in " + given + " do not tell the release; add --release=….");
        }
        return version.group(1);
    }

    /** The version that the operator named, or else the one that the content names. */
    String versionOr(String content) {
        return release.isEmpty() ? content : release;
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
