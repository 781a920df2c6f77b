package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.Clinic.Fact;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers of every role, with scopes of many kinds, read and find is what an oracle written apart says they may. */
class AccessOracleIT {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void callers_see_what_they_may_and_nothing_else(long seed) {
        Clinic clinic = new Clinic(seed);
        try (World world =
                new World(Map.of("throughline.validation.warm-up", "false", "throughline.delivery.work", "false"))) {
            clinic.steps.forEach(step -> world.load(step.key(), step.body()));
            List<String> wrong = new ArrayList<>();
            int shown = 0;
            for (Caller caller : Callers.of(seed)) {
                Access access = world.bean(AccessPolicy.class).of(caller);
                AccessOracle oracle = new AccessOracle(clinic, caller);
                for (Fact fact : clinic.facts.values()) {
                    boolean expected = oracle.shows(fact, Action.READ);
                    boolean read = world.answer(Ask.get(fact.key()), access).status() == 200;
                    shown += read ? 1 : 0;
                    if (read != expected) {
                        wrong.add(caller + "\n  reads " + fact + ": " + read);
                    }
                }
                searches(world, clinic, caller, access, oracle, wrong);
            }
            assertThat(wrong).isEmpty();
            assertThat(shown).isGreaterThan(500);
        }
    }

    private static void searches(
            World world, Clinic clinic, Caller caller, Access access, AccessOracle oracle, List<String> wrong) {
        Set<String> types = new TreeSet<>();
        clinic.facts.values().forEach(fact -> types.add(fact.type()));
        for (String type : types) {
            World.Answer answer = world.answer(Ask.get(type + "?_count=500&_total=accurate"), access);
            Set<String> expected = new TreeSet<>();
            clinic.facts.values().stream()
                    .filter(fact -> fact.type().equals(type) && oracle.shows(fact, Action.SEARCH))
                    .forEach(fact -> expected.add(fact.key()));
            Set<String> found = World.keysIn(answer.body());
            boolean total = answer.status() != 200
                    || answer.body().contains("\"total\":" + found.size() + ",")
                    || answer.body().contains("\"total\":" + found.size() + "}");
            if (!found.equals(expected) || !total) {
                wrong.add(caller + "\n  finds " + found + "\n  instead of " + expected + " " + answer.status());
            }
        }
    }

    static ResourceKey key(String reference) {
        int slash = reference.indexOf('/');
        return new ResourceKey(reference.substring(0, slash), reference.substring(slash + 1));
    }
}
