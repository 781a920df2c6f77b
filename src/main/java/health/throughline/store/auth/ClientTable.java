package health.throughline.store.auth;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Entities;
import health.throughline.store.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered clients. */
public final class ClientTable {

    /** Hashes of a client's secrets; empty where there is none. */
    public record Secrets(
            String current, String previous, @Nullable Instant previousUntil) {

        public static final Secrets NONE = new Secrets("", "", null);
    }

    /** One client; what is not given is empty. */
    public record ClientRow(
            String clientId,
            String name,
            String description,
            String logoUrl,
            String kind,
            List<String> redirectUris,
            String launchUrl,
            String jwksUrl,
            String jwks,
            List<String> scopes,
            List<String> corsOrigins,
            String organization,
            int accessTokenSeconds,
            Secrets secrets,
            boolean enabled,
            Instant created) {}

    private final Entities entities;
    private final Database database;

    ClientTable(Entities entities, Database database) {
        this.entities = entities;
        this.database = database;
    }

    public Optional<ClientRow> find(String clientId) {
        return Optional.ofNullable(entities.with(session -> session.get(ClientEntity.class, clientId)))
                .map(ClientEntity::row);
    }

    public void insert(ClientRow row) {
        entities.with(session -> session.insert(ClientEntity.of(row)));
    }

    public void update(ClientRow row) {
        entities.with(session -> {
            session.update(ClientEntity.of(row));
            return row;
        });
    }

    /** All, by name. */
    public List<ClientRow> all() {
        return Objects.requireNonNull(entities.with(session -> session.createSelectionQuery(
                                "from ClientEntity order by name, clientId", ClientEntity.class)
                        .getResultList()))
                .stream()
                .map(ClientEntity::row)
                .toList();
    }

    /** The origins of browser apps among the enabled clients. */
    public List<String> origins() {
        return database.list(
                "client.origins",
                Sql.of("SELECT DISTINCT unnest(cors_origins) FROM auth_client WHERE enabled"),
                row -> row.getString(1));
    }
}
