package health.throughline.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.account.AccountDraft;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Role;
import health.throughline.store.auth.Hashes;
import health.throughline.testing.Json;
import health.throughline.testing.OwnServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A secured server with clients, accounts and two patients. */
public final class SmartWorld {

    public static final String REDIRECT = "https://app.example/callback";
    public static final String VERIFIER = "verifier-verifier-verifier-verifier-verifier-1";
    public static final SmartWorld WORLD = new SmartWorld();

    public static final List<String> APP_SCOPES = List.of(
            "openid",
            "fhirUser",
            "launch",
            "launch/patient",
            "launch/encounter",
            "offline_access",
            "online_access",
            "patient/*.cruds",
            "user/*.rs");

    public final OwnServer server;
    public final String fhir;
    public final String issuer;
    public final String ann;
    public final String bob;

    private SmartWorld() {
        server = OwnServer.secured(
                "--throughline.outgoing.plain-loopback=true",
                "--throughline.outgoing.allow=127.0.0.1",
                "--throughline.limit.pages=100000",
                "--throughline.limit.tokens=100000",
                "--throughline.limit.per-client=0",
                "--throughline.limit.per-address=0",
                "--throughline.limit.sign-ins=100000");
        fhir = server.base();
        issuer = fhir.replace("/fhir", "");
        ann = patient("Ann", "Anders");
        bob = patient("Bob", "Berg");
        account("lead", Role.CLINICAL_LEAD, new ResourceKey("Practitioner", "lead"));
        account("ann", Role.CLIENT, new ResourceKey("Patient", ann));
        account("peer", Role.PEER, new ResourceKey("Practitioner", "peer"));
        account("root", Role.ADMINISTRATOR, null);
    }

    private String patient(String given, String family) {
        var patient = Json.json(
                "{'resourceType':'Patient','birthDate':'1990-01-02','name':[{'given':['%s'],'family':'%s'}]}",
                given, family);
        return created(patient);
    }

    /** A visit of a patient; its id. */
    public String encounter(String patient) {
        return created(Json.json(
                "{'resourceType':'Encounter','status':'finished','class':{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'AMB'},"
                        + "'subject':{'reference':'Patient/%s'},'period':{'start':'2026-11-01T10:00:00Z'}}",
                patient));
    }

    private String created(ObjectNode resource) {
        String type = resource.path("resourceType").asText();
        Change create = new Change.Create(new Change.Target(type, null, null), resource);
        return Objects.requireNonNull(server.part(HealthRecord.class)
                        .write(create, Access.everything("test"))
                        .version())
                .key()
                .id();
    }

    /** A new account; its subject. */
    public String account(String name, Role role, @Nullable ResourceKey user) {
        return accounts()
                .createUnlinked(new AccountDraft(name, "User " + name, Set.of(role), user, null))
                .entry()
                .subject();
    }

    public Accounts accounts() {
        return server.part(Accounts.class);
    }

    public String subject(String name) {
        return accounts().named(name).orElseThrow().subject();
    }

    public ClientRegistrations clients() {
        return server.part(ClientRegistrations.class);
    }

    /** A public app with all scopes of {@link #APP_SCOPES}. */
    public String publicApp() {
        return publicApp(APP_SCOPES);
    }

    public String publicApp(List<String> scopes) {
        return clients()
                .create(ClientDraft.of("App", ClientKind.PUBLIC, List.of(REDIRECT), scopes)
                        .withLaunch("https://app.example/launch", List.of("https://app.example")))
                .client()
                .id();
    }

    public ClientRegistrations.Registered secretApp(List<String> scopes) {
        return clients().create(ClientDraft.of("Confidential", ClientKind.SYMMETRIC, List.of(REDIRECT), scopes));
    }

    public Browser browser() {
        return new Browser(issuer);
    }

    /** The parameters of a right request for authorization. */
    public Map<String, String> request(String client, String scope) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client);
        parameters.put("redirect_uri", REDIRECT);
        parameters.put("scope", scope);
        parameters.put("state", "st&te é");
        parameters.put("aud", fhir);
        parameters.put("code_challenge", challenge(VERIFIER));
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    public static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.of(verifier));
    }

    public HttpResponse<String> authorize(Browser browser, Map<String, String> parameters) {
        return browser.get("/oauth2/authorize?" + Browser.form(parameters));
    }

    /** Goes through all pages: chooses {@code patient} where asked, allows everything. The parameters the app gets back. */
    public Map<String, String> approve(Browser browser, Map<String, String> parameters, String patient) {
        HttpResponse<String> answer = authorize(browser, parameters);
        if (Browser.location(answer).startsWith("/oauth2/patient")) {
            String handle = Browser.handle(browser.get(Browser.location(answer)));
            answer = browser.post("/oauth2/patient", Map.of("request", handle, "patient", patient));
        }
        if (Browser.location(answer).startsWith("/oauth2/consent")) {
            HttpResponse<String> page = browser.get(Browser.location(answer));
            assertThat(page.statusCode()).isEqualTo(200);
            answer = browser.post(
                    "/oauth2/consent",
                    Map.of(
                            "request",
                            Browser.handle(page),
                            "decision",
                            "allow",
                            "scope",
                            String.join("\u0000", parameters.get("scope").split(" "))));
        }
        assertThat(Browser.location(answer)).as(answer.body()).startsWith(parameters.get("redirect_uri"));
        return Browser.query(Browser.location(answer));
    }

    public Map<String, String> exchange(String client, String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", REDIRECT);
        form.put("client_id", client);
        form.put("code_verifier", VERIFIER);
        return form;
    }

    public HttpResponse<String> token(Map<String, String> form) {
        return browser().post("/oauth2/token", form);
    }

    public static Map<String, String> plus(Map<String, String> form, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(form);
        more.put(name, value);
        return more;
    }

    public static Map<String, String> without(Map<String, String> form, String name) {
        Map<String, String> less = new LinkedHashMap<>(form);
        less.remove(name);
        return less;
    }

    /** The token response of a whole launch by a public app. */
    public JsonNode launched(String subject, String client, String scope, String patient) {
        String code =
                approve(browser().as(subject), request(client, scope), patient).get("code");
        assertThat(code).isNotNull();
        HttpResponse<String> answer = token(exchange(client, code));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    public static JsonNode json(HttpResponse<String> response) {
        return FhirJson.parse(response.body().getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> fhir(String path, String token) {
        return browser()
                .send(HttpRequest.newBuilder(URI.create(fhir + path))
                        .header("Authorization", "Bearer " + token)
                        .GET());
    }

    public HttpResponse<String> form(String path, Map<String, String> form, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.form(form)));
        return browser().send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    public static String basic(ClientRegistrations.Registered client) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (client.client().id() + ":" + client.secret()).getBytes(StandardCharsets.UTF_8));
    }

    public static String error(HttpResponse<String> response) {
        return json(response).path("error").asText();
    }
}
