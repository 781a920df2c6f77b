package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.access.Access;
import health.throughline.search.plan.Cursor;
import health.throughline.search.plan.SearchCompiler;
import health.throughline.search.query.SearchParser;
import health.throughline.search.query.SearchQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The statements of searches, as an empty database compiles them: {@code src/test/resources/golden/search}, a query and
 * its SQL each. {@code -Dgolden.update} writes them anew; read the difference before you keep it.
 */
class GoldenSqlIT {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/search");

    private static World world;

    @BeforeAll
    static void empty() {
        world = new World(java.util.Map.of("throughline.sample.clients", 0));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @TestFactory
    Stream<DynamicTest> a_query_becomes_the_statement_that_was_read_and_approved() throws IOException {
        List<Path> queries;
        try (Stream<Path> files = Files.list(GOLDEN)) {
            queries = files.filter(file -> file.toString().endsWith(".query"))
                    .sorted()
                    .toList();
        }
        assertThat(queries).hasSizeGreaterThan(35);
        return queries.stream().map(query -> DynamicTest.dynamicTest(name(query), () -> check(query)));
    }

    private static String name(Path query) {
        String file = query.getFileName().toString();
        return file.substring(0, file.length() - ".query".length());
    }

    private static void check(Path query) throws IOException {
        Path golden = query.resolveSibling(name(query) + ".sql");
        String sql = readable(statement(Files.readString(query).strip()));
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, sql);
        }
        assertThat(sql).isEqualTo(Files.readString(golden));
    }

    /** {@code Type?parameters}; before it, {@code restricted}, {@code next} or {@code previous} for other pages of it. */
    private static String statement(String text) {
        String[] words = text.split(" ", 2);
        boolean plain = words[0].contains("?");
        String url = plain ? text : words[1];
        List<String> types = List.of(url.substring(0, url.indexOf('?')).split(","));
        List<SearchParser.Parameter> asked = Conditions.parse(url.substring(url.indexOf('?') + 1));
        SearchQuery query = world.bean(SearchParser.class).parse(types, asked, false);
        Access access = words[0].equals("restricted")
                ? world.restricted(Set.of("Patient/1"), Set.of("Organization"), "secret")
                : Access.everything("test");
        Cursor cursor = plain || words[0].equals("restricted") ? null : cursor(query, words[0].equals("previous"));
        boolean counted = query.total() == SearchQuery.Total.ACCURATE;
        return world.bean(SearchCompiler.class)
                .page(query, access.restriction(), cursor, query.count() + 1, counted)
                .text();
    }

    private static Cursor cursor(SearchQuery query, boolean back) {
        List<Object> values = query.sort().stream().map(key -> (Object) 5L).toList();
        return new Cursor(values, 42, back, 20);
    }

    private static String readable(String sql) {
        return sql.replaceAll(
                        " (FROM|WHERE|ORDER BY|JOIN|AND EXISTS|UNION ALL|CROSS JOIN LATERAL|LIMIT|OFFSET 0\\))", "\n$1")
                + "\n";
    }
}
