package health.throughline.scenario;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A setback is met with more support: work for the team within three days, a stronger plan, and a place that stays. */
class RelapseAndReentryIT {

    private static final String OWN = "https://throughline.example/fhir/";
    private static final List<String> BLAME =
            List.of("fail", "non-complian", "refus", "violat", "discharg", "dirty", "abuse");
    private static final Programme PROGRAMME = Programme.shared();

    private final Person therapist = PROGRAMME.staff(Role.THERAPIST);
    private final Person client = PROGRAMME.client(therapist);

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ObjectNode setback(String type, String more) {
        return json("{'resourceType':'Parameters','parameter':[{'name':'type','valueCode':'%s'}%s]}", type, more);
    }

    private Reply reported(Person by, String type, String more) {
        return by.post(client.who() + "/$report-relapse", setback(type, more));
    }

    private static List<JsonNode> of(Reply bundle, String type) {
        return bundle.resources().stream()
                .filter(one -> one.path("resourceType").asText().equals(type))
                .toList();
    }

    private ResourceKey episode(String track, String level) {
        return PROGRAMME.stored(json(
                "{'resourceType':'EpisodeOfCare','status':'active','patient':{'reference':'%s'},'type':[{'coding':[{'system':"
                        + "'%sCodeSystem/program-track','code':'%s'}]}],'period':{'start':'2026-01-05'},'extension':[{'url':"
                        + "'%sStructureDefinition/level-of-care','valueCodeableConcept':{'coding':[{'system':"
                        + "'%sCodeSystem/level-of-care','code':'%s'}]}}]}",
                client.who(), OWN, track, OWN, OWN, level));
    }

    private String planInUse() {
        Answers sign = Answers.of()
                .words("sign-words", "I stop answering my sister")
                .code("sign-kind", "warning-sign", "isolation", "Pulling back");
        Answers coping = Answers.of()
                .code("coping-kind", "coping-strategy", "call-support", "Calling someone")
                .words("coping-words", "Ring Ada before eight");
        Answers plan = Answers.of()
                .group("signs-section", Answers.of().group("warning-sign", sign))
                .group("coping-section", Answers.of().group("coping", coping))
                .yes("plan-in-use");
        client.post("QuestionnaireResponse", plan.by(client, "relapse-prevention-plan", now()))
                .expect(201);
        return client.get("CarePlan?subject=" + client.who() + "&status=active")
                .expect(200)
                .matches()
                .get(0);
    }

    @Test
    void a_client_tells_of_a_lapse_and_the_team_has_work_for_the_next_hours() {
        String plan = planInUse();
        ResourceKey episode = episode("sud", "iop");
        Reply told = reported(
                        client,
                        "lapse",
                        ",{'name':'trigger','valueCode':'conflict'},{'name':'planUsed','valueBoolean':false},"
                                + "{'name':'note','valueString':'One glass after a quarrel.'}")
                .expect(200);
        JsonNode event = of(told, "Observation").get(0);
        assertThat(event.at("/valueCodeableConcept/coding/0/code").asText()).isEqualTo("lapse");
        assertThat(event.at("/performer/0/reference").asText())
                .isEqualTo(client.who().toString());
        assertThat(event.path("component")).hasSize(2);
        List<JsonNode> tasks = of(told, "Task");
        assertThat(tasks)
                .extracting(task -> task.at("/code/coding/0/code").asText())
                .containsExactly("safety-assessment", "reassess", "plan-review", "level-of-care-review");
        for (JsonNode task : tasks.subList(0, 3)) {
            assertThat(Duration.between(
                            Instant.now(),
                            Instant.parse(task.at("/restriction/period/end").asText())))
                    .isLessThanOrEqualTo(Duration.ofHours(72));
        }
        String words = told.text().toLowerCase(Locale.ROOT);
        assertThat(BLAME).noneMatch(words::contains);
        JsonNode draft = of(told, "CarePlan").get(0);
        assertThat(draft.at("/replaces/0/reference").asText()).isEqualTo("CarePlan/" + plan);
        assertThat(draft.at("/supportingInfo/1/reference").asText())
                .isEqualTo("Observation/" + event.path("id").asText());
        assertThat(therapist
                        .get(episode.toString())
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        assertThat(therapist
                        .get("Task?patient=" + client.who()
                                + "&status=requested&code=safety-assessment,reassess,plan-review,level-of-care-review")
                        .expect(200)
                        .matches())
                .hasSize(4);
    }

    @Test
    void the_same_setback_told_twice_is_recorded_once() {
        List<JsonNode> first = reported(client, "relapse", "").expect(200).resources();
        List<JsonNode> again = reported(therapist, "relapse", "").expect(200).resources();
        assertThat(again).extracting(one -> one.path("id")).isEqualTo(ids(first));
        assertThat(reported(therapist, "crisis", "")
                        .expect(200)
                        .resources()
                        .get(0)
                        .path("id"))
                .isNotEqualTo(first.get(0).path("id"));
        assertThat(reported(therapist, "relapse", ",{'name':'date','valueDateTime':'2026-01-31T23:00:00-08:00'}")
                        .expect(200)
                        .resources()
                        .get(0)
                        .path("id"))
                .isNotEqualTo(first.get(0).path("id"));
    }

    private static List<JsonNode> ids(List<JsonNode> resources) {
        return resources.stream().map(one -> one.path("id")).toList();
    }

    @Test
    void after_the_review_the_plan_is_stronger_and_the_client_comes_back() {
        String plan = planInUse();
        ResourceKey alumni = episode("alumni", "alumni");
        Reply told = reported(client, "relapse", "").expect(200);
        assertThat(therapist
                        .get(alumni.toString())
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .as("an alumnus stays one")
                .isEqualTo("active");
        Answers review = Answers.of()
                .code("event-type", "relapse-type", "relapse", "Relapse")
                .day("event-date", Instant.now().toString().substring(0, 10))
                .yes("safe-now")
                .code("before-trigger", "trigger", "loneliness", "Loneliness");
        therapist
                .post("QuestionnaireResponse", review.by(client, "relapse-review", now()))
                .expect(201);
        JsonNode draft = of(told, "CarePlan").get(0);
        String source = draft.at("/supportingInfo/0/reference").asText();
        ObjectNode answers = client.get(source).expect(200).json();
        answers.findParents("linkId").stream()
                .filter(item -> item.path("linkId").asText().equals("coping-words"))
                .forEach(item -> ((ObjectNode) item.path("answer").path(0))
                        .put("valueString", "Ring Ada, then walk to the meeting"));
        client.put(source, answers.put("status", "amended")).expect(200);
        client.post("CarePlan/" + draft.path("id").asText() + "/$finalize", json("{'resourceType':'Parameters'}"))
                .expect(200);
        assertThat(client.get("CarePlan/" + plan)
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("revoked");
        ObjectNode back = therapist.get(alumni.toString()).expect(200).json();
        back.put("status", "finished");
        therapist.put(alumni.toString(), back).expect(200);
        episode("sud", "iop");
        assertThat(client.get("EpisodeOfCare?patient=" + client.who() + "&status=active")
                        .expect(200)
                        .matches())
                .hasSize(1);
    }

    @Test
    void who_does_not_see_the_client_learns_nothing_and_family_has_a_way_of_its_own() {
        reported(PROGRAMME.staff(Role.THERAPIST), "lapse", "").expect(404);
        Person sister = PROGRAMME.relative(client, "reports-concerns");
        assertThat(reported(sister, "lapse", "").expect(403).diagnostics()).contains("$report-concern");
        assertThat(therapist
                        .get("Observation?patient=" + client.who())
                        .expect(200)
                        .matches())
                .isEmpty();
    }

    @Test
    void a_kind_or_a_day_that_is_none_is_refused_with_those_that_are() {
        assertThat(reported(client, "slip", "").expect(400).diagnostics()).contains("lapse", "overdose");
        reported(client, "lapse", ",{'name':'date','valueDateTime':'2199-01-01'}")
                .expect(400);
        reported(client, "lapse", ",{'name':'date','valueDateTime':'2026'}").expect(400);
        reported(client, "lapse", ",{'name':'trigger','valueCode':'moon'}").expect(400);
    }
}
