package health.throughline.auth.client;

import health.throughline.auth.site.Random256;
import health.throughline.fhir.Refusal;
import health.throughline.store.auth.ClientTable;
import health.throughline.store.auth.ClientTable.ClientRow;
import health.throughline.store.auth.ClientTable.Secrets;
import health.throughline.store.auth.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;

/** Registers clients and changes what is registered; whoever calls has checked that the user may. */
public final class ClientRegistrations {

    /**
     * A client as it was just registered.
     *
     * @param secret told this once; empty for clients without one
     */
    public record Registered(Client client, String secret) {}

    private final ClientTable table;
    private final ApplicationEventPublisher events;

    public ClientRegistrations(ClientTable table, ApplicationEventPublisher events) {
        this.table = table;
        this.events = events;
    }

    public List<Client> list() {
        return table.all().stream().map(ClientRegistrations::client).toList();
    }

    public Optional<Client> find(String clientId) {
        return table.find(clientId).map(ClientRegistrations::client);
    }

    /** The client, if there is one that may ask for tokens. */
    public Optional<Client> enabled(String clientId) {
        return find(clientId).filter(Client::enabled);
    }

    /** @throws Refusal UNPROCESSABLE when the draft breaks a rule */
    public Registered create(ClientDraft draft) {
        return create(UUID.randomUUID().toString(), draft);
    }

    /** The same with a client_id that was agreed before. */
    public Registered create(String clientId, ClientDraft draft) {
        ClientRules.check(draft);
        if (!clientId.matches("[A-Za-z0-9._~-]{1,100}") || table.find(clientId).isPresent()) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    "This client_id is taken or holds other than letters, digits and ._~-");
        }
        String secret = draft.kind() == ClientKind.SYMMETRIC ? Random256.text() : "";
        Secrets secrets = secret.isEmpty() ? Secrets.NONE : new Secrets(hash(secret), "", null);
        ClientRow row = row(clientId, draft, secrets, true, Instant.now());
        table.insert(row);
        changed(clientId);
        return new Registered(client(row), secret);
    }

    /** @throws Refusal NOT_FOUND, or UNPROCESSABLE when the draft breaks a rule or changes the kind */
    public Client update(String clientId, ClientDraft draft) {
        ClientRules.check(draft);
        ClientRow old = row(clientId);
        if (!kind(old).equals(draft.kind())) {
            throw new Refusal(Refusal.Reason.UNPROCESSABLE, "The kind of a client is not changed; register another.");
        }
        return save(row(clientId, draft, old.secrets(), old.enabled(), old.created()));
    }

    /** Lets a client ask for tokens, or makes all it was given void. */
    public Client enable(String clientId, boolean enabled) {
        ClientRow old = row(clientId);
        return save(row(clientId, client(old).terms(), old.secrets(), enabled, old.created()));
    }

    /**
     * Gives a symmetric client a new secret; the old one works for {@code overlap} more.
     *
     * @return the secret, told this once
     */
    public String rotateSecret(String clientId, Duration overlap) {
        ClientRow old = row(clientId);
        if (kind(old) != ClientKind.SYMMETRIC) {
            throw new Refusal(Refusal.Reason.UNPROCESSABLE, "Only symmetric clients have a secret.");
        }
        String secret = Random256.text();
        Secrets secrets =
                new Secrets(hash(secret), old.secrets().current(), Instant.now().plus(overlap));
        save(row(clientId, client(old).terms(), secrets, old.enabled(), old.created()));
        return secret;
    }

    /** Whether {@code secret} is that of an enabled symmetric client. */
    boolean proves(String clientId, String secret) {
        Secrets secrets = table.find(clientId)
                .filter(row -> row.enabled() && kind(row) == ClientKind.SYMMETRIC)
                .map(ClientRow::secrets)
                .orElse(Secrets.NONE);
        String given = hash(secret);
        Instant until = secrets.previousUntil();
        boolean overlap = until != null && Instant.now().isBefore(until);
        return same(given, secrets.current()) | (overlap && same(given, secrets.previous()));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Enough for secrets of 256 random bits, which is what all are. */
    private static String hash(String secret) {
        return HexFormat.of().formatHex(Hashes.of(secret));
    }

    /** The origins of browser apps that may call. */
    public List<String> origins() {
        return table.origins();
    }

    private ClientRow row(String clientId) {
        return table.find(clientId)
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such client."));
    }

    private Client save(ClientRow row) {
        table.update(row);
        changed(row.clientId());
        return client(row);
    }

    private void changed(String clientId) {
        events.publishEvent(new ClientChanged(clientId));
    }

    private static ClientKind kind(ClientRow row) {
        return ClientKind.valueOf(row.kind().toUpperCase(Locale.ROOT));
    }

    private static ClientRow row(
            String clientId, ClientDraft draft, Secrets secrets, boolean enabled, Instant created) {
        return new ClientRow(
                clientId,
                draft.name(),
                draft.description(),
                draft.logoUrl(),
                draft.kind().name().toLowerCase(Locale.ROOT),
                draft.redirectUris(),
                draft.launchUrl(),
                draft.jwksUrl(),
                draft.jwks(),
                draft.scopes(),
                draft.corsOrigins(),
                draft.organization(),
                (int) draft.accessTokens().toSeconds(),
                secrets,
                enabled,
                created);
    }

    private static Client client(ClientRow row) {
        ClientDraft terms = new ClientDraft(
                row.name(),
                row.description(),
                row.logoUrl(),
                kind(row),
                row.redirectUris(),
                row.launchUrl(),
                row.jwksUrl(),
                row.jwks(),
                row.scopes(),
                row.corsOrigins(),
                row.organization(),
                Duration.ofSeconds(row.accessTokenSeconds()));
        return new Client(row.clientId(), terms, row.enabled(), row.created());
    }
}
