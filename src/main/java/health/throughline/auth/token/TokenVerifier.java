package health.throughline.auth.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.throughline.auth.account.Account;
import health.throughline.auth.account.AccountChanged;
import health.throughline.auth.account.AccountDirectory;
import health.throughline.auth.client.Client;
import health.throughline.auth.client.ClientChanged;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.scope.SmartScopes;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Party;
import health.throughline.record.access.Role;
import health.throughline.store.Generations;
import health.throughline.store.auth.TokenTable.Kind;
import health.throughline.store.auth.TokenTable.TokenRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.EventListener;

/**
 * From an access token to its caller. What was found is kept for half a minute at most; what ends in this process is
 * forgotten at once, and what ends in another as soon as its generation is seen, within seconds.
 */
public final class TokenVerifier {

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 20_000;
    private static final int LENGTH = 43;

    private record Verified(Caller caller, Instant expires, String authorization) {}

    private final Cache<String, Verified> kept =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
    private final AtomicLong seen = new AtomicLong(-1);
    private final AtomicLong forgotten = new AtomicLong();
    private final Grants grants;
    private final ClientRegistrations clients;
    private final AccountDirectory accounts;
    private final Generations.Watch others;

    public TokenVerifier(
            Grants grants, ClientRegistrations clients, AccountDirectory accounts, Generations generations) {
        this.grants = grants;
        this.clients = clients;
        this.accounts = accounts;
        this.others = generations.watch("tokens", Duration.ofSeconds(5));
    }

    /** @throws Refusal UNAUTHENTICATED when the token is none, or does not hold any more */
    public Caller verify(String token) {
        noticeOthers();
        Verified known = kept.getIfPresent(token);
        if (known == null) {
            long before = forgotten.get();
            known = verified(token).orElseThrow(TokenVerifier::unknown);
            kept.put(token, known);
            if (before != forgotten.get()) {
                kept.invalidate(token);
            }
        }
        if (!Instant.now().isBefore(known.expires())) {
            throw unknown();
        }
        return known.caller();
    }

    static Refusal unknown() {
        return new Refusal(
                Refusal.Reason.UNAUTHENTICATED,
                "The access token is not known, has expired or was revoked; get a new one from the token endpoint.");
    }

    private Optional<Verified> verified(String token) {
        if (token.length() != LENGTH) {
            return Optional.empty();
        }
        return grants.token(token)
                .filter(row -> row.kind() == Kind.ACCESS && row.live(Instant.now()))
                .flatMap(this::verified);
    }

    private Optional<Verified> verified(TokenRow row) {
        return grants.find(row.authorization())
                .flatMap(grant -> clients.enabled(grant.clientId()).flatMap(client -> caller(grant, row, client)))
                .map(caller -> new Verified(caller, row.expires(), row.authorization()));
    }

    private Optional<Caller> caller(Grant grant, TokenRow row, Client client) {
        SmartScopes scopes = SmartScopes.of(row.scopes()).within(client.scopes());
        if (grant.system()) {
            return Optional.of(new Caller(
                    grant.id(), client.party(), Party.NOBODY, Set.of(Role.SYSTEM), null, scopes.permissions()));
        }
        return accounts.active(grant.subject()).map(account -> of(grant, account, client.party(), scopes));
    }

    private static Caller of(Grant grant, Account account, Party client, SmartScopes scopes) {
        String patient = grant.detail().context().patient();
        return new Caller(
                grant.id(),
                client,
                new Party(account.subject(), account.name(), account.user()),
                account.roles(),
                patient.isEmpty() ? null : new ResourceKey("Patient", patient),
                scopes.permissions());
    }

    /** Other processes tell by a counter that something ended. */
    private void noticeOthers() {
        long current = others.current();
        if (seen.get() != current && seen.getAndSet(current) != current) {
            forgetAll();
        }
    }

    @EventListener
    void ended(TokensEnded event) {
        String authorization = event.authorization();
        if (authorization == null) {
            forgetAll();
        } else {
            forgotten.incrementAndGet();
            kept.asMap().values().removeIf(one -> one.authorization().equals(authorization));
        }
        if (!event.replaced()) {
            others.advance();
        }
    }

    @EventListener
    void changed(ClientChanged event) {
        forgetAll();
        others.advance();
    }

    @EventListener
    void changed(AccountChanged event) {
        grants.endOfSubject(event.subject());
    }

    private void forgetAll() {
        forgotten.incrementAndGet();
        kept.invalidateAll();
    }
}
