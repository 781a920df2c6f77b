package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.Clinic.Fact;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Permission.Level;
import health.throughline.record.access.Role;
import health.throughline.search.parameter.SearchRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever asks, by role, consent and scope, cannot tell a record that holds what they may not see from one that does not:
 * thousands of searches, reads, histories, operations and writes are answered alike by both.
 */
class IndistinguishableIT {

    private static final long SEED = 7;
    private static final Map<String, Object> SETTINGS =
            Map.of("throughline.validation.warm-up", "false", "throughline.delivery.work", "false");

    /** What access follows from is the same in both records, in sight or not. */
    private static final Set<String> ACCESS =
            Set.of("CareTeam", "Consent", "RelatedPerson", "Organization", "Practitioner", "PractitionerRole");

    private static final Clinic CLINIC = new Clinic(SEED);
    private static World full;

    @BeforeAll
    static void load() {
        full = new World(SETTINGS);
        CLINIC.steps.forEach(step -> full.load(step.key(), step.body()));
    }

    @AfterAll
    static void close() {
        full.close();
    }

    static Stream<Arguments> callers() {
        List<Permission> user = List.of(Callers.all(Level.USER, Callers.EVERYTHING));
        List<Permission> patient = List.of(Callers.all(Level.PATIENT, Callers.EVERYTHING));
        Permission surveys = new Permission(Level.PATIENT, "Observation", Callers.READING, Set.of("survey"));
        Map<String, Caller> callers = new LinkedHashMap<>();
        callers.put("a therapist", Callers.user(Role.THERAPIST, "Practitioner/dr0", null, user));
        callers.put("a client", Callers.user(Role.CLIENT, "Patient/p0", "p0", patient));
        callers.put("a client's app for surveys", Callers.user(Role.CLIENT, "Patient/p1", "p1", List.of(surveys)));
        callers.put("a relative", Callers.user(Role.RELATIVE, "RelatedPerson/r1", null, user));
        callers.put("a peer", Callers.user(Role.PEER, "Practitioner/dr2", null, user));
        callers.put(
                "another hospital", Callers.system("hospital", List.of(Callers.all(Level.SYSTEM, Callers.EVERYTHING))));
        return callers.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callers")
    void the_same_answers_with_and_without_what_is_out_of_sight(String who, Caller caller) {
        AccessOracle oracle = new AccessOracle(CLINIC, caller);
        Set<String> visible = new TreeSet<>();
        Set<String> hidden = new TreeSet<>();
        for (Fact fact : CLINIC.facts.values()) {
            boolean shown = oracle.shows(fact, Action.READ) || oracle.shows(fact, Action.SEARCH);
            (shown ? visible : hidden).add(fact.key());
        }
        assertThat(hidden).as(who).hasSizeGreaterThan(20);
        try (World bare = new World(SETTINGS)) {
            CLINIC.steps.stream()
                    .filter(step -> visible.contains(step.key())
                            || ACCESS.contains(
                                    step.key().substring(0, step.key().indexOf('/'))))
                    .forEach(step -> bare.load(step.key(), step.body()));
            Access ofFull = full.bean(AccessPolicy.class).of(caller);
            Access ofBare = bare.bean(AccessPolicy.class).of(caller);
            TwoRecords both = new TwoRecords(full, ofFull, bare, ofBare, visible);
            hidden.removeIf(key -> ACCESS.contains(key.substring(0, key.indexOf('/'))));
            both.compareAll(asks(some(hidden, who.length())));
            both.compare(searches(who.length(), visible), Math.min(3, visible.size()));
            both.compareAll(reads(visible, hidden));
        }
    }

    /** A third of {@code keys}, of each caller another: writes are refused one by one, and all alike. */
    private static Set<String> some(Set<String> keys, int from) {
        Set<String> some = new TreeSet<>();
        int place = from;
        for (String key : keys) {
            if (place++ % 3 == 0) {
                some.add(key);
            }
        }
        return some;
    }

    private static List<String> searches(long seed, Set<String> visible) {
        RandomSearches searches =
                new RandomSearches(full.bean(SearchRegistry.class).current(), CLINIC.steps, seed);
        List<String> all = new ArrayList<>();
        visible.stream()
                .limit(10)
                .map(key -> key.replace("/", "?_revinclude=*&_id="))
                .forEach(all::add);
        for (int i = 0; i < 150; i++) {
            all.add(searches.next());
        }
        for (String type :
                List.of("Observation", "Condition", "CarePlan", "Task", "Group", "Communication", "Patient")) {
            all.add(type + "?_total=accurate");
            all.add(type + "?_total=estimate&_count=2");
            all.add(type + "?_summary=count");
            all.add(type + "?_revinclude=*&_count=3");
            all.add(type + "?_include=*&_include:iterate=*");
            all.add(type + "/_history?_count=4");
        }
        return all;
    }

    private static List<Ask> reads(Set<String> visible, Set<String> hidden) {
        List<Ask> all = new ArrayList<>();
        for (Set<String> keys : List.of(visible, hidden)) {
            for (String key : keys) {
                all.add(Ask.get(key));
                all.add(Ask.get(key + "/_history"));
                all.add(Ask.get(key + "/_history/1"));
                all.add(Ask.get(key + "/$meta"));
            }
        }
        for (int i = 0; i < Clinic.PATIENTS; i++) {
            all.add(Ask.get("Patient/p" + i + "/$everything"));
            all.add(Ask.get("Patient/p" + i + "/Observation"));
            all.add(Ask.get("Observation/$lastn?max=2&patient=p" + i));
        }
        all.add(Ask.get("$graphql?query=%7BObservationList%7Bid%7DPatientList%7Bid%7D%7D"));
        return all;
    }

    /** Writes to what is out of sight, which must fail as if it were not there; ids that are taken are not told. */
    private static List<Ask> asks(Set<String> hidden) {
        List<Ask> all = new ArrayList<>();
        Map<String, String> patch = Map.of("content-type", "application/json-patch+json");
        for (String key : hidden) {
            int slash = key.indexOf('/');
            String type = key.substring(0, slash);
            String body = "{\"resourceType\":\"" + type + "\",\"id\":\"" + key.substring(slash + 1)
                    + "\",\"language\":\"en\"}";
            all.add(new Ask("DELETE", key, Map.of(), ""));
            all.add(new Ask("DELETE", type + "?_id=" + key.substring(slash + 1), Map.of(), ""));
            all.add(new Ask("PATCH", key, patch, "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"en\"}]"));
            all.add(Ask.put(key, body).with("if-match", "W/\"1\""));
            if (type.equals("Device")) {
                all.add(Ask.put(key, body));
            }
        }
        return all;
    }
}
