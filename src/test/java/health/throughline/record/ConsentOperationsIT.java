package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission.Level;
import health.throughline.record.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients file and take back consents, are told who sees what, and both hold from the next request on. */
class ConsentOperationsIT {

    private static final String CATEGORY = "https://throughline.example/fhir/CodeSystem/consent-category";
    private static final Caller CLIENT =
            Callers.user(Role.CLIENT, "Patient/p", "p", List.of(Callers.all(Level.PATIENT, Callers.EVERYTHING)));
    private static final Caller OTHER =
            Callers.user(Role.CLIENT, "Patient/q", "q", List.of(Callers.all(Level.PATIENT, Callers.EVERYTHING)));
    private static final Caller RELATIVE =
            Callers.user(Role.RELATIVE, "RelatedPerson/r", "p", List.of(Callers.all(Level.PATIENT, Callers.READING)));
    private static final Caller HOSPITAL =
            Callers.system("hospital", List.of(Callers.all(Level.SYSTEM, Callers.READING)));
    private static final Caller STRANGER = Callers.user(
            Role.THERAPIST, "Practitioner/stranger", null, List.of(Callers.all(Level.USER, Callers.EVERYTHING)));

    private static World world;

    @BeforeAll
    static void start() {
        world = new World(Map.of("throughline.validation.warm-up", "false"));
        put("Organization/programme", "'name':'Programme'");
        put("Organization/hospital", "'name':'Hospital'");
        put("Practitioner/stranger", "'name':[{'family':'Stranger'}]");
        for (String id : List.of("p", "q")) {
            put("Patient/" + id, "'name':[{'family':'Family'}]");
            put(
                    "Goal/g" + id,
                    "'lifecycleStatus':'active','description':{'text':'walk'},'subject':{'reference':'Patient/" + id
                            + "'}");
            put("Communication/m" + id, "'status':'completed','subject':{'reference':'Patient/" + id + "'}");
        }
        put("RelatedPerson/r", "'active':true,'patient':{'reference':'Patient/p'},'name':[{'text':'Aunt Rosa'}]");
    }

    private static void put(String key, String content) {
        int slash = key.indexOf('/');
        world.load(
                key,
                ("{'resourceType':'" + key.substring(0, slash) + "','id':'" + key.substring(slash + 1) + "'," + content
                                + "}")
                        .replace('\'', '"'));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Answer as(Caller caller, Ask ask) {
        Access access = world.bean(AccessPolicy.class).of(caller);
        return world.answer(ask, access);
    }

    private static Answer get(Caller caller, String url) {
        return as(caller, Ask.get(url));
    }

    private static String consent(String patient, String actor, String part) {
        return ("{'resourceType':'Consent','status':'active','scope':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'}]},"
                        + "'category':[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],'patient':"
                        + "{'reference':'Patient/" + patient + "'},'dateTime':'2026-11-01','performer':[{'reference':"
                        + "'Patient/" + patient
                        + "'}],'organization':[{'reference':'Organization/programme'}],'policy':"
                        + "[{'uri':'https://www.ecfr.gov/current/title-42/part-2'}],'provision':{'type':'permit',"
                        + "'period':{'end':'2099-01-01'},'actor':[{'role':{'coding':[{'code':'IRCP'}]},'reference':"
                        + "{'reference':'" + actor
                        + "'}}],'purpose':[{'code':'FAMRQT'},{'code':'TREAT'}],'code':[{'coding':"
                        + "[{'system':'" + CATEGORY + "','code':'" + part + "'}]}]}}")
                .replace('\'', '"');
    }

    private static Answer file(Caller caller, String consent) {
        return as(
                caller,
                Ask.post(
                        "Consent/$fileConsent",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"consent\",\"resource\":" + consent
                                + "},{\"name\":\"document\",\"resource\":{\"resourceType\":\"DocumentReference\",\"status\":"
                                + "\"current\",\"subject\":{\"reference\":\"Patient/p\"},\"content\":[{\"attachment\":"
                                + "{\"title\":\"signed\"}}]}}]}"));
    }

    private static ObjectNode json(Answer answer) {
        return FhirJson.parseStored(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_relative_sees_what_a_consent_opens_until_it_is_taken_back() {
        assertThat(get(RELATIVE, "Goal/gp").status()).isEqualTo(404);
        Answer filed = file(CLIENT, consent("p", "RelatedPerson/r", "goals"));
        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        String id = json(filed).path("id").asText();
        assertThat(json(filed).path("sourceReference").path("reference").asText())
                .startsWith("DocumentReference/");
        assertThat(get(RELATIVE, "Goal/gp").status()).isEqualTo(200);
        assertThat(get(RELATIVE, "Communication/mp").status()).isEqualTo(404);
        assertThat(get(RELATIVE, "Goal/gq").status()).isEqualTo(404);

        assertThat(check("RelatedPerson/r", "category=goals"))
                .contains("\"valueBoolean\":true")
                .contains("Consent/" + id);
        assertThat(check("RelatedPerson/r", "resource=Goal/gp")).contains("\"valueBoolean\":true");
        assertThat(check("RelatedPerson/r", "category=messages")).contains("\"valueBoolean\":false");
        assertThat(get(CLIENT, "Consent/$explain?patient=Patient/p").body())
                .contains("Aunt Rosa sees your goals, because you agreed to it, until 2099-01-01.")
                .contains("Consent/" + id);
        assertThat(World.keysIn(
                        get(CLIENT, "Patient/p/$preview?as=RelatedPerson/r").body()))
                .contains("Goal/gp", "RelatedPerson/r")
                .doesNotContain("Communication/mp", "Patient/p");

        Answer revoked = as(CLIENT, Ask.post("Consent/" + id + "/$revokeConsent", ""));
        assertThat(revoked.body()).contains("\"name\":\"revocation\"").contains("\"status\":\"inactive\"");
        assertThat(get(RELATIVE, "Goal/gp").status()).isEqualTo(404);
        assertThat(get(CLIENT, "Consent/$explain?patient=Patient/p").body()).contains("Aunt Rosa sees nothing");
        Answer again = as(CLIENT, Ask.post("Consent/" + id + "/$revokeConsent", ""));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).doesNotContain("revocation");
    }

    private static String check(String actor, String what) {
        return get(CLIENT, "Consent/$check?patient=Patient/p&actor=" + actor + "&" + what)
                .body();
    }

    @Test
    void what_leaves_by_consent_carries_the_notice_and_names_the_consent() {
        String id = json(file(CLIENT, consent("p", "Organization/hospital", "messages")))
                .path("id")
                .asText();
        String found = get(HOSPITAL, "Communication").body();
        assertThat(World.keysIn(found)).contains("Communication/mp").doesNotContain("Communication/mq");
        assertThat(found)
                .contains("\"code\":\"RedisclosureProhibitionMark\"")
                .contains("\"code\":\"NORDSCLCD\"")
                .contains("42 CFR part 2 prohibits unauthorized use or disclosure of these records.")
                .contains("Consent/" + id);
        assertThat(get(CLIENT, "Communication").body()).doesNotContain("RedisclosureProhibitionMark");
    }

    @Test
    void a_consent_that_lacks_something_is_not_filed_and_each_thing_is_named() {
        String lacking = consent("p", "RelatedPerson/r", "goals")
                .replaceAll("\"purpose\":\\[[^]]*],", "")
                .replaceAll("\"period\":\\{[^}]*},", "")
                .replaceAll("\"organization\":\\[[^]]*],", "");
        Answer refused = file(CLIENT, lacking);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Consent.provision.purpose")
                .contains("Consent.provision.period.end")
                .contains("Consent.organization")
                .doesNotContain("Consent.provision.actor");
    }

    @Test
    void nobody_files_or_revokes_for_others() {
        assertThat(file(OTHER, consent("p", "RelatedPerson/r", "goals")).status())
                .isEqualTo(404);
        assertThat(file(STRANGER, consent("p", "RelatedPerson/r", "goals")).status())
                .isEqualTo(404);
        assertThat(file(RELATIVE, consent("p", "RelatedPerson/r", "goals")).status())
                .isEqualTo(403);
        String signedByAnother = consent("p", "RelatedPerson/r", "goals")
                .replace(
                        "\"performer\":[{\"reference\":\"Patient/p\"}]",
                        "\"performer\":[{\"reference\":\"Patient/q\"}]");
        assertThat(file(CLIENT, signedByAnother).status()).isEqualTo(422);
        assertThat(as(CLIENT, Ask.post("Consent", consent("p", "RelatedPerson/r", "goals")))
                        .status())
                .as("clients file consents by the operation alone")
                .isEqualTo(403);
        String id = json(file(CLIENT, consent("p", "RelatedPerson/r", "milestones")))
                .path("id")
                .asText();
        assertThat(as(OTHER, Ask.post("Consent/" + id + "/$revokeConsent", "")).status())
                .isEqualTo(404);
    }

    @Test
    void an_emergency_opens_one_record_and_leaves_a_task() {
        assertThat(get(STRANGER, "Goal/gq").status()).isEqualTo(404);
        assertThat(open("Patient/q", "short").status()).isEqualTo(400);
        Answer opened = open("Patient/q", "found unconscious at home");
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        assertThat(get(STRANGER, "Goal/gq").status()).isEqualTo(200);
        assertThat(get(STRANGER, "Goal/gp").status()).isEqualTo(404);
        assertThat(as(STRANGER, new Ask("DELETE", "Goal/gq", Map.of(), "")).status())
                .as("reading only")
                .isIn(403, 404, 204);
        assertThat(world.stored("Goal/gq")).contains("walk");
        String task = json(opened)
                .path("parameter")
                .path(1)
                .path("valueReference")
                .path("reference")
                .asText();
        assertThat(world.stored(task)).contains("emergency-access-review").contains("\"priority\":\"stat\"");
        assertThat(as(CLIENT, Ask.post("$break-glass", emergency("Patient/q", "found unconscious at home")))
                        .status())
                .isEqualTo(403);
    }

    private static Answer open(String patient, String reason) {
        return as(STRANGER, Ask.post("$break-glass", emergency(patient, reason)));
    }

    private static String emergency(String patient, String reason) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"patient\",\"valueReference\":{\"reference\":\""
                + patient + "\"}},{\"name\":\"reason\",\"valueString\":\"" + reason
                + "\"},{\"name\":\"emergency\",\"valueString\":\"overdose, airway at risk\"},{\"name\":\"affiliation\","
                + "\"valueString\":\"County hospital, emergency room\"}]}";
    }

    @Test
    void psychotherapy_notes_are_refused_and_labels_are_not_lowered() {
        String note = "{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"subject\":{\"reference\":"
                + "\"Patient/p\"},\"type\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\","
                + "\"code\":\"PSYTHPN\"}]},\"content\":[{\"attachment\":{\"title\":\"n\"}}]}";
        Answer refused = as(CLIENT, Ask.post("DocumentReference", note));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("DocumentReference.type");
        String observation = "{\"resourceType\":\"Observation\",\"status\":\"final\",\"subject\":{\"reference\":"
                + "\"Patient/p\"},\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"75624-7\"}]}}";
        ObjectNode stored = json(as(CLIENT, Ask.post("Observation", observation)));
        assertThat(stored.toString()).contains("42CFRPart2").contains("SUD");
        String id = stored.path("id").asText();
        String innocent = "{\"resourceType\":\"Observation\",\"id\":\"" + id + "\",\"status\":\"final\",\"subject\":"
                + "{\"reference\":\"Patient/p\"},\"code\":{\"text\":\"something\"}}";
        assertThat(as(CLIENT, Ask.put("Observation/" + id, innocent)).body())
                .as("the label of what was there stays")
                .contains("42CFRPart2");
    }
}
