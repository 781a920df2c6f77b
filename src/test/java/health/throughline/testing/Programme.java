package health.throughline.testing;

import static health.throughline.testing.Json.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.account.AccountDraft;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.launch.LaunchContext;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.token.Grant;
import health.throughline.auth.token.Grants;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Role;
import health.throughline.store.auth.TokenTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A secured server with people of every role who ask over HTTP, each with a token of their own. */
public final class Programme {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final List<String> SCOPES = List.of("user/*.cruds", "patient/*.cruds");

    public final OwnServer server;
    private final String app;

    private Programme(OwnServer server) {
        this.server = server;
        this.app = server.part(ClientRegistrations.class)
                .create(ClientDraft.of("Scenario", ClientKind.PUBLIC, List.of("https://app.example/back"), SCOPES))
                .client()
                .id();
    }

    private static final class Running {

        private static final Programme ONE = start();
    }

    /** The one that all tests of a JVM share. */
    public static Programme shared() {
        return Running.ONE;
    }

    /** One with a database of its own. */
    public static Programme start(String... settings) {
        String[] all = new String[settings.length + 2];
        System.arraycopy(settings, 0, all, 0, settings.length);
        all[settings.length] = "--throughline.limit.per-client=0";
        all[settings.length + 1] = "--throughline.limit.per-address=0";
        return new Programme(OwnServer.secured(all));
    }

    /** Somebody of the staff, with a Practitioner. */
    public Person staff(Role role) {
        return person(role, stored(json("{'resourceType':'Practitioner','name':[{'family':'%s'}]}", role.code())));
    }

    /** A client whom {@code team} treats by a care team. */
    public Person client(Person... team) {
        ResourceKey patient = stored(json(
                "{'resourceType':'Patient','birthDate':'1990-03-04','gender':'female','name':[{'given':['Kim'],"
                        + "'family':'Client%s'}]}",
                String.valueOf(NUMBER.incrementAndGet())));
        if (team.length > 0) {
            ObjectNode care = json(
                    "{'resourceType':'CareTeam','status':'active','subject':{'reference':'%s'}}", patient.toString());
            for (Person member : team) {
                care.withArray("participant")
                        .addObject()
                        .putObject("member")
                        .put("reference", member.who().toString());
            }
            stored(care);
        }
        return person(Role.CLIENT, patient);
    }

    /** Somebody close to {@code client}; without a consent they see nothing. */
    public Person relative(Person client, String involvement) {
        return person(
                Role.RELATIVE,
                stored(json(
                        "{'resourceType':'RelatedPerson','active':true,'patient':{'reference':'%s'},'name':[{'family':"
                                + "'Relative'}],'relationship':[{'text':'close'}],'extension':[{'url':"
                                + "'https://throughline.example/fhir/StructureDefinition/involvement-role',"
                                + "'valueCodeableConcept':{'coding':[{'system':"
                                + "'https://throughline.example/fhir/CodeSystem/family-involvement','code':'%s'}]}}]}",
                        client.who().toString(), involvement)));
    }

    /** An account with a token of all scopes. */
    public Person person(Role role, ResourceKey who) {
        Accounts.Issued account = server.part(Accounts.class)
                .createUnlinked(new AccountDraft(
                        "person" + NUMBER.incrementAndGet(), "Person " + role.code(), Set.of(role), who, null));
        LaunchContext context = who.type().equals("Patient") ? LaunchContext.of(who.id(), "") : LaunchContext.NONE;
        return new Person(server.base(), who, token(app, account.entry().subject(), SCOPES, context));
    }

    /** A system that asks for itself, with a token of these scopes. */
    public Person system(String... scopes) {
        String client = server.part(ClientRegistrations.class)
                .create(ClientDraft.of("System", ClientKind.SYMMETRIC, List.of(), List.of(scopes)))
                .client()
                .id();
        return new Person(
                server.base(),
                new ResourceKey("Device", "none"),
                token(client, "", List.of(scopes), LaunchContext.NONE));
    }

    private String token(String client, String subject, List<String> scopes, LaunchContext context) {
        Grants grants = server.part(Grants.class);
        Grant grant = Grants.newGrant(
                client, subject, "", SmartScopes.of(scopes), new Grant.Detail("", "", "", Instant.now(), context));
        Grants.Issued token = Grants.made(grant.id(), TokenTable.Kind.ACCESS, scopes, Duration.ofHours(2));
        grants.atomically(() -> {
            grants.store(grant);
            grants.add(token.row());
            return token;
        });
        return token.value();
    }

    /** Stores {@code resource} as the server itself does. */
    public ResourceKey stored(ObjectNode resource) {
        String type = resource.path("resourceType").asText();
        String id = resource.path("id").asText("");
        Change change = id.isEmpty()
                ? new Change.Create(new Change.Target(type, null, null), resource)
                : new Change.Update(new Change.Target(type, id, null), resource, null);
        return server.part(HealthRecord.class)
                .write(change, Access.everything("test"))
                .current()
                .key();
    }

    /** Somebody who asks. */
    public record Person(String base, ResourceKey who, String token) {

        /** @param path below the base, without a slash at its start */
        public Call call(String method, String path) {
            return with(Call.call(method, base + "/" + path));
        }

        public Reply get(String path) {
            return call("GET", path).send();
        }

        public Reply post(String path, JsonNode body) {
            return with(Call.post(base + "/" + path, body)).send();
        }

        public Reply put(String path, JsonNode body) {
            return with(Call.put(base + "/" + path, body)).send();
        }

        private Call with(Call call) {
            return call.header("Authorization", "Bearer " + token);
        }
    }
}
