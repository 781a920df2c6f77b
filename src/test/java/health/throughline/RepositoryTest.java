package health.throughline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing in the repository opens a door elsewhere: no private keys, tokens or passwords in its files. */
class RepositoryTest {

    private static final List<String> PLACES =
            List.of("src", "docker", "fhir-profiles", "terminology", ".ci", "pom.xml", "README.md");

    private static final int LARGEST = 2_000_000;

    private static final Map<String, Pattern> SECRETS = Map.of(
            "a private key", Pattern.compile("-----BEGIN ([A-Z]+ )?PRIVATE KEY-----\\s*[A-Za-z0-9+/]{40}"),
            "a key of AWS", Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"),
            "a token of GitHub", Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}"),
            "a token of GitLab", Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20}"),
            "a token of Slack", Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{20}"),
            "a key of Google", Pattern.compile("\\bAIza[A-Za-z0-9_-]{35}"),
            "a signed token", Pattern.compile("\\beyJ[A-Za-z0-9_-]{30,}\\.eyJ[A-Za-z0-9_-]{30,}\\.[A-Za-z0-9_-]{30,}"),
            "a password in a URL", Pattern.compile("://[A-Za-z0-9._-]+:[^@/\\s\"'$<{%]{8,}@[a-z0-9.-]+\\.[a-z]{2,}"));

    @Test
    void no_file_holds_a_secret() {
        List<String> found = new ArrayList<>();
        for (String place : PLACES) {
            files(Path.of(place)).forEach(file -> {
                String text = text(file);
                SECRETS.forEach((what, pattern) -> {
                    if (pattern.matcher(text).find()) {
                        found.add(file + " holds " + what);
                    }
                });
            });
        }
        assertThat(found).isEmpty();
    }

    @Test
    void a_secret_would_be_found() {
        String key = "-----BEGIN PRIVATE " + "KEY-----\n" + "A".repeat(64);
        assertThat(SECRETS.values().stream()
                        .filter(pattern -> pattern.matcher(key).find()))
                .hasSize(1);
        String token = "gh" + "p_" + "a".repeat(36);
        assertThat(SECRETS.values().stream()
                        .filter(pattern -> pattern.matcher(token).find()))
                .hasSize(1);
    }

    private static List<Path> files(Path place) {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isRegularFile)
                    .filter(RepositoryTest::isSmall)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSmall(Path file) {
        return file.toFile().length() < LARGEST;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
