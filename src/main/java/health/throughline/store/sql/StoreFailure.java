package health.throughline.store.sql;

import health.throughline.fhir.Refusal;
import java.sql.SQLException;

/** A statement that PostgreSQL did not carry out. Its message names the statement and the SQLSTATE, never a value. */
public final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String QUERY_CANCELED = "57014";
    private static final String DEADLOCK = "40P01";
    private static final String SERIALIZATION = "40001";
    private static final String UNIQUE = "23505";

    private final String state;

    private StoreFailure(String name, String state) {
        super("Statement '" + name + "' failed with SQLSTATE " + state);
        this.state = state;
    }

    static RuntimeException of(String name, SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        if (QUERY_CANCELED.equals(state)) {
            return new Refusal(
                    Refusal.Reason.TIMEOUT,
                    "The search took longer than this server allows; narrow it, for example by patient or date.");
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")) {
            return unavailable();
        }
        return new StoreFailure(name, state);
    }

    /** What Spring and Hibernate made of a failure; without a cause in SQL there was no connection to be had. */
    static RuntimeException of(String name, RuntimeException wrapped) {
        Throwable cause = wrapped;
        while (cause != null && !(cause instanceof SQLException && ((SQLException) cause).getSQLState() != null)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException sql ? of(name, sql) : unavailable();
    }

    /** What was read before the lock was taken is no longer so. */
    public static StoreFailure changedMeanwhile() {
        return new StoreFailure("resource.lock", SERIALIZATION);
    }

    private static Refusal unavailable() {
        return new Refusal(Refusal.Reason.UNAVAILABLE, "The database cannot be reached just now; try again.");
    }

    /** Whether doing the same again may succeed: deadlock, serialization, or two writers creating one id at once. */
    public boolean repeatable() {
        return DEADLOCK.equals(state) || SERIALIZATION.equals(state) || UNIQUE.equals(state);
    }

    public String state() {
        return state;
    }
}
