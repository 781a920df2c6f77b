package health.throughline.search.terminology.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.store.term.load.LoadFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("rows.txt"), content);
    }

    @Test
    void quoted_values_hold_separators_quotes_and_line_ends() throws IOException {
        try (Rows rows = Rows.commas(file("A,B\n\"x,\"\"y\"\"\nz\",2\n,3\n"))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.get("A")).isEqualTo("x,\"y\"\nz");
            assertThat(rows.get("B")).isEqualTo("2");
            assertThat(rows.next()).isTrue();
            assertThat(rows.get("A")).isEmpty();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void quotes_mean_nothing_between_tabs() throws IOException {
        try (Rows rows = Rows.tabs(file("\ufeffid\tterm\n1\t\"half\n"))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.get("id")).isEqualTo("1");
            assertThat(rows.get("term")).isEqualTo("\"half");
        }
    }

    @Test
    void a_missing_column_is_named_with_its_file() throws IOException {
        try (Rows rows = Rows.commas(file("A\n1\n"))) {
            assertThat(rows.next()).isTrue();
            assertThatThrownBy(() -> rows.get("STATUS"))
                    .isInstanceOf(LoadFailed.class)
                    .hasMessageContaining("rows.txt")
                    .hasMessageContaining("STATUS");
        }
    }
}
