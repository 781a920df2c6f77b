package health.throughline.store.sql;

import health.throughline.fhir.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions at READ COMMITTED, shared by Hibernate and JDBC. Work that lost a race (deadlock, serialization, one id
 * created twice) is rolled back and done again; nothing is answered before the commit has returned.
 */
public final class Transactions {

    private static final int ATTEMPTS = 5;
    private static final String CONTENDED =
            "Other writers kept changing the same resources; nothing was stored, try again.";
    private static final String IN_DOUBT = "The database went away while the change was being stored; "
            + "look whether it was stored before you repeat it.";

    private static final ThreadLocal<List<Runnable>> WAITING = ThreadLocal.withInitial(ArrayList::new);

    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    public Transactions(PlatformTransactionManager manager) {
        this.writing = new TransactionTemplate(manager);
        this.reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Runs {@code work} to its commit, up to five times; within a transaction it becomes part of that one. */
    public <T> T write(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        T result = untilCommitted(work);
        committed();
        return result;
    }

    private <T> T untilCommitted(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                WAITING.remove();
                return execute(writing, work);
            } catch (StoreFailure e) {
                if (!e.repeatable()) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    throw new Refusal(Refusal.Reason.CONFLICT, CONTENDED);
                }
            }
        }
    }

    /**
     * Runs {@code work} once the current transaction is committed, outside of it; never when it is rolled back. Without a
     * transaction it is run at once.
     */
    public static void afterCommit(Runnable work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            WAITING.get().add(work);
        } else {
            work.run();
        }
    }

    private static void committed() {
        List<Runnable> works = WAITING.get();
        WAITING.remove();
        works.forEach(Runnable::run);
    }

    /** Runs {@code work} on one snapshot of the record. */
    public <T> T read(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        return execute(reading, work);
    }

    @SuppressWarnings("NullAway") // the template hands back what the work returned
    private static <T> T execute(TransactionTemplate template, Supplier<T> work) {
        AtomicBoolean worked = new AtomicBoolean();
        try {
            return template.execute(status -> {
                T result = work.get();
                worked.set(true);
                return result;
            });
        } catch (TransactionException | DataAccessException e) {
            throw refused(e, worked.get());
        }
    }

    /** The failure of a begin, a rollback or a commit; the work's own failures pass as they are. */
    private static RuntimeException refused(RuntimeException failure, boolean worked) {
        if (failure instanceof TransactionSystemException rollback
                && rollback.getApplicationException() instanceof RuntimeException cause) {
            return cause;
        }
        RuntimeException reason = StoreFailure.of("transaction", failure);
        boolean lost = reason instanceof Refusal refusal && refusal.reason() == Refusal.Reason.UNAVAILABLE;
        return worked && lost ? new Refusal(Refusal.Reason.UNAVAILABLE, IN_DOUBT) : reason;
    }
}
