package health.throughline.scenario;

import static health.throughline.scenario.Timetable.book;
import static health.throughline.scenario.Timetable.key;
import static health.throughline.testing.AskedParameters.asked;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import health.throughline.testing.Json;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Booking and moving sessions: no place is given twice, and nobody is in two sessions at once. */
class SessionBookingIT {

    private static final int THREADS = 12;

    private final Programme programme = Programme.shared();

    private Person leader;
    private Person client;
    private Timetable timetable;

    @BeforeEach
    void people() {
        leader = programme.staff(Role.THERAPIST);
        client = programme.client(leader);
        timetable = Timetable.of(programme, leader);
    }

    private static Reply move(Person by, ResourceKey appointment, ResourceKey slot) {
        return by.post(
                appointment + "/$reschedule",
                asked().reference("slot", slot)
                        .with("reason", "valueCode", "work")
                        .json());
    }

    private static List<Integer> together(List<Callable<Integer>> calls) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : pool.invokeAll(calls)) {
            statuses.add(answer.get());
        }
        pool.shutdown();
        Collections.sort(statuses);
        return statuses;
    }

    @Test
    void a_client_books_for_themselves_and_an_appointment_is_answered_again() {
        ResourceKey slot = timetable.in(26, "individual", 0);

        Reply booked = book(client, slot, client.who()).expect(201);
        Reply again = book(leader, slot, client.who()).expect(200);

        assertThat(booked.json().path("status").asText()).isEqualTo("booked");
        assertThat(booked.json().path("participant")).hasSize(2);
        assertThat(booked.json().at("/appointmentType/coding/0/code").asText()).isEqualTo("individual");
        assertThat(again.id()).isEqualTo(booked.id());
        assertThat(client.get(slot.toString()).json().path("status").asText()).isEqualTo("busy");
        assertThat(client.get("Appointment?slot=" + slot).matches())
                .containsExactly(key(booked).id());
    }

    @Test
    void of_many_who_want_the_last_place_at_once_one_gets_it() throws Exception {
        ResourceKey alone = timetable.in(27, "individual", 0);
        ResourceKey group = timetable.in(28, "group", 3);
        List<Callable<Integer>> first = new ArrayList<>();
        List<Callable<Integer>> second = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Person one = programme.client(leader);
            first.add(() -> book(one, alone, one.who()).status());
            second.add(() -> book(one, group, one.who()).status());
        }

        List<Integer> ofOne = together(first);
        List<Integer> ofThree = together(second);

        assertThat(ofOne).filteredOn(status -> status == 201).hasSize(1);
        assertThat(ofOne).filteredOn(status -> status == 409).hasSize(THREADS - 1);
        assertThat(ofThree).filteredOn(status -> status == 201).hasSize(3);
        assertThat(ofThree).filteredOn(status -> status == 409).hasSize(THREADS - 3);
        assertThat(leader.get("Appointment?slot=" + alone).matches()).hasSize(1);
        assertThat(leader.get("Appointment?slot=" + group).matches()).hasSize(3);
    }

    @Test
    void one_client_who_books_many_sessions_of_one_time_at_once_gets_one() throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            ResourceKey slot = timetable.in(50, "group", 5);
            calls.add(() -> book(client, slot, client.who()).status());
        }

        List<Integer> statuses = together(calls);

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(THREADS - 1);
    }

    @Test
    void sessions_that_follow_each_other_can_both_be_booked_and_those_that_overlap_cannot() {
        ResourceKey first = timetable.slot("group", "2031-03-03T10:00:00Z", "2031-03-03T11:00:00Z", 5);
        ResourceKey next = timetable.slot("group", "2031-03-03T06:00:00-05:00", "2031-03-03T07:00:00-05:00", 5);
        ResourceKey between = timetable.slot("group", "2031-03-03T10:59:00Z", "2031-03-03T11:30:00Z", 5);

        book(client, first, client.who()).expect(201);
        book(client, next, client.who()).expect(201);
        book(client, between, client.who()).expect(409);
    }

    @Test
    void only_the_client_and_those_who_treat_them_book() {
        ResourceKey slot = timetable.in(30, "group", 5);
        Person other = programme.client(leader);

        book(client, slot, other.who()).expect(404);
        book(programme.staff(Role.THERAPIST), slot, client.who()).expect(404);
        book(programme.relative(client, "informed"), slot, client.who()).expect(403);
        book(programme.staff(Role.ADMISSIONS), slot, client.who()).expect(201);
        book(client, timetable.in(-3, "group", 5), client.who()).expect(409);
        assertThat(leader.get("Appointment?patient=" + other.who().id()).matches())
                .isEmpty();
    }

    @Test
    void a_moved_session_frees_the_old_place_and_is_not_missed() {
        ResourceKey from = timetable.in(31, "individual", 0);
        ResourceKey to = timetable.in(33, "individual", 0);
        ResourceKey old = key(book(client, from, client.who()).expect(201));

        Reply moved = move(client, old, to).expect(201);
        Reply again = move(client, old, to).expect(200);

        assertThat(again.id()).isEqualTo(moved.id());
        JsonNode before = client.get(old.toString()).json();
        assertThat(before.path("status").asText()).isEqualTo("cancelled");
        assertThat(before.path("cancelationReason").toString()).contains("pat-cpp", "\"work\"");
        assertThat(client.get(from.toString()).json().path("status").asText()).isEqualTo("free");
        assertThat(client.get(to.toString()).json().path("status").asText()).isEqualTo("busy");
        Person other = programme.client(leader);
        book(other, from, other.who()).expect(201);
        book(other, to, other.who()).expect(409);
        move(other, old, from).expect(404);
    }

    @Test
    void a_session_moves_within_its_own_time_but_not_into_a_full_one() {
        ResourceKey from = timetable.in(34, "individual", 0);
        ResourceKey same = timetable.in(34, "individual", 0);
        ResourceKey full = timetable.in(36, "individual", 0);
        Person other = programme.client(leader);
        book(other, full, other.who()).expect(201);
        ResourceKey old = key(book(leader, from, client.who()).expect(201));

        move(leader, old, full).expect(409);
        assertThat(client.get(old.toString()).json().path("status").asText()).isEqualTo("booked");
        move(leader, old, same).expect(201);
    }

    @Test
    void free_sessions_are_found_by_kind_and_part_of_the_day() {
        ResourceKey morning = timetable.slot("workshop", "2031-05-07T08:00:00Z", "2031-05-07T09:00:00Z", 1);
        ResourceKey evening = timetable.slot("workshop", "2031-05-07T18:00:00Z", "2031-05-07T19:00:00Z", 2);
        ResourceKey saturday = timetable.slot("workshop", "2031-05-10T18:00:00Z", "2031-05-10T19:00:00Z", 2);
        String days = "Slot/$find-slots?type=workshop&start=2031-05-05&end=2031-05-11";

        assertThat(client.get(days).expect(200).matches())
                .containsSubsequence(morning.id(), evening.id(), saturday.id());
        assertThat(client.get(days + "&dayPart=evening").matches())
                .contains(evening.id(), saturday.id())
                .doesNotContain(morning.id());
        assertThat(client.get(days + "&dayPart=weekend").matches())
                .contains(saturday.id())
                .doesNotContain(evening.id());
        assertThat(client.get(days.replace("workshop", "family")).matches()).doesNotContain(morning.id());
        book(client, morning, client.who()).expect(201);
        assertThat(client.get(days).matches()).doesNotContain(morning.id()).contains(evening.id());
        client.get("Slot/$find-slots?start=2031-05-05&end=2031-05-04").expect(400);
        client.get("Slot/$find-slots?dayPart=night").expect(400);
    }

    @Test
    void an_appointment_of_two_clients_is_refused_whoever_writes_it() {
        Person other = programme.client(leader);
        JsonNode both = Json.json(
                "{'resourceType':'Appointment','status':'booked','participant':[{'actor':{'reference':'%s'},"
                        + "'status':'accepted'},{'actor':{'reference':'%s'},'status':'accepted'}]}",
                client.who().toString(), other.who().toString());

        assertThat(leader.post("Appointment", both).expect(422).diagnostics()).contains("one client");
    }
}
