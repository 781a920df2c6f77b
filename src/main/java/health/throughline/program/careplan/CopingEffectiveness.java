package health.throughline.program.careplan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How well a client's strategies work for them. A mean over few uses is drawn towards the client's own mean over all of them,
 * as if each strategy had been used {@value #WEIGHT} more times with that result: what was tried once and helped a lot does
 * not pass what has helped well for weeks.
 */
final class CopingEffectiveness {

    static final int WEIGHT = 4;

    /** The check-in after the next ones is too far away to say something of the use. */
    private static final Duration NEXT = Duration.ofDays(3);

    private CopingEffectiveness() {}

    /**
     * A check-in.
     *
     * @param strategies that were used before it
     * @param helped how much, from 0 to 4; null when not said
     * @param craving the strongest urge before it, from 0 to 10; null when not said
     */
    record Day(
            Instant at,
            List<String> strategies,
            @Nullable Double helped,
            @Nullable Double craving) {}

    /**
     * How well a strategy works.
     *
     * @param rated uses that were rated
     * @param helped how much it helps, from 0 to 4; empty when nothing was rated
     * @param compared uses on days with an urge that were followed by a check-in
     * @param eased the share of those after which the urge was weaker; empty when there were none
     */
    record Result(String strategy, int uses, int rated, OptionalDouble helped, int compared, OptionalDouble eased) {}

    /** What was counted of one strategy, or of all. */
    private static final class Tally {

        private int uses;
        private int rated;
        private double sum;
        private int compared;
        private int eased;

        void add(Day day, Optional<Boolean> weaker) {
            uses++;
            Double rating = day.helped();
            if (rating != null) {
                rated++;
                sum += rating;
            }
            if (weaker.isPresent()) {
                compared++;
                eased += weaker.get() ? 1 : 0;
            }
        }

        Result result(String strategy, Tally all) {
            return new Result(
                    strategy,
                    uses,
                    rated,
                    drawn(sum, rated, all.sum, all.rated),
                    compared,
                    drawn(eased, compared, all.eased, all.compared));
        }

        private static OptionalDouble drawn(double sum, int count, double allSum, int allCount) {
            if (count == 0) {
                return OptionalDouble.empty();
            }
            double own = allSum / allCount;
            return OptionalDouble.of((sum + WEIGHT * own) / (count + WEIGHT));
        }
    }

    /** The strategies that were used, the most helpful first. */
    static List<Result> of(List<Day> days) {
        List<Day> ordered = new ArrayList<>(days);
        ordered.sort(Comparator.comparing(Day::at));
        Map<String, Tally> tallies = new LinkedHashMap<>();
        Tally all = new Tally();
        for (int i = 0; i < ordered.size(); i++) {
            Day day = ordered.get(i);
            Optional<Boolean> weaker = weaker(day, i + 1 < ordered.size() ? ordered.get(i + 1) : null);
            for (String strategy : day.strategies()) {
                tallies.computeIfAbsent(strategy, key -> new Tally()).add(day, weaker);
                all.add(day, weaker);
            }
        }
        return tallies.entrySet().stream()
                .map(entry -> entry.getValue().result(entry.getKey(), all))
                .sorted(Comparator.comparingDouble(
                                (Result result) -> result.helped().orElse(-1))
                        .reversed()
                        .thenComparing(Comparator.comparingInt(Result::uses).reversed())
                        .thenComparing(Result::strategy))
                .toList();
    }

    private static Optional<Boolean> weaker(Day day, @Nullable Day next) {
        if (next == null || Duration.between(day.at(), next.at()).compareTo(NEXT) > 0) {
            return Optional.empty();
        }
        Double urge = day.craving();
        Double after = next.craving();
        return urge == null || after == null || urge <= 0 ? Optional.empty() : Optional.of(after < urge);
    }
}
