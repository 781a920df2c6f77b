package health.throughline.auth.token;

import health.throughline.auth.scope.SmartScopes;
import health.throughline.auth.site.Random256;
import health.throughline.store.auth.AuthorizationTable;
import health.throughline.store.auth.AuthorizationTable.AuthorizationRow;
import health.throughline.store.auth.Hashes;
import health.throughline.store.auth.TokenTable;
import health.throughline.store.auth.TokenTable.Kind;
import health.throughline.store.auth.TokenTable.TokenRow;
import health.throughline.store.sql.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;

/** Makes grants and the codes and tokens that follow from them, and ends them. */
public final class Grants {

    private static final Duration CODE = Duration.ofMinutes(1);
    private static final long PURGE_EVERY = Duration.ofMinutes(10).toNanos();

    /**
     * A value as it is given out, once.
     *
     * @param value the code or token itself
     */
    public record Issued(String value, TokenRow row) {}

    private final AuthorizationTable authorizations;
    private final TokenTable tokens;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final AtomicLong purged = new AtomicLong(System.nanoTime());

    public Grants(
            AuthorizationTable authorizations,
            TokenTable tokens,
            Transactions transactions,
            ApplicationEventPublisher events) {
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.transactions = transactions;
        this.events = events;
    }

    /** A grant that is stored with its first token. */
    public static Grant newGrant(
            String clientId, String subject, String session, SmartScopes scopes, Grant.Detail detail) {
        return new Grant(UUID.randomUUID().toString(), clientId, subject, session, scopes, detail);
    }

    /** Stores a grant and gives out its code. */
    public String code(Grant grant) {
        Issued code = made(grant.id(), Kind.CODE, grant.scopes().texts(), CODE);
        transactions.write(() -> {
            store(grant);
            tokens.insert(code.row());
            return code;
        });
        purge();
        return code.value();
    }

    public void store(Grant grant) {
        authorizations.insert(new AuthorizationRow(
                grant.id(),
                grant.clientId(),
                grant.subject(),
                grant.session(),
                grant.scopes().texts(),
                grant.detail().text(),
                Instant.now(),
                null));
    }

    /** A fresh value with its row, which {@link #add} stores. */
    public static Issued made(String authorization, Kind kind, List<String> scopes, Duration lifetime) {
        String value = Random256.text();
        Instant now = Instant.now();
        return new Issued(
                value, new TokenRow(Hashes.of(value), authorization, kind, scopes, now, now.plus(lifetime), null));
    }

    public void add(TokenRow row) {
        tokens.insert(row);
    }

    public <T> T atomically(Supplier<T> work) {
        return transactions.write(work);
    }

    /** A grant that holds. */
    public Optional<Grant> find(String id) {
        return authorizations.find(id).filter(row -> row.ended() == null).map(Grants::grant);
    }

    public Optional<TokenRow> token(String value) {
        return tokens.find(Hashes.of(value));
    }

    /** The newest of each kind. */
    public List<TokenRow> newest(String authorization) {
        return tokens.newest(authorization);
    }

    /** Ends one value, in exchange for another or for good; false when it had ended before. */
    public boolean end(TokenRow row, boolean exchanged) {
        boolean first = tokens.end(row.hash());
        ended(row.authorization(), exchanged);
        return first;
    }

    /** Ends the access tokens of a grant that a refresh replaces. */
    public void endAccess(String authorization) {
        tokens.endAccess(authorization);
        ended(authorization, true);
    }

    /** Ends a grant with everything that follows from it. */
    public void end(String authorization) {
        authorizations.end(authorization);
        ended(authorization, false);
    }

    public void endOfClient(String clientId) {
        if (authorizations.endOfClient(clientId) > 0) {
            events.publishEvent(new TokensEnded(null, false));
        }
    }

    public void endOfSubject(String subject) {
        authorizations.endOfSubject(subject);
        events.publishEvent(new TokensEnded(null, false));
    }

    public void endOfSession(String session) {
        if (authorizations.endOfSession(session) > 0) {
            events.publishEvent(new TokensEnded(null, false));
        }
    }

    /** The grants of a user that hold, newest first. */
    public List<Grant> of(String subject) {
        return authorizations.of(subject).stream().map(Grants::grant).toList();
    }

    private void ended(String authorization, boolean replaced) {
        Transactions.afterCommit(() -> events.publishEvent(new TokensEnded(authorization, replaced)));
    }

    /** Removes what has long expired, now and then. */
    public void purge() {
        long last = purged.get();
        long now = System.nanoTime();
        if (now - last > PURGE_EVERY && purged.compareAndSet(last, now)) {
            authorizations.purge();
        }
    }

    private static Grant grant(AuthorizationRow row) {
        return new Grant(
                row.id(),
                row.clientId(),
                row.subject(),
                row.session(),
                SmartScopes.of(row.scopes()),
                Grant.Detail.of(row.detail()));
    }
}
