package health.throughline.server.sample;

import java.util.List;

/** How a client fares over the twelve weeks: burden of symptoms by day, from 0 (well) to 10. */
enum Trajectory {
    IMPROVING {
        @Override
        double burden(int day) {
            return 7.0 - 4.5 * day / LAST_DAY;
        }
    },
    PLATEAU {
        @Override
        double burden(int day) {
            return 5.2;
        }
    },
    SLOW_DRIFT {
        @Override
        double burden(int day) {
            return 3.4 + 4.2 * Math.max(0, day - 21) / (LAST_DAY - 21);
        }
    },
    SUDDEN_RELAPSE {
        @Override
        double burden(int day) {
            var untilThen = 6.2 - 3.0 * Math.min(day, RELAPSE_DAY) / RELAPSE_DAY;
            return day < RELAPSE_DAY ? untilThen : Math.max(4.5, 8.8 - 0.15 * (day - RELAPSE_DAY));
        }
    },
    SILENT_DROP_OUT {
        @Override
        double burden(int day) {
            return 5.8 + 1.2 * day / LAST_DAY;
        }
    };

    static final int LAST_DAY = 83;
    static final int RELAPSE_DAY = 50;

    /** Every ten clients: four improve, two each stay level or drift, one each relapses or falls silent. */
    private static final List<Trajectory> TURN = List.of(
            IMPROVING,
            SUDDEN_RELAPSE,
            SLOW_DRIFT,
            PLATEAU,
            IMPROVING,
            SILENT_DROP_OUT,
            IMPROVING,
            SLOW_DRIFT,
            PLATEAU,
            IMPROVING);

    private static final int SILENT_FROM = 38;

    abstract double burden(int day);

    /** Whether the client still answers and attends on this day. */
    boolean present(int day) {
        return this != SILENT_DROP_OUT || day < SILENT_FROM;
    }

    static Trajectory of(int client) {
        return TURN.get((client - 1) % TURN.size());
    }
}
