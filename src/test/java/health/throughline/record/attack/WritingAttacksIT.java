package health.throughline.record.attack;

import static health.throughline.record.attack.Ward.ANN;
import static health.throughline.record.attack.Ward.HOSPITAL;
import static health.throughline.record.attack.Ward.LEAD;
import static health.throughline.record.attack.Ward.PEER;
import static health.throughline.record.attack.Ward.RELATIVE;
import static health.throughline.record.attack.Ward.THERAPIST;
import static health.throughline.record.attack.Ward.WARD;
import static health.throughline.record.attack.Ward.entry;
import static health.throughline.record.attack.Ward.observation;
import static health.throughline.record.attack.Ward.resource;
import static health.throughline.record.attack.Ward.scope;
import static health.throughline.record.attack.Ward.scoped;
import static health.throughline.record.attack.Ward.subject;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.Callers;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Permission.Level;
import health.throughline.record.access.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Groups B2, B8 and B9 of the catalogue: writes that reach for what is not the writer's. */
class WritingAttacksIT {

    private static final String OF_ANN = observation("8867-4") + subject("a");
    private static final String OF_BOB = observation("8867-4") + subject("b");

    private static void untouched(String key) {
        assertThat(Ward.tree(WARD.get(LEAD, key)).path("meta").path("versionId").asText())
                .as(key)
                .isEqualTo("1");
    }

    @Test
    void b02_nobody_takes_another_client_s_resource() {
        for (Caller caller : List.of(ANN, THERAPIST)) {
            assertThat(WARD.put(caller, "Observation/ob", OF_ANN).status()).isEqualTo(404);
            assertThat(WARD.put(caller, "Observation/ob", OF_BOB).status()).isIn(403, 404);
            for (String version : List.of("1", "2")) {
                WARD.likeAbsent(
                        caller,
                        Ask.put("Observation/ob", resource("Observation/ob", OF_ANN))
                                .with("if-match", "W/\"" + version + "\""),
                        "ob");
            }
            assertThat(WARD.patch(caller, "Observation/ob", "/subject", "{'reference':'Patient/a'}")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(WARD.put(ANN, "Patient/b", "'active':true").status()).isIn(403, 404);
        untouched("Observation/ob");
        untouched("Patient/b");
    }

    @Test
    void b02_nobody_gives_their_own_to_another_client() {
        String key = WARD.fresh("Observation", OF_ANN);
        for (Caller caller : List.of(ANN, THERAPIST)) {
            assertThat(WARD.put(caller, key, OF_BOB).status()).isEqualTo(403);
            assertThat(WARD.patch(caller, key, "/subject/reference", "'Patient/b'")
                            .status())
                    .isEqualTo(403);
            assertThat(WARD.patch(caller, key, "/performer", "[{'reference':'Patient/b'}]")
                            .status())
                    .isEqualTo(403);
            assertThat(WARD.patch(caller, key, "/subject", "").status()).isEqualTo(403);
            Answer fhirPath = WARD.as(
                    caller,
                    Ask.put(
                            key,
                            Ward.json(
                                    "{'resourceType':'Parameters','parameter':[{'name':'operation','part':["
                                            + "{'name':'type','valueCode':'replace'},{'name':'path','valueString':"
                                            + "'Observation.subject.reference'},{'name':'value','valueString':'Patient/b'}]}]}")));
            assertThat(fhirPath.status()).isBetween(400, 499);
            assertThat(WARD.post(caller, "Observation", OF_BOB).status()).isEqualTo(403);
        }
        untouched(key);
    }

    @Test
    void b02_a_resource_is_not_moved_between_two_clients_whom_the_writer_sees() {
        String key = WARD.fresh("Observation", OF_ANN);
        assertThat(WARD.put(LEAD, key, OF_BOB).status()).isEqualTo(422);
        assertThat(WARD.patch(LEAD, key, "/subject/reference", "'Patient/b'").status())
                .isEqualTo(422);
        assertThat(WARD.bundle(LEAD, "transaction", entry("PUT", key, resource(key, OF_BOB)))
                        .status())
                .isEqualTo(422);
        untouched(key);
        assertThat(WARD.put(LEAD, key, OF_ANN + ",'language':'en'").status()).isEqualTo(200);
    }

    @Test
    void b02_an_id_is_chosen_only_by_who_sees_everybody_and_may_create_and_update() {
        String id = Ward.unused();
        for (Caller caller : List.of(ANN, THERAPIST, PEER)) {
            assertThat(WARD.put(caller, "Observation/" + id, OF_ANN).status()).isEqualTo(404);
        }
        Caller creates = scoped(LEAD, scope(Level.USER, "Observation", "crs"));
        Caller updates = scoped(LEAD, scope(Level.USER, "Observation", "urs"));
        assertThat(WARD.put(creates, "Observation/" + id, OF_ANN).status()).isEqualTo(403);
        assertThat(WARD.put(updates, "Observation/" + id, OF_ANN).status()).isEqualTo(403);
        assertThat(WARD.put(LEAD, "Observation/" + id, OF_ANN).status()).isEqualTo(201);
    }

    @Test
    void b02_scopes_with_a_category_hold_for_writes() {
        Permission surveys = new Permission(Level.PATIENT, "Observation", Callers.EVERYTHING, Set.of("survey"));
        Caller app = scoped(ANN, surveys);
        String survey = ",'category':[{'coding':[{'code':'survey'}]}]";
        assertThat(WARD.post(app, "Observation", OF_ANN).status()).isEqualTo(403);
        String key = "Observation/" + Ward.id(WARD.post(app, "Observation", OF_ANN + survey));
        assertThat(WARD.put(app, key, OF_ANN).status()).isEqualTo(403);
        assertThat(WARD.patch(app, key, "/category", "").status()).isEqualTo(403);
        assertThat(WARD.patch(app, "Observation/oa", "/language", "'en'").status())
                .isEqualTo(404);
        assertThat(WARD.delete(app, key).status())
                .as("no role of a client deletes")
                .isEqualTo(403);
    }

    @Test
    void b02_a_patient_scope_keeps_a_clinician_and_a_client_to_the_patient_in_context() {
        Caller lead = new Caller(
                "lead of a",
                LEAD.client(),
                LEAD.user(),
                LEAD.roles(),
                ANN.patient(),
                List.of(Callers.all(Level.PATIENT, Callers.EVERYTHING)));
        assertThat(WARD.status(lead, "Observation/oa")).isEqualTo(200);
        assertThat(WARD.status(lead, "Observation/ob")).isEqualTo(404);
        assertThat(WARD.found(lead, "Patient")).containsExactly("Patient/a");
        assertThat(WARD.post(lead, "Observation", OF_BOB).status()).isEqualTo(403);
        Caller crossed = Ward.client("a", "b");
        assertThat(WARD.status(crossed, "Observation/ob")).isEqualTo(404);
        assertThat(WARD.status(crossed, "Observation/oa")).isEqualTo(404);
        assertThat(WARD.post(crossed, "Observation", OF_BOB).status()).isEqualTo(403);
        Caller none = Callers.user(
                Role.THERAPIST, "Practitioner/ta", null, List.of(Callers.all(Level.PATIENT, Callers.EVERYTHING)));
        assertThat(WARD.status(none, "Observation/oa")).isEqualTo(403);
    }

    @Test
    void b02_who_is_looked_after_does_not_write_what_access_follows_from() {
        String patient = "'patient':{'reference':'Patient/a'}";
        Map<String, String> opening = Map.of(
                "Consent",
                "'status':'active','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'policyRule':{'text':'x'},"
                        + patient + ",'provision':{'type':'permit'}",
                "CareTeam",
                "'status':'active'," + subject("a") + ",'participant':[{'member':{'reference':'Practitioner/tb'}}]",
                "RelatedPerson",
                patient,
                "EpisodeOfCare",
                "'status':'active'," + patient + ",'careManager':{'reference':'Practitioner/tb'}",
                "Person",
                "'link':[{'target':{'reference':'Patient/a'}}]",
                "Provenance",
                "'recorded':'2026-01-01T00:00:00Z','target':[{'reference':'Patient/a'}],'agent':[{'who':{'reference':"
                        + "'Patient/a'}}]",
                "PractitionerRole",
                "'practitioner':{'reference':'Practitioner/ta'}",
                "Organization",
                "'name':'Mine'");
        for (Caller caller : List.of(ANN, RELATIVE, HOSPITAL)) {
            opening.forEach((type, content) -> assertThat(
                            WARD.post(caller, type, content).status())
                    .as(type + " by " + caller.roles())
                    .isEqualTo(403));
            assertThat(WARD.post(caller, "AuditEvent", "'recorded':'2026-01-01T00:00:00Z'")
                            .status())
                    .isBetween(400, 422);
        }
        for (Caller caller : List.of(LEAD, THERAPIST)) {
            assertThat(WARD.post(caller, "Provenance", Objects.requireNonNull(opening.get("Provenance")))
                            .status())
                    .isIn(403, 405);
        }
        assertThat(WARD.put(RELATIVE, "RelatedPerson/ra", "'active':true,'patient':{'reference':'Patient/b'}")
                        .status())
                .isEqualTo(403);
        assertThat(WARD.patch(RELATIVE, "RelatedPerson/ra", "/active", "false").status())
                .isEqualTo(403);
        assertThat(WARD.delete(ANN, "CareTeam/ta").status()).isEqualTo(403);
    }

    @Test
    void b08_each_entry_of_a_batch_stands_for_itself() {
        Caller app = scoped(ANN, scope(Level.PATIENT, "Observation", "rs"), scope(Level.PATIENT, "Goal", "c"));
        Answer answer = WARD.bundle(
                app,
                "batch",
                entry("GET", "Observation/oa", ""),
                entry("GET", "Observation/ob", ""),
                entry("GET", "Condition/ca", ""),
                entry("GET", "Observation?patient=Patient/b", ""),
                entry("POST", "Observation", resource("Observation", OF_ANN)),
                entry("DELETE", "Observation/ob", ""),
                entry(
                        "POST",
                        "",
                        "{'resourceType':'Bundle','type':'batch','entry':[{'request':{'method':'GET',"
                                + "'url':'Observation/ob'}}]}"),
                entry("GET", "Patient/b/$everything", ""));
        assertThat(answer.status()).isEqualTo(200);
        List<String> statuses = Ward.tree(answer).findValuesAsText("status").stream()
                .filter(text -> text.matches("\\d{3}.*"))
                .map(text -> text.substring(0, 3))
                .toList();
        assertThat(statuses.get(0)).isEqualTo("200");
        assertThat(statuses.get(1)).isEqualTo("404");
        assertThat(statuses.get(2)).isEqualTo("403");
        assertThat(statuses.get(3)).isEqualTo("200");
        assertThat(statuses.get(4)).isEqualTo("403");
        assertThat(statuses.get(5)).isEqualTo("403");
        assertThat(statuses.get(6)).isEqualTo("400");
        assertThat(statuses.get(7)).isIn("403", "404");
        Ward.silent(answer, "\"reference\":\"Patient/b\"");
    }

    @Test
    void b08_a_transaction_with_one_entry_beyond_the_scope_changes_nothing() {
        Caller app = scoped(ANN, scope(Level.PATIENT, "Observation", "crus"));
        int before = WARD.found(ANN, "Observation?_count=400").size();
        for (String bad : List.of(
                entry(
                        "POST",
                        "Goal",
                        resource("Goal", "'lifecycleStatus':'active','description':{'text':'x'}," + subject("a"))),
                entry("PUT", "Observation/ob", resource("Observation/ob", OF_ANN)),
                entry("GET", "Condition/ca", ""),
                entry("POST", "Observation", resource("Observation", OF_BOB)))) {
            Answer answer =
                    WARD.bundle(app, "transaction", entry("POST", "Observation", resource("Observation", OF_ANN)), bad);
            assertThat(answer.status()).as(bad).isIn(403, 404);
        }
        assertThat(WARD.found(ANN, "Observation?_count=400")).hasSize(before);
        Answer nested = WARD.bundle(app, "transaction", entry("POST", "", "{'resourceType':'Bundle','type':'batch'}"));
        assertThat(nested.status()).isEqualTo(400);
        Answer parameters = WARD.bundle(
                app,
                "transaction",
                entry(
                        "POST",
                        "Parameters",
                        "{'resourceType':'Parameters','parameter':[{'name':'x','resource':"
                                + resource("Observation", OF_BOB) + "}]}"));
        assertThat(parameters.status()).isBetween(400, 499);
    }

    @Test
    void b08_conditional_references_resolve_within_sight_only() {
        for (String condition : List.of("Patient?identifier=urn:mrn|mrn-b", "Patient?family=Berg", "Patient?_id=b")) {
            Answer hidden = WARD.bundle(ANN, "transaction", entry("POST", "Observation", reference(condition)));
            Answer absent = WARD.bundle(
                    ANN, "transaction", entry("POST", "Observation", reference("Patient?_id=" + Ward.unused())));
            assertThat(hidden.status()).as(condition).isEqualTo(412).isEqualTo(absent.status());
            assertThat(hidden.body()).isEqualTo(absent.body());
        }
    }

    private static String reference(String condition) {
        return resource("Observation", observation("8867-4") + "'subject':{'reference':'" + condition + "'}");
    }

    @Test
    void b08_a_conditional_create_does_not_find_what_is_hidden_nor_give_it() {
        for (String condition : List.of("_id=ob", "patient=Patient/b", "patient.family=Berg")) {
            Answer answer = WARD.as(
                    ANN,
                    Ask.post("Observation", resource("Observation", OF_ANN))
                            .with("if-none-exist", condition)
                            .with("prefer", "return=representation"));
            assertThat(answer.status()).as(condition).isEqualTo(201);
            Ward.silent(answer, "Patient/b");
            WARD.world.delete("Observation/" + Ward.id(answer));
        }
        for (String inside : List.of("Patient?identifier=mrn-b", "Patient?_id=b")) {
            Answer answer = WARD.as(
                    ANN,
                    Ask.post("Patient", resource("Patient", "'active':true"))
                            .with("if-none-exist", inside.substring(8)));
            assertThat(answer.status()).isEqualTo(403);
        }
    }

    @Test
    void b08_a_conditional_create_tells_what_its_caller_may_see_and_no_more() {
        Caller searches = scoped(ANN, scope(Level.PATIENT, "Observation", "cs"));
        Answer found = WARD.as(
                searches,
                Ask.post("Observation", resource("Observation", OF_ANN))
                        .with("if-none-exist", "_id=oa")
                        .with("prefer", "return=representation"));
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.body()).as("no letter r").isEmpty();
        Caller creates = scoped(ANN, scope(Level.PATIENT, "Observation", "c"));
        assertThat(WARD.as(
                                creates,
                                Ask.post("Observation", resource("Observation", OF_ANN))
                                        .with("if-none-exist", "_id=oa"))
                        .status())
                .as("a condition takes the letter s")
                .isEqualTo(403);
        Answer written = WARD.as(
                creates,
                Ask.post("Observation", resource("Observation", OF_ANN)).with("prefer", "return=representation"));
        assertThat(written.status()).isEqualTo(201);
        assertThat(written.body()).isEmpty();
    }

    @Test
    void b09_conditional_writes_match_nothing_that_is_hidden() {
        Map<String, String> patch = Map.of("content-type", "application/json-patch+json");
        String add = "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"en\"}]";
        for (String condition : List.of("_id=ob", "patient=Patient/b", "patient.family=Berg", "_list=lb")) {
            String where = "Observation?" + condition;
            Answer update = WARD.as(THERAPIST, Ask.put(where, resource("Observation", OF_ANN)));
            assertThat(update.status()).as(condition).isIn(201, 400);
            assertThat(WARD.as(THERAPIST, new Ask("PATCH", where, patch, add)).status())
                    .isIn(404, 400);
            assertThat(WARD.delete(THERAPIST, where).status()).isIn(204, 400);
            assertThat(WARD.delete(THERAPIST, where + "&_multiple=true").status())
                    .isIn(204, 400);
            Ward.silent(update, "Patient/b");
        }
        untouched("Observation/ob");
        Answer proposed = WARD.as(THERAPIST, Ask.put("Observation?_id=ob", resource("Observation/ob", OF_ANN)));
        assertThat(proposed.status()).isEqualTo(404);
        WARD.likeAbsent(THERAPIST, Ask.put("Observation?_id=ob", resource("Observation/ob", OF_ANN)), "ob");
        untouched("Observation/ob");
    }

    @Test
    void b09_the_letter_d_deletes_and_does_nothing_else() {
        String key = WARD.fresh("Observation", OF_ANN);
        Caller deletes = scoped(THERAPIST, scope(Level.USER, "Observation", "rsd"));
        assertThat(WARD.put(deletes, key, OF_ANN + ",'language':'en'").status()).isEqualTo(403);
        assertThat(WARD.delete(deletes, "Observation/ob").status()).isEqualTo(204);
        untouched("Observation/ob");
        assertThat(WARD.delete(deletes, key).status()).isEqualTo(204);
        assertThat(WARD.status(LEAD, key)).isEqualTo(410);
        Caller updates = scoped(THERAPIST, scope(Level.USER, "Observation", "rsu"));
        assertThat(WARD.delete(updates, "Observation/oa").status()).isEqualTo(403);
    }

    @Test
    void b02_nobody_writes_a_consent_that_lacks_what_the_law_asks_for() {
        String content = "'status':'active','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],"
                + "'policy':[{'uri':'urn:p'}],'patient':{'reference':'Patient/a'},'provision':{'type':'permit'}";
        for (Caller caller : List.of(LEAD, THERAPIST, Ward.ADMISSIONS)) {
            Answer answer = WARD.post(caller, "Consent", content);
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("Consent.provision.actor");
        }
        assertThat(WARD.status(HOSPITAL, "Observation/oa")).isIn(403, 404);
    }
}
