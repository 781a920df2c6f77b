package health.throughline.record.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.record.Callers;
import health.throughline.record.World;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Permission.Level;
import health.throughline.record.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Two clients, those who treat, love and want something of them, and what is recorded of each. */
final class Ward {

    static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    static final String OWN = "https://throughline.example/fhir/CodeSystem/";
    static final Ward WARD = new Ward();

    static final Caller ANN = client("a", "a");
    static final Caller BOB = client("b", "b");
    static final Caller THERAPIST = staff(Role.THERAPIST, "Practitioner/ta");
    static final Caller OTHER = staff(Role.THERAPIST, "Practitioner/tb");
    static final Caller AUTHOR = staff(Role.THERAPIST, "Practitioner/author");
    static final Caller LEAD = staff(Role.CLINICAL_LEAD, "Practitioner/lead");
    static final Caller ADMINISTRATOR = staff(Role.ADMINISTRATOR, "Practitioner/admin");
    static final Caller ADMISSIONS = staff(Role.ADMISSIONS, "Practitioner/door");
    static final Caller PEER = staff(Role.PEER, "Practitioner/peer");
    static final Caller RELATIVE = Callers.user(
            Role.RELATIVE, "RelatedPerson/ra", "a", List.of(Callers.all(Level.PATIENT, Callers.EVERYTHING)));
    static final Caller HOSPITAL = Callers.system("hospital", List.of(Callers.all(Level.SYSTEM, Callers.EVERYTHING)));

    private static final AtomicInteger NEXT = new AtomicInteger();

    final World world =
            new World(Map.of("throughline.validation.warm-up", "false", "throughline.delivery.work", "false"));

    private Ward() {
        load("Organization/programme", "'name':'Programme'");
        load("Organization/hospital", "'name':'Hospital'");
        for (String id : List.of("ta", "tb", "author", "lead", "admin", "door", "peer", "stranger")) {
            load("Practitioner/" + id, "'name':[{'family':'Staff-" + id + "'}]");
        }
        client("a", "Anders", "1990-01-02", List.of("ta", "author", "peer"));
        client("b", "Berg", "1970-03-04", List.of("tb"));
        load(
                "RelatedPerson/ra",
                "'active':true,'patient':{'reference':'Patient/a'},'name':[{'text':'Rosa'}],'extension':[{'url':"
                        + "'https://throughline.example/fhir/StructureDefinition/involvement-role',"
                        + "'valueCodeableConcept':{'coding':[{'code':'reports-concerns'}]}}]");
        load(
                "DocumentReference/note",
                "'status':'current','author':[{'reference':'Practitioner/author'}],'category':[{'coding':[{'system':'"
                        + OWN + "document-category','code':'sud-counseling-note'}]}],'description':'zebra',"
                        + subject("a") + ",'content':[{'attachment':{'title':'zebra'}}]");
        load(
                "Observation/focus",
                observation("8867-4") + subject("a") + ",'focus':[{'reference':'Observation/ob'},"
                        + "{'reference':'Patient/b'}],'hasMember':[{'reference':'Observation/ob'}]");
        load(
                "List/both",
                "'status':'current','mode':'working'," + subject("a")
                        + ",'entry':[{'item':{'reference':'Observation/oa'}},{'item':{'reference':'Observation/ob'}}]");
        load(
                "List/lb",
                "'status':'current','mode':'working'," + subject("b")
                        + ",'entry':[{'item':{'reference':'Observation/oa'}}]");
        load(
                "Group/g",
                "'type':'person','actual':true,'member':[{'entity':{'reference':'Patient/a'}},{'entity':"
                        + "{'reference':'Patient/b'}}]");
    }

    private void client(String id, String family, String birth, List<String> team) {
        load(
                "Patient/" + id,
                "'identifier':[{'system':'urn:mrn','value':'mrn-" + id + "'}],'name':[{'family':'" + family
                        + "'}],'birthDate':'" + birth + "','gender':'other'");
        String members = String.join(
                ",",
                team.stream()
                        .map(member -> "{'member':{'reference':'Practitioner/" + member + "'}}")
                        .toList());
        load("CareTeam/t" + id, "'status':'active'," + subject(id) + ",'participant':[" + members + "]");
        load("Encounter/e" + id, "'status':'finished','class':{'code':'VR'}," + subject(id));
        load(
                "Observation/o" + id,
                observation("8867-4") + subject(id) + ",'encounter':{'reference':'Encounter/e" + id
                        + "'},'valueQuantity':{'value':7" + id.length() + "}");
        load(
                "Condition/c" + id,
                "'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'F10.20'}]}," + subject(id));
        load("Goal/g" + id, "'lifecycleStatus':'active','description':{'text':'walk'}," + subject(id));
        load("Communication/m" + id, "'status':'completed'," + subject(id));
        load(
                "DocumentReference/d" + id,
                "'status':'current'," + subject(id) + ",'content':[{'attachment':{'title':'letter','url':'Binary/b" + id
                        + "'}}]");
        load(
                "Binary/b" + id,
                "'contentType':'text/plain','securityContext':{'reference':'DocumentReference/d" + id
                        + "'},'data':'c2VjcmV0'");
        load("Task/k" + id, "'status':'requested','intent':'order','for':{'reference':'Patient/" + id + "'}");
    }

    static String subject(String patient) {
        return "'subject':{'reference':'Patient/" + patient + "'}";
    }

    static String observation(String code) {
        return "'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'" + code + "'}]},";
    }

    static Caller client(String user, String context) {
        return Callers.user(
                Role.CLIENT, "Patient/" + user, context, List.of(Callers.all(Level.PATIENT, Callers.EVERYTHING)));
    }

    static Caller staff(Role role, String practitioner) {
        return Callers.user(role, practitioner, null, List.of(Callers.all(Level.USER, Callers.EVERYTHING)));
    }

    /** {@code caller}, by a token of other scopes. */
    static Caller scoped(Caller caller, Permission... permissions) {
        return new Caller(
                caller.authorization() + NEXT.incrementAndGet(),
                caller.client(),
                caller.user(),
                caller.roles(),
                caller.patient(),
                List.of(permissions));
    }

    static Permission scope(Level level, String type, String letters) {
        return new Permission(
                level,
                type,
                Set.copyOf(Set.of(Action.values()).stream()
                        .filter(action -> letters.indexOf(action.letter()) >= 0)
                        .toList()),
                Set.of());
    }

    static String resource(String key, String content) {
        int slash = key.indexOf('/');
        String id = slash < 0 ? "" : ",'id':'" + key.substring(slash + 1) + "'";
        String type = slash < 0 ? key : key.substring(0, slash);
        return json("{'resourceType':'" + type + "'" + id + (content.isEmpty() ? "" : "," + content) + "}");
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    void load(String key, String content) {
        world.load(key, resource(key, content));
    }

    /** Loads it under an id of its own; its key. */
    String fresh(String type, String content) {
        String key = type + "/x" + NEXT.incrementAndGet();
        load(key, content);
        return key;
    }

    static String unused() {
        return "unused" + NEXT.incrementAndGet();
    }

    Access access(Caller caller) {
        return world.bean(AccessPolicy.class).of(caller);
    }

    Answer as(Caller caller, Ask ask) {
        return world.answer(ask, access(caller));
    }

    Answer get(Caller caller, String url) {
        return as(caller, Ask.get(url));
    }

    int status(Caller caller, String url) {
        return get(caller, url).status();
    }

    Set<String> found(Caller caller, String url) {
        Answer answer = get(caller, url);
        assertThat(answer.status()).as(url + " " + answer.body()).isEqualTo(200);
        return World.keysIn(answer.body());
    }

    Answer put(Caller caller, String key, String content) {
        return as(caller, Ask.put(key, resource(key, content)));
    }

    Answer post(Caller caller, String type, String content) {
        return as(caller, Ask.post(type, resource(type, content)));
    }

    Answer patch(Caller caller, String key, String path, String value) {
        String operation = value.isEmpty()
                ? "[{'op':'remove','path':'" + path + "'}]"
                : "[{'op':'add','path':'" + path + "','value':" + value + "}]";
        return as(
                caller, new Ask("PATCH", key, Map.of("content-type", "application/json-patch+json"), json(operation)));
    }

    Answer delete(Caller caller, String url) {
        return as(caller, new Ask("DELETE", url, Map.of(), ""));
    }

    Answer bundle(Caller caller, String type, String... entries) {
        return as(
                caller,
                Ask.post(
                        "",
                        json("{'resourceType':'Bundle','type':'" + type + "','entry':[" + String.join(",", entries)
                                + "]}")));
    }

    static String entry(String method, String url, String resource) {
        return "{'request':{'method':'" + method + "','url':'" + url + "'}"
                + (resource.isEmpty() ? "" : ",'resource':" + resource) + "}";
    }

    static ObjectNode tree(Answer answer) {
        return FhirJson.parseStored(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    static String id(Answer created) {
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return tree(created).path("id").asText();
    }

    /** {@code caller} is told of {@code hidden} what they are told of an id that was never given. */
    void likeAbsent(Caller caller, Ask ask, String hidden) {
        String nobody = unused();
        Answer one = as(caller, ask);
        Answer other = as(
                caller,
                new Ask(
                        ask.method(),
                        replaced(ask.url(), hidden, nobody),
                        ask.headers(),
                        replaced(ask.body(), "\"" + hidden + "\"", "\"" + nobody + "\"")));
        assertThat(one.status()).as(ask + " " + one.body()).isLessThan(500);
        assertThat(told(one, hidden)).as(ask.toString()).isEqualTo(told(other, nobody));
    }

    private static String replaced(String text, String one, String other) {
        return text.replaceAll("(?<![A-Za-z0-9])" + java.util.regex.Pattern.quote(one) + "(?![A-Za-z0-9])", other);
    }

    private static Answer told(Answer answer, String id) {
        Answer plain = answer.comparable();
        return new Answer(
                plain.status(), plain.etag(), replaced(plain.location(), id, "ID"), replaced(plain.body(), id, "ID"));
    }

    /** Nothing of {@code words} stands in the answer. */
    static void silent(Answer answer, String... words) {
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        assertThat(answer.body()).doesNotContain(words);
    }
}
