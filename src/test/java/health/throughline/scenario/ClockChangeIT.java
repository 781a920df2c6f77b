package health.throughline.scenario;

import static health.throughline.scenario.Timetable.attendance;
import static health.throughline.scenario.Timetable.book;
import static health.throughline.scenario.Timetable.key;
import static health.throughline.testing.AskedParameters.asked;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A programme in New York over the days on which its clocks change: sessions keep their length, days and weeks end when the
 * programme's do, and what comes late or is corrected lands in the week it belongs to.
 */
class ClockChangeIT {

    private static Programme programme;

    private Person leader;
    private Person client;
    private Timetable timetable;

    @BeforeAll
    static void start() {
        programme = Programme.start("--throughline.time-zone=America/New_York");
    }

    @BeforeEach
    void people() {
        leader = programme.staff(Role.THERAPIST);
        client = programme.client(leader);
        timetable = Timetable.of(programme, leader);
    }

    private ResourceKey booked(String type, String start, String end) {
        ResourceKey slot = timetable.slot(type, start, end, 8);
        return key(book(leader, slot, client.who()).expect(201));
    }

    private Reply record(ResourceKey appointment, String status, int minutes) {
        String slot = leader.get(appointment.toString())
                .json()
                .at("/slot/0/reference")
                .asText();
        return leader.post(
                slot + "/$record-attendance",
                attendance(asked(), appointment, status, minutes).json());
    }

    private double hours(String monday, String code) {
        List<JsonNode> weeks =
                client
                        .get("Observation?code=weekly-dose&patient="
                                + client.who().id())
                        .resources()
                        .stream()
                        .filter(week ->
                                week.at("/effectivePeriod/start").asText().equals(monday))
                        .toList();
        assertThat(weeks).as("the week of %s", monday).hasSize(1);
        for (JsonNode component : weeks.get(0).path("component")) {
            if (component.at("/code/coding/0/code").asText().equals(code)) {
                return component.at("/valueQuantity/value").asDouble();
            }
        }
        throw new AssertionError("The week says nothing of " + code);
    }

    @Test
    void a_session_over_the_change_is_as_long_as_it_took() {
        ResourceKey forward = booked("group", "2025-03-09T01:30:00-05:00", "2025-03-09T03:30:00-04:00");
        ResourceKey back = booked("group", "2025-11-02T00:30:00-04:00", "2025-11-02T02:30:00-05:00");

        assertThat(leader.get(forward.toString()).json().path("minutesDuration").asInt())
                .isEqualTo(60);
        assertThat(leader.get(back.toString()).json().path("minutesDuration").asInt())
                .isEqualTo(180);
        record(forward, "attended", -1).expect(200);
        record(back, "attended", -1).expect(200);
        assertThat(hours("2025-03-03", "attended-hours-week")).isEqualTo(1.0);
        assertThat(hours("2025-10-27", "attended-hours-week")).isEqualTo(3.0);
    }

    @Test
    void who_comes_late_over_the_change_is_there_until_the_end() {
        ResourceKey back = booked("group", "2025-11-02T00:30:00-04:00", "2025-11-02T02:30:00-05:00");

        record(back, "late", 90).expect(200);

        JsonNode visit = client.get("Encounter?appointment=" + back).resources().get(0);
        assertThat(visit.at("/period/start").asText()).isEqualTo("2025-11-02T01:00:00-05:00");
        assertThat(visit.at("/period/end").asText()).isEqualTo("2025-11-02T02:30:00-05:00");
    }

    @Test
    void a_week_ends_on_Sunday_night_of_the_programme_whatever_the_offset_it_was_written_in() {
        ResourceKey sunday = booked("group", "2025-03-10T02:00:00Z", "2025-03-10T03:00:00Z");
        ResourceKey monday = booked("group", "2025-03-10T06:30:00+02:00", "2025-03-10T08:30:00+02:00");

        record(sunday, "attended", -1).expect(200);
        record(monday, "attended", -1).expect(200);

        assertThat(hours("2025-03-03", "attended-hours-week")).isEqualTo(1.0);
        assertThat(hours("2025-03-10", "attended-hours-week")).isEqualTo(2.0);
    }

    @Test
    void what_is_recorded_late_and_corrected_counts_in_its_own_week_once() {
        ResourceKey tuesday = booked("group", "2025-10-28T18:00:00-04:00", "2025-10-28T21:00:00-04:00");
        ResourceKey saturday = booked("group", "2025-11-01T10:00:00-04:00", "2025-11-01T11:30:00-04:00");
        ResourceKey after = booked("group", "2025-11-04T18:00:00-05:00", "2025-11-04T21:00:00-05:00");

        record(after, "attended", -1).expect(200);
        record(saturday, "attended", -1).expect(200);
        record(tuesday, "no-show", -1).expect(200);
        assertThat(hours("2025-10-27", "scheduled-hours-week")).isEqualTo(4.5);
        assertThat(hours("2025-10-27", "attended-hours-week")).isEqualTo(1.5);

        record(tuesday, "partial", 100).expect(200);
        record(tuesday, "partial", 100).expect(200);

        assertThat(hours("2025-10-27", "attended-hours-week")).isEqualTo(3.17);
        assertThat(hours("2025-11-03", "attended-hours-week")).isEqualTo(3.0);
        List<JsonNode> said = client.get("Observation?focus=" + tuesday).resources();
        assertThat(said).hasSize(1);
        assertThat(said.get(0).path("status").asText()).isEqualTo("amended");
        assertThat(said.get(0).at("/meta/versionId").asText()).isEqualTo("2");
        assertThat(client.get(tuesday.toString()).json().path("status").asText())
                .isEqualTo("fulfilled");
        assertThat(client.get("Encounter?appointment=" + tuesday).resources()).hasSize(1);
    }

    @Test
    void what_turns_out_not_to_have_been_takes_the_visit_back() {
        ResourceKey session = booked("individual", "2025-06-03T10:00:00-04:00", "2025-06-03T11:00:00-04:00");
        record(session, "attended", 60).expect(200);

        record(session, "excused", -1).expect(200);

        assertThat(client.get("Encounter?appointment=" + session)
                        .resources()
                        .get(0)
                        .path("status")
                        .asText())
                .isEqualTo("entered-in-error");
        assertThat(client.get(session.toString()).json().path("status").asText())
                .isEqualTo("cancelled");
        assertThat(hours("2025-06-02", "scheduled-hours-week")).isZero();
        record(session, "attended", 60).expect(200);
        assertThat(client.get("Encounter?appointment=" + session).resources())
                .extracting(visit -> visit.path("status").asText())
                .containsExactly("finished");
    }

    @Test
    void minutes_that_cannot_be_are_refused_and_nothing_is_written() {
        ResourceKey session = booked("group", "2025-06-05T18:00:00-04:00", "2025-06-05T19:30:00-04:00");

        record(session, "attended", 106).expect(422);
        record(session, "attended", -1).expect(200);
        record(session, "attended", 105).expect(200);
        record(session, "late", -1).expect(422);
        record(session, "no-show", 30).expect(422);
        record(session, "attended", 0).expect(422);
        record(session, "asleep", 30).expect(400);
        assertThat(hours("2025-06-02", "attended-hours-week")).isEqualTo(1.75);
    }

    @Test
    void evenings_are_the_programmes_on_both_sides_of_the_change() {
        ResourceKey before = timetable.slot("workshop", "2031-11-01T22:00:00Z", "2031-11-01T23:00:00Z", 3);
        ResourceKey after = timetable.slot("workshop", "2031-11-02T22:00:00Z", "2031-11-02T23:00:00Z", 3);
        ResourceKey afternoon = timetable.slot("workshop", "2031-11-02T21:30:00Z", "2031-11-02T22:00:00Z", 3);

        List<String> evening = client.get("Slot/$find-slots?dayPart=evening&start=2031-11-01&end=2031-11-02")
                .expect(200)
                .matches();
        List<String> sunday = client.get("Slot/$find-slots?type=workshop&start=2031-11-02&end=2031-11-02")
                .matches();

        assertThat(evening).contains(before.id(), after.id()).doesNotContain(afternoon.id());
        assertThat(sunday).contains(after.id(), afternoon.id()).doesNotContain(before.id());
    }
}
