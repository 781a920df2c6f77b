package health.throughline.scenario;

import static health.throughline.testing.AskedParameters.asked;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import health.throughline.testing.AskedParameters;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client's way from admission over changes of the level of care to the discharge, and back after a relapse. */
class EnrollmentToDischargeIT {

    private static final String OWN = "https://throughline.example/fhir/";

    private final Programme programme = Programme.shared();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private Person admissions;
    private Person therapist;
    private Person client;
    private ResourceKey organization;

    @BeforeEach
    void people() {
        admissions = programme.staff(Role.ADMISSIONS);
        therapist = programme.staff(Role.THERAPIST);
        client = programme.client(therapist);
        organization = programme.stored(json("{'resourceType':'Organization','active':true,'name':'Programme'}"));
    }

    private AskedParameters enrolment(String track, String reason) {
        return asked().reference("patient", client.who())
                .reference("organization", organization)
                .with("track", "valueCode", track)
                .with("entryReason", "valueCode", reason);
    }

    private Reply enroll(Person by, AskedParameters asked) {
        return by.post("EpisodeOfCare/$enroll", asked.json());
    }

    private static String code(JsonNode resource, String extension) {
        for (JsonNode one : resource.path("extension")) {
            if (one.path("url").asText().equals(OWN + "StructureDefinition/" + extension)) {
                return one.at("/valueCodeableConcept/coding/0/code").asText();
            }
        }
        return "";
    }

    private String path(Reply episode) {
        return "EpisodeOfCare/" + episode.json().path("id").asText();
    }

    @Test
    void admissions_enrol_a_client_with_the_first_tasks_and_the_flag_of_the_early_weeks() {
        Person manager = programme.staff(Role.CASE_MANAGER);
        Reply enrolled = enroll(
                        admissions,
                        enrolment("sud", "post-detox")
                                .with("entryReason", "valueCode", "needs-support-with-responsibilities")
                                .reference("careManager", manager.who()))
                .expect(201);

        JsonNode episode = enrolled.json();
        assertThat(episode.path("status").asText()).isEqualTo("active");
        assertThat(episode.at("/type/0/coding/0/code").asText()).isEqualTo("sud");
        assertThat(episode.at("/managingOrganization/reference").asText()).isEqualTo(organization.toString());
        assertThat(episode.at("/careManager/reference").asText())
                .isEqualTo(manager.who().toString());
        assertThat(episode.at("/team")).hasSize(1);
        assertThat(code(episode, "level-of-care")).isEqualTo("iop");
        assertThat(episode.toString()).contains("post-detox", "needs-support-with-responsibilities");
        assertThat(episode.at("/statusHistory/0/status").asText()).isEqualTo("active");
        assertThat(enrolled.header("Location")).endsWith(path(enrolled));

        JsonNode flag =
                therapist.get("Flag?patient=" + client.who().id()).resources().get(0);
        assertThat(flag.at("/code/coding/0/code").asText()).isEqualTo("early-recovery-window");
        assertThat(flag.at("/period/end").asText()).isEqualTo(today.plusDays(90).toString());
        assertThat(therapist.get("Task?patient=" + client.who().id()).resources())
                .extracting(task -> task.at("/code/coding/0/code").asText())
                .containsExactly("intake");
        manager.get(client.who().toString()).expect(200);
    }

    @Test
    void an_open_enrolment_is_answered_and_not_doubled_whoever_asks_at_the_same_time() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> {
                Reply reply = enroll(admissions, enrolment("mh", "direct-admission"));
                return reply.status() + " " + reply.json().path("id").asText();
            });
        }
        Set<String> answers = new TreeSet<>();
        for (Future<String> answer : pool.invokeAll(calls)) {
            answers.add(answer.get());
        }
        pool.shutdown();

        assertThat(answers).hasSize(2);
        assertThat(answers).extracting(answer -> answer.substring(0, 3)).containsExactlyInAnyOrder("200", "201");
        assertThat(therapist.get("EpisodeOfCare?patient=" + client.who().id()).matches())
                .hasSize(1);
        assertThat(therapist.get("Flag?patient=" + client.who().id()).matches()).hasSize(1);
    }

    @Test
    void who_may_not_enrol_is_refused_and_who_does_not_see_the_client_finds_nobody() {
        AskedParameters asked = enrolment("sud", "other");

        enroll(client, asked).expect(403);
        enroll(programme.relative(client, "informed"), asked).expect(403);
        enroll(programme.staff(Role.PEER), asked).expect(403);
        enroll(programme.staff(Role.THERAPIST), asked).expect(404);
        enroll(admissions, enrolment("skiing", "other")).expect(400);
        enroll(admissions, enrolment("sud", "bored")).expect(400);
        assertThat(therapist.get("EpisodeOfCare?patient=" + client.who().id()).matches())
                .isEmpty();
    }

    @Test
    void a_changed_level_of_care_leaves_the_one_before_in_the_history() {
        LocalDate start = today.minusDays(30);
        String episode = path(enroll(
                admissions,
                enrolment("sud", "step-down-residential")
                        .with("levelOfCare", "valueCode", "php")
                        .with("start", "valueDate", start.toString())));
        AskedParameters down = asked().with("levelOfCare", "valueCode", "iop")
                .with("reason", "valueString", "Sleeps well & goes to work again")
                .with("date", "valueDate", today.minusDays(10).toString());

        JsonNode changed = therapist
                .post(episode + "/$step-change", down.json())
                .expect(200)
                .json();
        Reply again = therapist.post(episode + "/$step-change", down.json()).expect(200);

        assertThat(code(changed, "level-of-care")).isEqualTo("iop");
        assertThat(code(changed, "previous-level-of-care")).isEqualTo("php");
        JsonNode history = changed.path("statusHistory");
        assertThat(history).hasSize(2);
        assertThat(code(history.get(0), "level-of-care")).isEqualTo("php");
        assertThat(history.at("/0/period/start").asText()).isEqualTo(start.toString());
        assertThat(history.at("/0/period/end").asText())
                .isEqualTo(today.minusDays(10).toString());
        assertThat(code(history.get(1), "level-of-care")).isEqualTo("iop");
        assertThat(history.get(1).toString()).contains("Sleeps well & goes to work again");
        assertThat(again.version()).isEqualTo("2");
        client.post(episode + "/$step-change", down.json()).expect(403);
        programme
                .staff(Role.THERAPIST)
                .post(episode + "/$step-change", down.json())
                .expect(404);
        therapist
                .post(
                        episode + "/$step-change",
                        asked().with("levelOfCare", "valueCode", "alumni").json())
                .expect(422);
    }

    @Test
    void a_discharge_ends_the_enrolment_and_gives_back_the_document_once() {
        String episode = path(enroll(
                admissions,
                enrolment("sud", "post-detox")
                        .with("start", "valueDate", today.minusDays(84).toString())));
        programme.stored(json(
                "{'resourceType':'MedicationRequest','status':'active','intent':'order','subject':{'reference':'%s'},"
                        + "'medicationCodeableConcept':{'text':'naltrexone 50 mg'}}",
                client.who().toString()));
        AskedParameters completed = asked().with("reason", "valueCode", "completed");

        JsonNode answer = therapist
                .post(episode + "/$discharge", completed.json())
                .expect(200)
                .json();
        JsonNode again = therapist
                .post(episode + "/$discharge", completed.json())
                .expect(200)
                .json();

        JsonNode document = answer.at("/parameter/0/resource");
        assertThat(document.path("type").asText()).isEqualTo("document");
        JsonNode composition = document.at("/entry/0/resource");
        assertThat(composition.at("/type/coding/0/code").asText()).isEqualTo("78263-1");
        assertThat(composition.path("section"))
                .extracting(section -> section.path("title").asText())
                .containsExactly("Course", "Relapse-prevention plan", "Aftercare", "Medicines", "Contacts");
        assertThat(composition.at("/section/3").toString()).contains("naltrexone 50 mg");
        resolves(document);
        assertThat(again.at("/parameter/0/resource")).isEqualTo(document);
        assertThat(answer.toString()).contains("The relapse-prevention plan is not final");

        JsonNode ended = therapist.get(episode).json();
        assertThat(ended.path("status").asText()).isEqualTo("finished");
        assertThat(code(ended, "discharge-reason")).isEqualTo("completed");
        assertThat(ended.at("/period/end").asText()).isEqualTo(today.toString());
        String patient = client.who().id();
        assertThat(client.get("CarePlan?patient=" + patient + "&category=aftercare")
                        .matches())
                .hasSize(1);
        assertThat(therapist
                        .get("DocumentReference?patient=" + patient + "&type=http://loinc.org%7C78263-1")
                        .matches())
                .hasSize(1);
        assertThat(therapist.get("Task?patient=" + patient + "&code=follow-up").matches())
                .hasSize(1);
    }

    /** Every reference of the Composition leads to an entry. */
    private static void resolves(JsonNode document) {
        Set<String> urls = new TreeSet<>();
        document.path("entry").forEach(entry -> urls.add(entry.path("fullUrl").asText()));
        JsonNode composition = document.at("/entry/0/resource");
        assertThat(urls).contains(composition.at("/subject/reference").asText());
        assertThat(urls).contains(composition.at("/author/0/reference").asText());
        assertThat(urls).contains(composition.at("/custodian/reference").asText());
        for (JsonNode section : composition.path("section")) {
            section.path("entry")
                    .forEach(entry ->
                            assertThat(urls).contains(entry.path("reference").asText()));
        }
    }

    @Test
    void a_final_plan_and_a_booked_session_leave_nothing_to_warn_of() {
        String episode = path(enroll(admissions, enrolment("mh", "other")));
        programme.stored(json(
                "{'resourceType':'CarePlan','status':'active','intent':'plan','subject':{'reference':'%s'},'category':"
                        + "[{'coding':[{'system':'%sCodeSystem/plan-type','code':'relapse-prevention'}]}]}",
                client.who().toString(), OWN));
        programme.stored(json(
                "{'resourceType':'Appointment','status':'booked','start':'%sT10:00:00Z','end':'%sT11:00:00Z',"
                        + "'participant':[{'actor':{'reference':'%s'},'status':'accepted'}]}",
                today.plusDays(3).toString(),
                today.plusDays(3).toString(),
                client.who().toString()));

        JsonNode answer = therapist
                .post(
                        episode + "/$discharge",
                        asked().with("reason", "valueCode", "completed").json())
                .expect(200)
                .json();

        assertThat(answer.path("parameter")).hasSize(1);
    }

    @Test
    void nobody_is_discharged_before_they_came_or_by_those_who_do_not_treat_them() {
        String episode = path(enroll(admissions, enrolment("mh", "other")));
        AskedParameters early = asked().with("reason", "valueCode", "completed")
                .with("date", "valueDate", today.minusDays(1).toString());

        therapist.post(episode + "/$discharge", early.json()).expect(400);
        AskedParameters now = asked().with("reason", "valueCode", "completed");
        admissions.post(episode + "/$discharge", now.json()).expect(403);
        client.post(episode + "/$discharge", now.json()).expect(403);
        programme
                .staff(Role.PRESCRIBER)
                .post(episode + "/$discharge", now.json())
                .expect(404);
        therapist
                .post(
                        episode + "/$discharge",
                        asked().with("reason", "valueCode", "bad").json())
                .expect(400);
        assertThat(therapist.get(episode).json().path("status").asText()).isEqualTo("active");
    }

    @Test
    void who_comes_back_after_a_relapse_gets_an_enrolment_that_knows_the_one_before() {
        String first = path(enroll(
                admissions,
                enrolment("sud", "post-detox")
                        .with("start", "valueDate", today.minusDays(60).toString())));
        therapist
                .post(
                        first + "/$discharge",
                        asked().with("reason", "valueCode", "left-against-advice")
                                .with("date", "valueDate", today.minusDays(20).toString())
                                .json())
                .expect(200);

        JsonNode back = enroll(therapist, enrolment("sud", "relapse-reentry"))
                .expect(201)
                .json();

        assertThat(back.path("id").asText()).isNotEqualTo(first);
        assertThat(back.toString()).contains("previous-episode", "\"reference\":\"" + first + "\"");
        assertThat(code(back, "entry-reason")).isEqualTo("relapse-reentry");
        assertThat(code(back, "previous-level-of-care")).isEqualTo("iop");
        assertThat(therapist.get("EpisodeOfCare?patient=" + client.who().id()).matches())
                .hasSize(2);
        assertThat(therapist.get(first).json().path("status").asText()).isEqualTo("finished");
    }
}
