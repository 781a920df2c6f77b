package health.throughline.store;

import java.util.function.Supplier;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions at READ COMMITTED, shared by Hibernate and JDBC. Work that lost a race (deadlock, serialization, one id
 * created twice) is rolled back and done again; nothing is answered before the commit has returned.
 */
public final class Transactions {

    private static final int ATTEMPTS = 5;

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
        for (int attempt = 1; ; attempt++) {
            try {
                return execute(writing, work);
            } catch (StoreFailure e) {
                if (!e.repeatable() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
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
        try {
            return template.execute(status -> work.get());
        } catch (CannotCreateTransactionException e) {
            throw StoreFailure.unreachable();
        }
    }
}
