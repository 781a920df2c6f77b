package health.throughline.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** What all pages share: their skeleton, their style, and headers that let nothing else into them. */
public final class Frame {

    private static final String STYLE = style();

    /** No scripts, no content from elsewhere, no frames, no trace in caches or at other sites. */
    public static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
                    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store",
            "X-Content-Type-Options",
            "nosniff");

    private Frame() {}

    /**
     * A whole page as UTF-8.
     *
     * @param navigation links, as items of a list
     * @param main what follows the heading
     */
    static byte[] page(String title, Html navigation, Html main) {
        Html page = new Html()
                .markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .text(title)
                .markup(" · Throughline</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n"
                        + "<a class=\"skip\" href=\"#main\">Skip to content</a>\n"
                        + "<header><p class=\"name\">Throughline</p>\n<nav aria-label=\"Main\"><ul>")
                .markup(navigation.toString())
                .markup("</ul></nav></header>\n<main id=\"main\">\n<h1>")
                .text(title)
                .markup("</h1>\n")
                .markup(main.toString())
                .markup("\n</main>\n</body>\n</html>\n");
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String style() {
        try (InputStream in = Frame.class.getResourceAsStream("style.css")) {
            if (in == null) {
                throw new IllegalStateException("style.css is missing on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
