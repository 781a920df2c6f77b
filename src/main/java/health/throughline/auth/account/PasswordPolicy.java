package health.throughline.auth.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which passwords are taken: long ones that are not among the first to be tried. What signs they are made of is their
 * owner's business.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html#password">NIST SP 800-63B, passwords</a>
 */
final class PasswordPolicy {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 256;
    private static final int FEWEST_SIGNS = 5;
    private static final String[] ROWS = {
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"
    };
    private static final int RUN = 4;

    private static final Set<String> COMMON = common();

    private PasswordPolicy() {}

    /** @throws AccountRefused telling what to do about it */
    static void check(String password, String username, String name) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw refused("Use at least 12 characters. Several words you can remember do well.");
        }
        if (password.length() > LONGEST) {
            throw refused("Use at most 256 characters.");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.codePoints().distinct().count() < FEWEST_SIGNS) {
            throw refused("This repeats a few characters; it would be guessed. Use several words you can remember.");
        }
        if (mentions(lower, username) || mentions(lower, name)) {
            throw refused("Leave your own name out of the password.");
        }
        if (guessed(letters(lower))) {
            throw refused("Many people use a password like this; it would be guessed. Use several unrelated words.");
        }
    }

    private static boolean mentions(String password, String whose) {
        for (String part : whose.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (part.length() >= RUN && password.contains(part) && password.length() - part.length() < SHORTEST) {
                return true;
            }
        }
        return false;
    }

    /** What is left of the password without the swaps and endings that everybody knows. */
    private static String letters(String password) {
        String plain = password.replace('@', 'a')
                .replace('4', 'a')
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('!', 'l')
                .replace('3', 'e')
                .replace('$', 's')
                .replace('5', 's')
                .replace('7', 't');
        return plain.replaceAll("[^\\p{L}]", "") + "\n" + password.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Whether nothing unexpected remains once common words and runs of the keyboard are taken out. */
    private static boolean guessed(String forms) {
        return forms.lines().anyMatch(form -> {
            String rest = form;
            for (String word : COMMON) {
                rest = rest.replace(word, " ");
            }
            return withoutRuns(rest).replaceAll("[\\s0-9]", "").length() < RUN;
        });
    }

    private static String withoutRuns(String text) {
        String rest = text;
        for (String row : ROWS) {
            for (int from = 0; from + RUN <= row.length(); from++) {
                rest = rest.replace(row.substring(from, from + RUN), " ");
            }
        }
        return rest;
    }

    private static AccountRefused refused(String message) {
        return new AccountRefused("password", message);
    }

    private static Set<String> common() {
        try (InputStream in = PasswordPolicy.class.getResourceAsStream("common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-passwords.txt is missing on the class path");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines();
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(String::strip)
                    .sorted((one, other) -> other.length() - one.length())
                    .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
