package health.throughline.program.warning.picture;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.WarningRule.Timing;
import health.throughline.program.warning.engine.Assessed;
import health.throughline.program.warning.engine.RuleEngine;
import health.throughline.program.warning.fact.Concern;
import health.throughline.program.warning.fact.Reading;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a client and a team store by the API stands in the picture. */
class PictureReaderIT {

    private static final String BASE = "https://throughline.example/fhir/";

    private final Programme programme = Programme.shared();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Person therapist = programme.staff(Role.THERAPIST);
    private final Person client = programme.client(therapist);

    private PatientPicture picture() {
        return programme.server.part(PictureReader.class).read(client.who(), Instant.now());
    }

    private Instant daysAgo(int days) {
        return now.minus(days, ChronoUnit.DAYS);
    }

    private ObjectNode checkIn(Instant at, int craving, boolean helpNow) {
        ObjectNode response = json(
                "{'resourceType':'QuestionnaireResponse','questionnaire':'" + BASE
                        + "Questionnaire/daily-checkin|1.0.0','status':'completed','subject':{'reference':'%s'},"
                        + "'author':{'reference':'%s'},'authored':'%s','item':[]}",
                client.who(),
                client.who(),
                at);
        for (String item : List.of(
                "mood-low", "anxious", "irritable", "lonely", "guilty", "hopeless", "worry", "restless", "agitated")) {
            response.withArray("item").add(json("{'linkId':'%s','answer':[{'valueInteger':4}]}", item));
        }
        response.withArray("item").add(json("{'linkId':'craving','answer':[{'valueInteger':%d}]}", craving));
        response.withArray("item").add(json("{'linkId':'substance-used','answer':[{'valueBoolean':false}]}"));
        response.withArray("item").add(json("{'linkId':'help-now','answer':[{'valueBoolean':%b}]}", helpNow));
        return response;
    }

    private void ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @Test
    void a_check_in_gives_its_composite_and_its_answers() {
        ok(client.post("QuestionnaireResponse", checkIn(daysAgo(1), 8, true)));

        PatientPicture picture = picture();

        assertThat(picture.readings().latest("affect-composite").map(Reading::value))
                .contains(4.0);
        assertThat(picture.readings().latest("craving").map(Reading::value)).contains(8.0);
        assertThat(picture.readings().latest("help-now").map(Reading::yes)).contains(true);
        assertThat(picture.readings().checkInDays()).containsExactly(picture.day(daysAgo(1)));
        assertThat(codes(picture)).contains("help-now", "craving-spike");
    }

    @Test
    void an_amended_answer_counts_instead_of_the_first_one() {
        ObjectNode response = checkIn(daysAgo(1), 8, false);
        var created = client.post("QuestionnaireResponse", response);
        ok(created);
        ObjectNode amended = (ObjectNode) created.json();
        amended.put("status", "amended");
        for (var item : amended.withArray("item")) {
            if (item.path("linkId").asText().equals("craving")) {
                ((ObjectNode) item.path("answer").path(0)).put("valueInteger", 1);
            }
        }
        assertThat(therapist
                        .put("QuestionnaireResponse/" + amended.path("id").asText(), amended)
                        .status())
                .isEqualTo(200);

        assertThat(picture().readings().of("craving"))
                .extracting(Reading::value)
                .containsExactly(1.0);
    }

    @Test
    void what_was_entered_in_error_is_not_there() {
        programme.stored(observation("craving", daysAgo(1), "entered-in-error"));

        assertThat(picture().readings().of("craving")).isEmpty();
    }

    private ObjectNode observation(String code, Instant at, String status) {
        return json(
                "{'resourceType':'Observation','status':'%s','code':{'coding':[{'system':'" + BASE
                        + "CodeSystem/checkin-item','code':'%s'}]},'subject':{'reference':'%s'},"
                        + "'effectiveDateTime':'%s','valueInteger':9}",
                status,
                code,
                client.who(),
                at);
    }

    @Test
    void missed_sessions_are_those_recorded_for_their_appointments() {
        for (int day = 3; day >= 2; day--) {
            var appointment = programme.stored(json(
                    "{'resourceType':'Appointment','status':'noshow','start':'%s','end':'%s','participant':[{'actor':"
                            + "{'reference':'%s'},'status':'accepted'}]}",
                    daysAgo(day), daysAgo(day).plus(90, ChronoUnit.MINUTES), client.who()));
            programme.stored(json(
                    "{'resourceType':'Observation','status':'final','code':{'coding':[{'system':'" + BASE
                            + "CodeSystem/attendance','code':'session-attendance'}]},'subject':{'reference':'%s'},"
                            + "'focus':[{'reference':'%s'}],'effectiveDateTime':'%s','valueCodeableConcept':{'coding':"
                            + "[{'system':'" + BASE + "CodeSystem/attendance-status','code':'no-show'}]}}",
                    client.who(),
                    appointment,
                    daysAgo(day).plus(5, ChronoUnit.MINUTES)));
        }

        PatientPicture picture = picture();

        assertThat(picture.care().sessions()).hasSize(2).allSatisfy(session -> {
            assertThat(session.missed()).isTrue();
            assertThat(session.scheduledMinutes()).isEqualTo(90);
        });
        assertThat(picture.care().sessions().get(0).start()).isEqualTo(daysAgo(3));
        assertThat(codes(picture)).contains("missed-sessions-consecutive");
    }

    @Test
    void enrolment_plan_consent_task_medicine_and_diagnosis_are_there() {
        String patient = client.who().toString();
        String today = picture().today().toString();
        programme.stored(json(
                "{'resourceType':'EpisodeOfCare','status':'active','patient':{'reference':'%s'},'type':[{'coding':"
                        + "[{'system':'" + BASE
                        + "CodeSystem/program-track','code':'adolescent'}]}],'extension':[{'url':'"
                        + BASE + "StructureDefinition/level-of-care','valueCodeableConcept':{'coding':[{'system':'"
                        + BASE
                        + "CodeSystem/level-of-care','code':'iop'}]}}],'period':{'start':'%s'}}",
                patient,
                picture().today().minusDays(300)));
        programme.stored(json(
                "{'resourceType':'CarePlan','status':'active','intent':'plan','subject':{'reference':'%s'},'category':"
                        + "[{'coding':[{'system':'" + BASE + "CodeSystem/plan-type','code':'relapse-prevention'}]}],"
                        + "'created':'%s','activity':[{'detail':{'status':'in-progress','code':{'coding':[{'system':'"
                        + BASE + "CodeSystem/plan-section','code':'trigger'}]},'scheduledPeriod':{'start':'%s'}}}]}",
                patient,
                picture().today().minusDays(40),
                today));
        programme.stored(json(
                "{'resourceType':'Task','status':'requested','intent':'order','code':{'coding':[{'system':'" + BASE
                        + "CodeSystem/task-code','code':'questionnaire'}]},'for':{'reference':'%s'},'authoredOn':'%s',"
                        + "'restriction':{'period':{'end':'%s'}}}",
                patient,
                daysAgo(20),
                daysAgo(9)));
        programme.stored(json(
                "{'resourceType':'MedicationDispense','status':'completed','subject':{'reference':'%s'},"
                        + "'medicationCodeableConcept':{'text':'Buprenorphine 8 mg'},'whenHandedOver':'%s',"
                        + "'daysSupply':{'value':7}}",
                patient, daysAgo(20)));
        programme.stored(json(
                "{'resourceType':'Condition','subject':{'reference':'%s'},'code':{'coding':[{'system':"
                        + "'http://hl7.org/fhir/sid/icd-10-cm','code':'F31.9'}]}}",
                patient));

        PatientPicture picture = picture();

        assertThat(picture.care().treatment())
                .hasValueSatisfying(episode -> assertThat(episode.adolescent()).isTrue());
        assertThat(picture.care().diagnoses().bipolar()).isTrue();
        assertThat(codes(picture))
                .contains("high-risk-date", "plan-review-overdue", "assessment-overdue", "medication-gap");
    }

    @Test
    void a_worry_of_the_family_is_one_of_the_family() {
        Person brother = programme.relative(client, "reports-concerns");
        programme.stored(json(
                "{'resourceType':'QuestionnaireResponse','questionnaire':'" + BASE
                        + "Questionnaire/family-observation|1.0.0','status':'completed','subject':{'reference':'%s'},"
                        + "'author':{'reference':'%s'},'authored':'%s','item':[{'linkId':'worry','answer':"
                        + "[{'valueInteger':8}]},{'linkId':'safety-worry','answer':[{'valueBoolean':false}]}]}",
                client.who(),
                brother.who(),
                daysAgo(1)));

        assertThat(picture().concerns()).singleElement().satisfies(worry -> {
            assertThat(worry.source()).isEqualTo(Concern.Source.FAMILY);
            assertThat(worry.worry()).isEqualTo(8);
            assertThat(worry.unsafe()).isFalse();
        });
    }

    @Test
    void what_is_read_for_the_clock_is_enough_for_the_rules_that_look_by_it() {
        programme.stored(json(
                "{'resourceType':'EpisodeOfCare','status':'active','patient':{'reference':'%s'},"
                        + "'period':{'start':'%s'}}",
                client.who(), picture().today().minusDays(30)));
        ok(client.post("QuestionnaireResponse", checkIn(daysAgo(9), 2, false)));
        programme.stored(json(
                "{'resourceType':'Task','status':'requested','intent':'order','code':{'coding':[{'system':'" + BASE
                        + "CodeSystem/task-code','code':'questionnaire'}]},'for':{'reference':'%s'},'authoredOn':'%s',"
                        + "'restriction':{'period':{'end':'%s'}}}",
                client.who(),
                daysAgo(20),
                daysAgo(9)));
        PictureReader reader = programme.server.part(PictureReader.class);
        RuleEngine engine = programme.server.part(RuleEngine.class);
        Instant asOf = Instant.now();

        List<Assessed> found = engine.assess(reader.readForTheClock(client.who(), asOf), Set.of(Timing.BY_THE_CLOCK));

        assertThat(found).extracting(one -> one.warning().code()).contains("missed-checkins", "assessment-overdue");
        assertThat(found).isEqualTo(engine.assess(reader.read(client.who(), asOf), Set.of(Timing.BY_THE_CLOCK)));
    }

    @Test
    void nothing_is_known_of_somebody_new() {
        assertThat(codes(picture())).isEmpty();
    }

    @Test
    void resources_at_hand_are_enough_for_what_cannot_wait() {
        ObjectNode asked = observation("help-now", now.plusSeconds(90), "final");
        asked.remove("valueInteger");
        asked.put("valueBoolean", true).put("id", "a1");

        PatientPicture picture = programme.server.part(PictureReader.class).of(client.who(), now, List.of(asked));
        List<Assessed> found = programme.server.part(RuleEngine.class).assess(picture, Set.of(Timing.AT_ONCE));

        assertThat(found).extracting(one -> one.warning().code()).containsExactly("help-now");
        assertThat(found.get(0).warning().window()).isEqualTo(now.plusSeconds(90));
    }

    private List<String> codes(PatientPicture picture) {
        return programme.server.part(RuleEngine.class).assess(picture).stream()
                .map(one -> one.warning().code())
                .toList();
    }
}
