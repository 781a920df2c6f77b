package health.throughline.record.integrity;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Call;
import health.throughline.testing.Json;
import health.throughline.testing.OwnServer;
import health.throughline.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** References within this server, when {@code throughline.validation.references} is enforce. */
class ReferentialIntegrityIT {

    private static final String BASE =
            OwnServer.start("--throughline.validation.references=enforce").base();

    private static ObjectNode goal(String patient) {
        return json(
                "{'resourceType':'Goal','lifecycleStatus':'active','description':{'text':'x'},"
                        + "'subject':{'reference':'%s'}}",
                patient);
    }

    private static String patient() {
        return "Patient/"
                + Call.post(BASE + "/Patient", json("{'resourceType':'Patient'}"))
                        .send()
                        .expect(201)
                        .id();
    }

    @Test
    void what_is_referred_to_must_be_there() {
        Reply reply = Call.post(BASE + "/Goal", goal("Patient/nobody")).send().expect(422);
        assertThat(reply.json().at("/issue/0/expression/0").asText()).isEqualTo("Goal.subject");
        assertThat(reply.diagnostics()).contains("Patient", "store it first").doesNotContain("nobody");
        Call.post(BASE + "/Goal", goal(patient())).send().expect(201);
        Call.post(BASE + "/Goal", goal(BASE + "/" + patient())).send().expect(201);
    }

    @Test
    void what_lies_elsewhere_or_inside_is_not_looked_for() {
        Call.post(BASE + "/Goal", goal("https://elsewhere.example/fhir/Patient/1"))
                .send()
                .expect(201);
        ObjectNode inside = goal("#p");
        inside.withArray("/contained").add(json("{'resourceType':'Patient','id':'p'}"));
        Call.post(BASE + "/Goal", inside).send().expect(201);
    }

    @Test
    void it_may_come_in_the_same_transaction() {
        ObjectNode bundle = json("""
                {'resourceType':'Bundle','type':'transaction','entry':[
                 {'request':{'method':'POST','url':'Goal'}},
                 {'fullUrl':'urn:uuid:5b1d3c1e-6f0e-4b53-9a5a-0b0c6a6f5d11','resource':{'resourceType':'Patient'},
                  'request':{'method':'POST','url':'Patient'}}]}""");
        ((ObjectNode) bundle.at("/entry/0")).set("resource", goal("urn:uuid:5b1d3c1e-6f0e-4b53-9a5a-0b0c6a6f5d11"));
        Call.post(BASE, bundle).send().expect(200);
    }

    @Test
    void one_broken_reference_fails_the_transaction_and_its_entry_is_named() {
        ObjectNode bundle = json("""
                {'resourceType':'Bundle','type':'transaction','entry':[
                 {'resource':{'resourceType':'Patient','id':'lone'},'request':{'method':'PUT','url':'Patient/lone'}},
                 {'request':{'method':'POST','url':'Goal'}}]}""");
        ((ObjectNode) bundle.at("/entry/1")).set("resource", goal("Patient/nobody"));
        Reply reply = Call.post(BASE, bundle).send().expect(422);
        assertThat(reply.json().at("/issue/0/expression/0").asText()).isEqualTo("Bundle.entry[1].resource.subject");
        Call.get(BASE + "/Patient/lone").send().expect(404);
    }

    @Test
    void what_others_refer_to_is_not_deleted() {
        String patient = patient();
        String goal =
                Call.post(BASE + "/Goal", goal(patient)).send().expect(201).id();
        Reply reply = Call.delete(BASE + "/" + patient).send().expect(409);
        assertThat(reply.diagnostics()).contains("Goal", "delete them first");
        Reply asked =
                Call.get(BASE + "/" + patient + "/$validate?mode=delete").send().expect(200);
        assertThat(asked.text()).contains("Goal");
        Call.delete(BASE + "/Goal/" + goal).send().expect(204);
        Call.delete(BASE + "/" + patient).send().expect(204);
    }

    @Test
    void both_may_be_deleted_in_one_transaction() {
        String patient = patient();
        String goal =
                Call.post(BASE + "/Goal", goal(patient)).send().expect(201).id();
        ObjectNode bundle = json("""
                {'resourceType':'Bundle','type':'transaction','entry':[
                 {'request':{'method':'DELETE','url':'%s'}},{'request':{'method':'DELETE','url':'Goal/%s'}}]}""", patient, goal);
        Call.post(BASE, bundle).send().expect(200);
        Call.get(BASE + "/" + patient).send().expect(410);
    }

    @Test
    void a_patch_that_breaks_a_reference_is_refused() {
        String goal =
                Call.post(BASE + "/Goal", goal(patient())).send().expect(201).id();
        String patch = "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient/nobody\"}]";
        Call.patch(BASE + "/Goal/" + goal, "application/json-patch+json", patch)
                .send()
                .expect(422);
    }

    @Test
    void of_a_reference_and_a_deletion_at_once_only_one_succeeds() {
        for (int round = 0; round < 20; round++) {
            String patient = patient();
            List<CompletableFuture<Reply>> both = new ArrayList<>();
            both.add(CompletableFuture.supplyAsync(
                    () -> Call.post(BASE + "/Goal", goal(patient)).send()));
            both.add(CompletableFuture.supplyAsync(
                    () -> Call.delete(BASE + "/" + patient).send()));
            boolean stored = both.get(0).join().status() == 201;
            boolean deleted = both.get(1).join().status() == 204;
            assertThat(stored).as(Json.unique("round " + round)).isNotEqualTo(deleted);
        }
    }
}
