package health.throughline.auth.page;

import health.throughline.auth.web.page.Page;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A whole page with its headers: no script, no frame, no trace in caches or at other sites. */
public final class Sheet {

    private Sheet() {}

    /** @param target a further place that its forms may lead to; empty for none */
    public static ResponseEntity<byte[]> of(int status, String title, Markup main, String target) {
        Markup page = new Markup()
                .raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .text(title)
                .raw(" · Throughline</title>\n<link rel=\"stylesheet\" href=\"" + Page.STYLE + "\">\n</head>\n<body>\n"
                        + "<a class=\"skip\" href=\"#main\">Skip to content</a>\n"
                        + "<header><p class=\"name\">Throughline</p></header>\n<main id=\"main\">\n")
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
        return "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'"
                + (target.isEmpty() ? "" : " " + target)
                + "; frame-ancestors 'none'";
    }
}
