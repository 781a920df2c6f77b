package health.throughline.store.auth;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codes and tokens, found by their hashes. */
public final class TokenTable {

    private static final String COLUMNS = "t.hash, t.authorization_id, t.kind, t.scopes, t.issued, t.expires, t.ended";

    /** What a value is good for. */
    public enum Kind {
        CODE,
        ACCESS,
        REFRESH
    }

    /**
     * One code or token.
     *
     * @param ended when it was exchanged or revoked; null while it is neither
     */
    public record TokenRow(
            byte[] hash,
            String authorization,
            Kind kind,
            List<String> scopes,
            Instant issued,
            Instant expires,
            @Nullable Instant ended) {

        /** Whether it can be used, as far as it depends on this row alone. */
        public boolean live(Instant now) {
            return ended == null && now.isBefore(expires);
        }
    }

    private final Database database;

    TokenTable(Database database) {
        this.database = database;
    }

    public void insert(TokenRow row) {
        database.update(
                "token.insert",
                Sql.of(
                        "INSERT INTO auth_token (hash, authorization_id, kind, scopes, issued, expires) "
                                + "VALUES (?, ?, ?, ?, ?, ?)",
                        row.hash(),
                        row.authorization(),
                        row.kind().name(),
                        row.scopes().toArray(String[]::new),
                        at(row.issued()),
                        at(row.expires())));
    }

    public Optional<TokenRow> find(byte[] hash) {
        return database.first(
                "token.find",
                Sql.of("SELECT " + COLUMNS + " FROM auth_token t WHERE t.hash = ?", hash),
                TokenTable::row);
    }

    /** The newest of each kind that belongs to an authorization. */
    public List<TokenRow> newest(String authorization) {
        return database.list(
                "token.newest",
                Sql.of(
                        "SELECT DISTINCT ON (t.kind) " + COLUMNS
                                + " FROM auth_token t WHERE t.authorization_id = ? ORDER BY t.kind, t.issued DESC",
                        authorization),
                TokenTable::row);
    }

    /** Ends one; whether it was this call that did. Of two at the same moment, one gets false. */
    public boolean end(byte[] hash) {
        return database.update(
                        "token.end",
                        Sql.of("UPDATE auth_token SET ended = now() WHERE hash = ? AND ended IS NULL", hash))
                > 0;
    }

    /** Ends the access tokens of an authorization, when new ones replace them. */
    public void endAccess(String authorization) {
        database.update(
                "token.endAccess",
                Sql.of(
                        "UPDATE auth_token SET ended = now() WHERE authorization_id = ? AND kind = ? AND ended IS NULL",
                        authorization,
                        Kind.ACCESS.name()));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static TokenRow row(ResultSet row) throws SQLException {
        Array scopes = row.getArray(4);
        Timestamp ended = row.getTimestamp(7);
        return new TokenRow(
                row.getBytes(1),
                row.getString(2),
                Kind.valueOf(row.getString(3)),
                List.of((String[]) scopes.getArray()),
                row.getTimestamp(5).toInstant(),
                row.getTimestamp(6).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
