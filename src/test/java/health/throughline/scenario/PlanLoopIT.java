package health.throughline.scenario;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A client writes a plan, checks in by it, learns what helps, and writes it anew: the loop of the programme. */
class PlanLoopIT {

    private static final String TYPE = "https://throughline.example/fhir/CodeSystem/plan-type%7C";
    private static final Programme PROGRAMME = Programme.shared();

    private final Person therapist = PROGRAMME.staff(Role.THERAPIST);
    private final Person client = PROGRAMME.client(therapist);

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Answers sign() {
        return Answers.of()
                .words("sign-words", "I stop answering my sister")
                .code("sign-kind", "warning-sign", "isolation", "Pulling back")
                .code("sign-response", "coping-strategy", "call-support", "Calling someone");
    }

    private static Answers coping(String words, String code, String display) {
        return Answers.of()
                .code("coping-kind", "coping-strategy", code, display)
                .words("coping-words", words)
                .code("coping-trigger", "trigger", "loneliness", "Loneliness");
    }

    private static Answers plan() {
        return Answers.of()
                .group("signs-section", Answers.of().group("warning-sign", sign()))
                .group(
                        "coping-section",
                        Answers.of()
                                .group("coping", coping("Ring Ada before eight", "call-support", "Calling someone"))
                                .group("coping", coping("Breathe out slowly", "breathing", "Slow breathing")))
                .group("crisis-section", Answers.of().words("crisis-step-1", "Go down to the bakery"));
    }

    private JsonNode planInUse() {
        List<JsonNode> found = client.get(
                        "CarePlan?subject=" + client.who() + "&category=" + TYPE + "relapse-prevention&status=active")
                .expect(200)
                .resources();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private JsonNode written() {
        client.post("QuestionnaireResponse", plan().yes("plan-in-use").by(client, "relapse-prevention-plan", now()))
                .expect(201);
        return planInUse();
    }

    private static String source(JsonNode plan) {
        return plan.at("/supportingInfo/0/reference").asText();
    }

    private static JsonNode parameter(Reply reply, String name) {
        return StreamSupport.stream(reply.json().path("parameter").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + reply.text()));
    }

    @Test
    void a_plan_is_revised_compared_and_taken_into_use_and_the_one_before_it_is_kept() {
        JsonNode first = written();
        String key = "CarePlan/" + first.path("id").asText();
        ObjectNode draft = client.post(
                        key + "/$revise",
                        json(
                                "{'resourceType':'Parameters','parameter':[{'name':'reason','valueString':'The bakery has closed'}]}"))
                .expect(200)
                .json();
        assertThat(draft.path("status").asText()).isEqualTo("draft");
        assertThat(draft.at("/replaces/0/reference").asText()).isEqualTo(key);
        assertThat(draft.at("/note/0/text").asText()).isEqualTo("The bakery has closed");
        String draftKey = "CarePlan/" + draft.path("id").asText();
        assertThat(client.post(key + "/$revise", json("{'resourceType':'Parameters'}"))
                        .expect(200)
                        .json()
                        .path("id"))
                .as("a plan has one open draft")
                .isEqualTo(draft.path("id"));
        assertThat(client.get(draftKey + "/$diff").expect(200).json().path("parameter"))
                .isEmpty();
        amend(source(draft));
        Reply differs = client.get(draftKey + "/$diff").expect(200);
        assertThat(differs.json().path("parameter")).hasSize(1);
        assertThat(parameter(differs, "entry").toString()).contains("crisis-step", "changed", "Go to the library");
        Reply finished = therapist
                .post(draftKey + "/$finalize", json("{'resourceType':'Parameters'}"))
                .expect(200);
        assertThat(parameter(finished, "return").at("/resource/status").asText())
                .isEqualTo("active");
        assertThat(finished.text()).contains("\"missing\",\"valueCode\":\"goal\"");
        assertThat(planInUse().path("id")).isEqualTo(draft.path("id"));
        JsonNode before = client.get(key).expect(200).json();
        assertThat(before.path("status").asText()).isEqualTo("revoked");
        assertThat(before.at("/period/end").asText()).isNotEmpty();
        assertThat(before.path("text").toString()).contains("Go down to the bakery");
        assertThat(client.get("Observation?subject=" + client.who() + "&value-concept=plan-finalised")
                        .expect(200)
                        .matches())
                .hasSize(1);
        ObjectNode old = client.get(source(before)).expect(200).json();
        client.put(source(before), old.put("authored", now()).put("status", "amended"))
                .expect(409);
        assertThat(planInUse().path("id")).isEqualTo(draft.path("id"));
    }

    private void amend(String response) {
        ObjectNode answered = client.get(response).expect(200).json();
        answered.findParents("linkId").stream()
                .filter(item -> item.path("linkId").asText().equals("crisis-step-1"))
                .forEach(item -> ((ObjectNode) item.path("answer").path(0)).put("valueString", "Go to the library"));
        answered.put("status", "amended");
        client.put(response, answered).expect(200);
    }

    @Test
    void the_words_of_a_plan_are_changed_where_the_client_said_them() {
        ObjectNode plan = (ObjectNode) written();
        String key = "CarePlan/" + plan.path("id").asText();
        ((ObjectNode) plan.at("/activity/0/detail")).put("description", "Something else");
        Reply refused = therapist.put(key, plan).expect(409);
        assertThat(refused.diagnostics()).contains(source(plan), "$revise");
        therapist
                .call("PATCH", key)
                .content("application/json-patch+json", "[{\"op\":\"remove\",\"path\":\"/activity/1\"}]")
                .send()
                .expect(409);
        assertThat(planInUse().at("/meta/versionId").asText()).isEqualTo("1");
        therapist
                .call("PATCH", key)
                .content(
                        "application/json-patch+json",
                        "[{\"op\":\"replace\",\"path\":\"/activity/0/detail/status\",\"value\":\"completed\"}]")
                .send()
                .expect(200);
    }

    @Test
    void a_draft_without_an_early_sign_is_not_taken_into_use() {
        Answers empty =
                Answers.of().group("crisis-section", Answers.of().words("crisis-step-1", "Go down to the bakery"));
        client.post("QuestionnaireResponse", empty.by(client, "relapse-prevention-plan", now()))
                .expect(201);
        String draft = client.get("CarePlan?subject=" + client.who() + "&status=draft")
                .expect(200)
                .matches()
                .get(0);
        Reply refused = client.post("CarePlan/" + draft + "/$finalize", json("{'resourceType':'Parameters'}"))
                .expect(422);
        assertThat(refused.text()).contains("'warning-sign'", "'coping'");
    }

    private ObjectNode nextCheckin() {
        Reply populated = client.get(
                        "Questionnaire/$populate?canonical=https://throughline.example/fhir/Questionnaire/daily-checkin&subject="
                                + client.who())
                .expect(200);
        return (ObjectNode) parameter(populated, "response").path("resource");
    }

    private Reply checkedIn(Person by, String when, Answers answers) {
        return by.call("POST", "QuestionnaireResponse")
                .prefer("return=OperationOutcome")
                .content(
                        "application/fhir+json",
                        answers.by(client, "daily-checkin", when).toString())
                .send()
                .expect(201);
    }

    private static Answers noticed() {
        return Answers.of()
                .words("sign-words", "I stop answering my sister")
                .code("sign-kind", "warning-sign", "isolation", "Pulling back")
                .yes("personal-warning-sign");
    }

    @Test
    void a_sign_of_the_plan_is_in_the_next_check_in_and_is_answered_with_what_helps() {
        written();
        assertThat(nextCheckin().toString()).contains("I stop answering my sister");
        Reply answered = checkedIn(
                client, now(), Answers.of().group("own-signs", noticed()).no("help-now"));
        assertThat(answered.text())
                .contains("Your plan says what helps: Ring Ada before eight.")
                .doesNotContain("Breathe out slowly", "988");
        Reply quiet = checkedIn(client, now(), Answers.of().no("help-now"));
        assertThat(quiet.json().path("issue")).hasSize(1);
    }

    @Test
    void who_needs_help_now_gets_the_steps_and_the_lines_at_once() {
        written();
        Reply answered = checkedIn(client, now(), Answers.of().yes("help-now"));
        assertThat(answered.text()).contains("Go down to the bakery", "Call or text 988");
        Person sister = PROGRAMME.relative(client, "reports-concerns");
        Reply other = checkedIn(
                sister, now(), Answers.of().group("own-signs", noticed()).yes("help-now"));
        assertThat(other.text())
                .as("a writer who may not read the plan is told the lines only")
                .contains("Call or text 988")
                .doesNotContain("bakery", "Ada");
    }

    @Test
    void what_helped_is_rated_and_ranked_for_the_triggers_of_the_plan() {
        written();
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(8, ChronoUnit.DAYS);
        for (int day = 0; day < 6; day++) {
            boolean calls = day % 2 == 0;
            Answers answers = Answers.of()
                    .number("craving", calls ? 7 : 3)
                    .code(
                            "coping-used",
                            "coping-strategy",
                            calls ? "call-support" : "journaling",
                            calls ? "Calling someone" : "Journaling")
                    .number("coping-helped", calls ? 4 : 1);
            checkedIn(client, start.plus(day, ChronoUnit.DAYS).toString(), answers);
        }
        JsonNode ranked = therapist
                .get(client.who() + "/$coping-effectiveness")
                .expect(200)
                .json()
                .path("parameter");
        assertThat(ranked).hasSize(3);
        assertThat(ranked.get(0).toString())
                .contains("call-support", "loneliness", "\"uses\",\"valueInteger\":3", "\"valueDecimal\":3.14");
        assertThat(ranked.get(1).toString()).contains("journaling").doesNotContain("trigger");
        assertThat(ranked.get(2).toString()).contains("breathing", "\"uses\",\"valueInteger\":0");
        PROGRAMME.client().get(client.who() + "/$coping-effectiveness").expect(404);
    }

    @Test
    void plans_of_others_are_not_there() {
        JsonNode plan = written();
        Person stranger = PROGRAMME.client();
        String key = "CarePlan/" + plan.path("id").asText();
        for (String operation : List.of("$finalize", "$revise")) {
            stranger.post(key + "/" + operation, json("{'resourceType':'Parameters'}"))
                    .expect(404);
        }
        stranger.get(key + "/$diff?with=" + key).expect(404);
        PROGRAMME
                .staff(Role.ADMISSIONS)
                .call("POST", key + "/$finalize")
                .content("", "")
                .send()
                .expect(404);
    }
}
