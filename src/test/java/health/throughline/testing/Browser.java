package health.throughline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person at a browser without scripts: keeps cookies, fills in the forms it is shown, follows links when told to. */
public final class Browser {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final String root;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String page = "";

    /** @param root the server without a slash at its end */
    public Browser(String root) {
        this.root = root;
    }

    /** What a page answered. */
    public record Shown(int status, String text, String location, HttpResponse<String> response) {

        public Shown expect(int expected) {
            assertThat(status).as("status of %s: %s", response.uri(), text).isEqualTo(expected);
            return this;
        }

        /** Fails unless it leads to {@code path}. */
        public Shown leadsTo(String path) {
            expect(303);
            assertThat(location).isEqualTo(path);
            return this;
        }

        public Shown says(String... words) {
            assertThat(text).contains(words);
            return this;
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Shown get(String path) {
        return send(request(path).GET());
    }

    /** Fills in the form of the page shown last: its hidden fields, and names and values in turn. */
    public Shown submit(String action, String... fields) {
        assertThat(page).as("a form to %s", action).contains("action=\"" + action + "\"");
        Map<String, String> values = new LinkedHashMap<>();
        String form = page.substring(page.indexOf("action=\"" + action + "\""));
        Matcher hidden = HIDDEN.matcher(form.substring(0, form.indexOf("</form>")));
        while (hidden.find()) {
            values.put(hidden.group(1), hidden.group(2).replace("&#39;", "'").replace("&amp;", "&"));
        }
        return post(action, encoded(values, fields));
    }

    /** Sends what no page offered. */
    public Shown post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Shown json(String method, String path, String token, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", token)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String encoded(Map<String, String> values, String... fields) {
        StringBuilder body = new StringBuilder(values.entrySet().stream()
                .map(entry -> pair(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("&")));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(pair(fields[i], fields[i + 1]));
        }
        return body.toString();
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Signs in with a password that need not be changed. */
    public Shown signIn(String username, String password) {
        get("/login").expect(200);
        return submit("/login", "username", username, "password", password);
    }

    /** Signs in with a one-time password and chooses another. */
    public Shown signInFirst(String username, String oneTimePassword, String chosen) {
        signIn(username, oneTimePassword).leadsTo("/login/password");
        get("/login/password").expect(200);
        return submit("/login/password", "password", chosen, "repeated", chosen);
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public Browser withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : root + path))
                .header("Accept", "text/html,*/*;q=0.8");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Shown send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            page = response.body();
            String location = response.headers().firstValue("Location").orElse("");
            return new Shown(response.statusCode(), page, location, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String header) {
        String pair = header.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        String value = pair.substring(pair.indexOf('=') + 1);
        if (value.isEmpty() || header.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }
}
