package health.throughline.program.measure.report;

import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.Counts;
import health.throughline.program.measure.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * What a group, or one stratum of it, comes to.
 *
 * @param clients in each of its populations
 * @param shown how much of it is told
 */
public record Row(Total total, Clients clients, Shown shown) {

    /** How much of a row is told. */
    public enum Shown {
        ALL,
        /** How many there are in all, and nothing of what became of them. */
        SIZE,
        NOTHING
    }

    /** References of the clients who are in a population with at least one unit. */
    public record Clients(
            SortedSet<String> initial, SortedSet<String> excluded, SortedSet<String> met, SortedSet<String> unmet) {}

    /** @param contributions by the reference of the client */
    static Row of(Map<String, List<Contribution>> contributions) {
        List<Contribution> all = new ArrayList<>();
        contributions.values().forEach(all::addAll);
        Clients clients = new Clients(
                those(contributions, Counts::initial),
                those(contributions, Counts::excluded),
                those(contributions, Counts::numerator),
                those(contributions, counts -> counts.counted() - counts.numerator()));
        return new Row(Total.of(all), clients, Shown.ALL);
    }

    private static SortedSet<String> those(
            Map<String, List<Contribution>> contributions, ToLongFunction<Counts> count) {
        SortedSet<String> clients = new TreeSet<>();
        contributions.forEach((client, all) -> {
            if (all.stream().anyMatch(one -> count.applyAsLong(one.counts()) > 0)) {
                clients.add(client);
            }
        });
        return clients;
    }

    Row showing(Shown less) {
        return new Row(total, clients, less);
    }

    public boolean told() {
        return shown == Shown.ALL;
    }
}
