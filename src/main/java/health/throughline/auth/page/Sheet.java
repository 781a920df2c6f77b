package health.throughline.auth.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A whole page with its headers: no script, no frame, no trace in caches or at other sites. */
public final class Sheet {

    private static final String STYLE =
            "body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;"
                    + "color:#1b1b1b;background:#fff}h1{font-size:1.5rem}fieldset{border:1px solid #767676;margin:1rem 0}"
                    + "label{display:block;margin:.4rem 0}.part{margin-left:2rem}.note{color:#4a4a4a}"
                    + "button{font:inherit;padding:.5rem 1rem;margin:.25rem .5rem .25rem 0}table{border-collapse:collapse;width:100%}"
                    + "th,td{text-align:left;padding:.35rem .5rem;border-bottom:1px solid #767676}"
                    + ":focus-visible{outline:3px solid #0b5fad;outline-offset:2px}.skip{position:absolute;left:-99rem}"
                    + ".skip:focus{left:1rem}";

    private static final String STYLE_HASH = hash();

    private Sheet() {}

    /** @param target a further place that its forms may lead to; empty for none */
    public static ResponseEntity<byte[]> of(int status, String title, Markup main, String target) {
        Markup page = new Markup()
                .raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .text(title)
                .raw(" · Throughline</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n"
                        + "<a class=\"skip\" href=\"#main\">Skip to content</a>\n<main id=\"main\">\n")
                .element("h1", title)
                .raw(main.toString())
                .raw("\n</main>\n</body>\n</html>\n");
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
        headers.set("Content-Security-Policy", policy(target));
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        return ResponseEntity.status(status)
                .headers(headers)
                .body(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static ResponseEntity<byte[]> of(int status, String title, Markup main) {
        return of(status, title, main, "");
    }

    private static String policy(String target) {
        return "default-src 'none'; style-src 'sha256-" + STYLE_HASH + "'; base-uri 'none'; form-action 'self'"
                + (target.isEmpty() ? "" : " " + target)
                + "; frame-ancestors 'none'";
    }

    private static String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
