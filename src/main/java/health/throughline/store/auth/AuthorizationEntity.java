package health.throughline.store.auth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of the table auth_authorization. */
@Entity
@Table(name = "auth_authorization")
class AuthorizationEntity {

    @Id
    private String id = "";

    @Column(name = "client_id")
    private String clientId = "";

    private String subject = "";
    private String session = "";

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] scopes = {};

    private byte[] detail = {};
    private Instant created = Instant.now();
    private @Nullable Instant ended;

    protected AuthorizationEntity() {}

    static AuthorizationEntity of(AuthorizationTable.AuthorizationRow row, byte[] sealed) {
        AuthorizationEntity entity = new AuthorizationEntity();
        entity.id = row.id();
        entity.clientId = row.clientId();
        entity.subject = row.subject();
        entity.session = row.session();
        entity.scopes = row.scopes().toArray(String[]::new);
        entity.detail = sealed;
        entity.created = row.created();
        entity.ended = row.ended();
        return entity;
    }

    AuthorizationTable.AuthorizationRow row(Seal seal) {
        return new AuthorizationTable.AuthorizationRow(
                id,
                clientId,
                subject,
                session,
                List.of(scopes),
                seal.open(detail, AuthorizationTable.PLACE + id),
                created,
                ended);
    }
}
