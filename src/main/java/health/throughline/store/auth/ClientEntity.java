package health.throughline.store.auth;

import health.throughline.store.auth.ClientTable.ClientRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of the table auth_client. */
@Entity
@Table(name = "auth_client")
class ClientEntity {

    @Id
    @Column(name = "client_id")
    private String clientId = "";

    private String name = "";
    private String description = "";

    @Column(name = "logo_url")
    private String logoUrl = "";

    private String kind = "";

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "redirect_uris")
    private String[] redirectUris = {};

    @Column(name = "launch_url")
    private String launchUrl = "";

    @Column(name = "jwks_url")
    private String jwksUrl = "";

    private String jwks = "";

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] scopes = {};

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "cors_origins")
    private String[] corsOrigins = {};

    private String organization = "";

    @Column(name = "access_token_seconds")
    private int accessTokenSeconds;

    @Column(name = "secret_hash")
    private String secretHash = "";

    @Column(name = "previous_secret_hash")
    private String previousSecretHash = "";

    @Column(name = "previous_secret_until")
    private @Nullable Instant previousSecretUntil;

    private boolean enabled;
    private Instant created = Instant.now();
    private Instant updated = Instant.now();

    protected ClientEntity() {}

    static ClientEntity of(ClientRow row) {
        ClientEntity entity = new ClientEntity();
        entity.clientId = row.clientId();
        entity.name = row.name();
        entity.description = row.description();
        entity.logoUrl = row.logoUrl();
        entity.kind = row.kind();
        entity.redirectUris = row.redirectUris().toArray(String[]::new);
        entity.launchUrl = row.launchUrl();
        entity.jwksUrl = row.jwksUrl();
        entity.jwks = row.jwks();
        entity.scopes = row.scopes().toArray(String[]::new);
        entity.corsOrigins = row.corsOrigins().toArray(String[]::new);
        entity.organization = row.organization();
        entity.accessTokenSeconds = row.accessTokenSeconds();
        entity.secretHash = row.secrets().current();
        entity.previousSecretHash = row.secrets().previous();
        entity.previousSecretUntil = row.secrets().previousUntil();
        entity.enabled = row.enabled();
        entity.created = row.created();
        return entity;
    }

    ClientRow row() {
        return new ClientRow(
                clientId,
                name,
                description,
                logoUrl,
                kind,
                java.util.List.of(redirectUris),
                launchUrl,
                jwksUrl,
                jwks,
                java.util.List.of(scopes),
                java.util.List.of(corsOrigins),
                organization,
                accessTokenSeconds,
                new ClientTable.Secrets(secretHash, previousSecretHash, previousSecretUntil),
                enabled,
                created);
    }
}
