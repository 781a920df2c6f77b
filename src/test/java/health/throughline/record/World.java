package health.throughline.record;

import health.throughline.api.ErrorTranslator;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interactions;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.Access;
import health.throughline.search.plan.Restriction;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.ScratchPostgres;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.ConfigurableApplicationContext;

/** A record of its own that answers requests on behalf of whoever a test says is asking. */
public final class World implements AutoCloseable {

    public static final String BASE = "http://localhost:8080/fhir";

    private static final Pattern STAMP = Pattern.compile("\"lastUpdated\":\"[^\"]*\"|\"lastModified\":\"[^\"]*\""
            + "|(?<=\"resourceType\":\"Bundle\",)\"id\":\"[-0-9a-f]{36}\"");
    private static final Pattern NEXT = Pattern.compile("\"relation\":\"next\",\"url\":\"[^\"]*_page=([A-Za-z0-9_-]+)");
    private static final Pattern PAGE = Pattern.compile("_page=([A-Za-z0-9_-]+)");

    /** One request as a client writes it. */
    public record Ask(String method, String url, Map<String, String> headers, String body) {

        public static Ask get(String url) {
            return new Ask("GET", url, Map.of(), "");
        }

        public static Ask put(String key, String body) {
            return new Ask("PUT", key, Map.of("content-type", "application/fhir+json"), body);
        }

        public static Ask post(String type, String body) {
            return new Ask("POST", type, Map.of("content-type", "application/fhir+json"), body);
        }

        public Ask with(String header, String value) {
            Map<String, String> more = new java.util.HashMap<>(headers);
            more.put(header, value);
            return new Ask(method, url, Map.copyOf(more), body);
        }

        @Override
        public String toString() {
            return method + " " + url + (headers.isEmpty() ? "" : " " + headers)
                    + (body.isEmpty() ? "" : " " + body.substring(0, Math.min(400, body.length())));
        }
    }

    /** What came back. */
    public record Answer(int status, String etag, String location, String body) {

        /** Without what differs between two records by nature: when, and where a page ended. */
        public Answer comparable() {
            String text = STAMP.matcher(body).replaceAll("\"stamp\":0");
            return new Answer(status, etag, location, PAGE.matcher(text).replaceAll("_page=x"));
        }

        public String nextPage() {
            Matcher page = NEXT.matcher(body);
            return page.find() ? page.group(1) : "";
        }
    }

    final String database;
    private final ConfigurableApplicationContext context;
    private final Interactions interactions;

    public World(Map<String, Object> settings) {
        this(ScratchPostgres.database(), settings);
    }

    /** A record on a database that may have been used before. */
    public World(String database, Map<String, Object> settings) {
        this.database = database;
        this.context = ScratchPostgres.record(database, settings);
        this.interactions = bean(Interactions.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Sees the compartments of {@code patients} and the types {@code open}, but nothing labelled {@code label}. */
    Access restricted(Set<String> patients, Set<String> open, String label) {
        Vocabulary vocabulary = bean(Vocabulary.class);
        long[] keys = patients.stream().mapToLong(vocabulary.keys()::of).toArray();
        int withheld = vocabulary.terms().intern(label);
        return new Access("restricted", Restriction.to(keys, open).withholding(new int[] {withheld}));
    }

    public Answer answer(Ask ask, Access access) {
        FhirResponse response;
        try {
            FhirRequest request = request(ask, access);
            response = interactions.answer(request, Route.of(ask.method(), request.path()));
        } catch (RuntimeException e) {
            response = ErrorTranslator.translate(e);
        }
        byte[] body = response.body();
        return new Answer(
                response.status(),
                response.headers().getOrDefault("ETag", ""),
                response.headers().getOrDefault("Location", ""),
                body == null ? "" : new String(body, StandardCharsets.UTF_8));
    }

    private static FhirRequest request(Ask ask, Access access) {
        int question = ask.url().indexOf('?');
        String path = question < 0 ? ask.url() : ask.url().substring(0, question);
        return new FhirRequest(
                ask.method(),
                path.isEmpty() ? List.of() : List.of(path.split("/")),
                question < 0 ? List.of() : Conditions.parse(ask.url().substring(question)),
                name -> ask.headers().get(name.toLowerCase(java.util.Locale.ROOT)),
                ask.body().getBytes(StandardCharsets.UTF_8),
                BASE,
                access);
    }

    /** Writes as someone who may do everything; one after the other in time. */
    public void load(String key, String body) {
        Answer answer = answer(Ask.put(key, body), Access.everything("loader"));
        if (answer.status() >= 300) {
            throw new IllegalStateException(key + ": " + answer);
        }
        pause();
    }

    public void delete(String key) {
        answer(new Ask("DELETE", key, Map.of(), ""), Access.everything("loader"));
        pause();
    }

    public String stored(String key) {
        return answer(Ask.get(key), Access.everything("reader")).body();
    }

    /** Lets the clock go on, so that no two versions share a millisecond. */
    private static void pause() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }

    public static Set<String> keysIn(String bundle) {
        Set<String> keys = new java.util.TreeSet<>();
        if (bundle.startsWith("{\"resourceType\":\"Bundle\"")) {
            FhirJson.parseStored(bundle.getBytes(StandardCharsets.UTF_8))
                    .path("entry")
                    .forEach(entry -> {
                        String type =
                                entry.path("resource").path("resourceType").asText("");
                        String id = entry.path("resource").path("id").asText("");
                        String url = entry.path("fullUrl").asText("");
                        int inside = url.indexOf('#');
                        if (!id.isEmpty() && inside < 0) {
                            keys.add(type + "/" + id);
                        }
                        if (url.startsWith(BASE)) {
                            keys.add(url.substring(BASE.length() + 1, inside < 0 ? url.length() : inside));
                        }
                    });
        }
        return keys;
    }

    @Override
    public void close() {
        context.close();
    }
}
