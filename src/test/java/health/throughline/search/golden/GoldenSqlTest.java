package health.throughline.search.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Searches become the statements that stand in {@code golden/search}. {@code -Dgolden.update} writes them anew: read the
 * difference before committing it.
 */
class GoldenSqlTest {

    private static final Path DIRECTORY = Path.of("src/test/resources/golden/search");
    private static final String QUERY = ".query";
    private static final String SQL = ".sql";
    private static final boolean UPDATE = System.getProperty("golden.update") != null;

    private final Statements statements = new Statements();

    @TestFactory
    Stream<DynamicTest> a_search_becomes_the_statement_on_file() {
        return names(QUERY).stream().map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
    }

    private void compare(String name) throws IOException {
        Path golden = DIRECTORY.resolve(name + SQL);
        GoldenQuery query = GoldenQuery.of(Files.readAllLines(DIRECTORY.resolve(name + QUERY)));
        String rendered = statements.of(query);
        if (UPDATE) {
            Files.writeString(golden, rendered);
        }
        assertThat(golden).as("-Dgolden.update writes it").exists();
        assertThat(rendered)
                .as("%s; if the change is meant, -Dgolden.update writes it", golden)
                .isEqualTo(Files.readString(golden));
    }

    @Test
    void no_statement_is_left_without_its_search() {
        assertThat(names(SQL)).isEqualTo(names(QUERY)).hasSizeGreaterThan(40);
    }

    private static List<String> names(String ending) {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ending))
                    .map(file -> file.substring(0, file.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
