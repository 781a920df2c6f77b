package health.throughline.store.trail;

import health.throughline.store.sql.Sql;
import java.util.Collection;

/** Which rows of the audit trail are asked for: all those that meet every condition added. */
public final class AuditQuery {

    private final Sql conditions = Sql.of("true");

    public AuditQuery id(long id) {
        return and("a.id = ?", id);
    }

    /** Rows of any of these patients, by the key of Patient/id. */
    public AuditQuery patients(Collection<Long> keys) {
        long[] all = keys.stream().mapToLong(Long::longValue).toArray();
        return and("a.patient = ANY (?) AND a.patient <> 0", all);
    }

    /** Rows that name this resource, at any version. */
    public AuditQuery resource(String reference) {
        return and("(a.resource = ? OR starts_with(a.resource, ?))", reference, reference + "/_history/");
    }

    /** Rows of a time from {@code lo} to {@code hi}, both included. */
    public AuditQuery time(long lo, long hi) {
        return and("a.time BETWEEN ? AND ?", lo, hi);
    }

    public AuditQuery notAtTime(long lo, long hi) {
        return and("a.time NOT BETWEEN ? AND ?", lo, hi);
    }

    public AuditQuery kinds(Collection<Integer> kinds) {
        return and("a.kind = ANY (?)", (Object) shorts(kinds));
    }

    public AuditQuery outcomes(Collection<Integer> outcomes) {
        return and("a.outcome = ANY (?)", (Object) shorts(outcomes));
    }

    /** Rows of requests for a version that the URL names, or of others. */
    public AuditQuery versionNamed(boolean named) {
        return and("(strpos(a.url, '/_history/') > 0) = ?", named);
    }

    /** Rows of requests by PATCH, or by other methods. */
    public AuditQuery patched(boolean patched) {
        return and("(a.method = 'PATCH') = ?", patched);
    }

    /** Rows of users who are this resource, such as {@code Practitioner/1}. */
    public AuditQuery user(String resource) {
        return and("a.user_resource = ? AND a.user_resource <> ''", resource);
    }

    /** Rows of the account or the client with this id. */
    public AuditQuery agent(String id) {
        return and("((a.account = ? AND a.account <> '') OR a.client = ?)", id, id);
    }

    private AuditQuery and(String condition, Object... values) {
        conditions.add(" AND " + condition, values);
        return this;
    }

    private static Short[] shorts(Collection<Integer> values) {
        return values.stream().map(Integer::shortValue).toArray(Short[]::new);
    }

    Sql where() {
        return conditions;
    }
}
