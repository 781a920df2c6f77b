package health.throughline.scenario;

import static health.throughline.scenario.Timetable.attendance;
import static health.throughline.scenario.Timetable.book;
import static health.throughline.scenario.Timetable.key;
import static health.throughline.testing.AskedParameters.asked;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import health.throughline.testing.AskedParameters;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two clients in one group session: by no search, include, chain, count, history or operation does the one, or somebody close
 * to them, learn of the other, while those who lead the session see both.
 */
class GroupSessionWithoutLeakIT {

    private final Programme programme = Programme.shared();

    private Person leader;
    private Person one;
    private Person other;
    private ResourceKey slot;
    private ResourceKey ones;
    private ResourceKey others;

    @BeforeEach
    void a_group_of_two_with_attendance() {
        leader = programme.staff(Role.THERAPIST);
        one = programme.client(leader);
        other = programme.client(programme.staff(Role.CASE_MANAGER));
        slot = Timetable.of(programme, leader).in(-2, "group", 8);
        Person admissions = programme.staff(Role.ADMISSIONS);
        ones = key(book(admissions, slot, one.who()).expect(201));
        others = key(book(admissions, slot, other.who()).expect(201));
        AskedParameters both = attendance(attendance(asked(), ones, "attended", -1), others, "late", 40);
        leader.post(slot + "/$record-attendance", both.json()).expect(200);
    }

    private void silent(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isIn(200, 403);
        assertThat(reply.text())
                .as("the answer to %s", reply.status())
                .doesNotContain(other.who().id())
                .doesNotContain(others.id());
    }

    @Test
    void no_question_of_a_client_brings_anything_of_another() {
        String id = other.who().id();
        Stream.of(
                        "Appointment",
                        "Appointment?_count=1000&_total=accurate",
                        "Appointment?slot=" + slot,
                        "Appointment?_include=*&_count=200",
                        "Appointment?slot=" + slot + "&_include=Appointment:patient",
                        "Slot?_id=" + slot.id() + "&_revinclude=Appointment:slot",
                        "Slot?_id=" + slot.id() + "&_revinclude=*",
                        "Slot?_id=" + slot.id() + "&_revinclude=Appointment:slot&_include:iterate=Appointment:patient",
                        "Encounter?_include=Encounter:patient&_include=Encounter:appointment",
                        "Encounter?_revinclude=*",
                        "Observation?code=session-attendance&_include=*",
                        "Practitioner?_id=" + leader.who().id() + "&_revinclude=*",
                        "Schedule?_revinclude:iterate=Slot:schedule&_revinclude:iterate=Appointment:slot",
                        one.who() + "/$everything?_count=500",
                        one.who() + "/Appointment",
                        "Appointment/_history?_count=200",
                        "Patient",
                        "Patient/_history",
                        slot.toString(),
                        slot + "/_history",
                        slot + "/$roster")
                .forEach(question -> silent(one.get(question)));
        for (String question : List.of(
                "Slot?_has:Appointment:slot:patient=" + id,
                "Slot?_has:Appointment:slot:patient=Patient/" + id,
                "Practitioner?_has:Appointment:practitioner:patient=" + id,
                "Appointment?patient=" + id,
                "Appointment?patient._id=" + id,
                "Appointment?slot=" + slot + "&patient=" + id,
                "Encounter?appointment=" + others,
                "Encounter?patient=" + id,
                "Observation?focus=" + others,
                "Observation?subject=" + id)) {
            JsonNode answer = one.get(question + "&_total=accurate").expect(200).json();
            assertThat(answer.path("total").asInt(-1)).as(question).isZero();
            assertThat(answer.path("entry")).as(question).isEmpty();
        }
        JsonNode count = one.get("Appointment?slot=" + slot + "&_summary=count").json();
        assertThat(count.path("total").asInt()).isEqualTo(1);
    }

    @Test
    void what_belongs_to_the_other_is_as_what_never_was() {
        ResourceKey visit = found("Encounter?appointment=" + others);
        ResourceKey seen = found("Observation?focus=" + others);
        for (ResourceKey key : List.of(other.who(), others, visit, seen)) {
            Reply there = one.get(key.toString());
            Reply never = one.get(key.type() + "/never-was");
            assertThat(there.status()).isEqualTo(404).isEqualTo(never.status());
            assertThat(there.json().path("issue")).isEqualTo(never.json().path("issue"));
            one.get(key + "/_history").expect(404);
            one.get(key + "/_history/1").expect(404);
        }
        one.get(other.who() + "/$everything").expect(404);
        one.post(others + "/$reschedule", asked().reference("slot", slot).json())
                .expect(404);
    }

    private ResourceKey found(String search) {
        JsonNode first =
                programme.staff(Role.CLINICAL_LEAD).get(search).resources().get(0);
        return new ResourceKey(
                first.path("resourceType").asText(), first.path("id").asText());
    }

    @Test
    void booking_writes_nothing_into_what_everybody_reads() {
        Reply before = one.get(slot.toString());
        Person third = programme.client(leader);

        book(leader, slot, third.who()).expect(201);

        Reply after = one.get(slot.toString());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(after.text()).isEqualTo(before.text());
        assertThat(one.get(slot + "/_history").resources()).hasSize(1);
    }

    @Test
    void somebody_close_learns_of_neither_without_consent_and_of_one_only_with_it() {
        Person relative = programme.relative(one, "sees-attendance");
        silent(relative.get("Appointment?slot=" + slot));
        relative.get(slot + "/$roster").expect(403);
        relative.post(
                        slot + "/$record-attendance",
                        attendance(asked(), ones, "no-show", -1).json())
                .expect(403);
        relative.get(others.toString()).expect(404);
    }

    @Test
    void the_roster_is_for_those_who_lead_the_session_and_names_who_comes() {
        Reply roster = leader.get(slot + "/$roster").expect(200);

        assertThat(roster.matches()).containsExactlyInAnyOrder(ones.id(), others.id());
        assertThat(roster.ids("include")).contains(one.who().id(), other.who().id());
        JsonNode stranger = roster.resources().stream()
                .filter(resource ->
                        resource.path("id").asText().equals(other.who().id()))
                .findFirst()
                .orElseThrow();
        assertThat(stranger.has("name")).isTrue();
        assertThat(stranger.has("birthDate")).isFalse();
        assertThat(roster.text()).contains("session-attendance");
        leader.get(other.who().toString()).expect(404);
        programme.staff(Role.CLINICAL_LEAD).get(slot + "/$roster").expect(200);

        one.get(slot + "/$roster").expect(403);
        programme.staff(Role.THERAPIST).get(slot + "/$roster").expect(403);
        programme.staff(Role.ADMINISTRATOR).get(slot + "/$roster").expect(403);
        programme.staff(Role.ADMISSIONS).get(slot + "/$roster").expect(403);
    }

    @Test
    void one_visit_is_of_one_client_and_neither_knows_of_the_other() {
        JsonNode visit = one.get("Encounter?appointment=" + ones).resources().get(0);

        assertThat(visit.at("/subject/reference").asText()).isEqualTo(one.who().toString());
        assertThat(visit.toString()).doesNotContain(other.who().id());
        JsonNode theirs =
                other.get("Encounter?appointment=" + others).resources().get(0);
        assertThat(theirs.at("/length/value").asInt()).isEqualTo(40);
        assertThat(theirs.toString()).doesNotContain(one.who().id());
        assertThat(one.get(ones.toString()).json().path("status").asText()).isEqualTo("fulfilled");
    }
}
