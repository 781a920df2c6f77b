package health.throughline.store.trail;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** The rows of the audit trail. There is no way to change or remove one. */
public final class AuditTable {

    private static final String INTO =
            "INSERT INTO audit (time, patient, kind, outcome, account, user_resource, client, "
                    + "authorization_id, purpose, address, request, method, url, resource, detail) ";

    private static final String MANY = INTO + "SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::smallint[], "
            + "?::smallint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], "
            + "?::text[], ?::text[], ?::text[])";

    /** Arrays of one element cost more than their element. */
    private static final String ONE = INTO + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String COLUMNS = "a.id, a.txid::text::bigint, a.time, a.patient, a.kind, a.outcome, a.account, "
            + "a.user_resource, a.client, a.authorization_id, a.purpose, a.address, a.request, a.method, a.url, "
            + "a.resource, a.detail";

    private static final String PATIENT_ID =
            ", CASE WHEN a.patient = 0 THEN NULL ELSE (SELECT p.fid FROM resource p WHERE p.fkey = a.patient) END";

    private final Database database;
    private final Database own;

    /** @param own on connections that no transaction of the record holds, for rows that must not wait for one */
    public AuditTable(Database database, Database own) {
        this.database = database;
        this.own = own;
    }

    /**
     * A further part of a WITH statement that adds {@code lines}, so that they are stored exactly if what the statement
     * changes is; nothing when there are none.
     */
    public static Sql insertion(List<AuditLine> lines) {
        return lines.isEmpty()
                ? new Sql()
                : new Sql().add(", audited AS (").add(statement(lines)).add(")");
    }

    /** Adds {@code lines} in a transaction of their own, which is committed when this returns. */
    public void insert(List<AuditLine> lines) {
        if (!lines.isEmpty()) {
            own.update(lines.size() == 1 ? "audit.insert" : "audit.insert-many", statement(lines));
        }
    }

    private static Sql statement(List<AuditLine> lines) {
        if (lines.size() == 1) {
            return Sql.of(ONE, values(lines.get(0)));
        }
        Object[] columns = {
            lines.stream().mapToLong(AuditLine::time).toArray(),
            lines.stream().mapToLong(AuditLine::patient).toArray(),
            lines.stream().map(line -> (short) line.kind()).toArray(Short[]::new),
            lines.stream().map(line -> (short) line.outcome()).toArray(Short[]::new),
            texts(lines, line -> line.agent().account()),
            texts(lines, line -> line.agent().userResource()),
            texts(lines, line -> line.agent().client()),
            texts(lines, line -> line.agent().authorization()),
            texts(lines, line -> line.agent().purpose()),
            texts(lines, line -> line.agent().address()),
            texts(lines, line -> line.request().id()),
            texts(lines, line -> line.request().method()),
            texts(lines, line -> line.request().url()),
            texts(lines, AuditLine::resource),
            texts(lines, AuditLine::detail)
        };
        return Sql.of(MANY, columns);
    }

    private static String[] texts(List<AuditLine> lines, Function<AuditLine, String> column) {
        return lines.stream().map(column).map(AuditLine::storable).toArray(String[]::new);
    }

    private static Object[] values(AuditLine line) {
        return new Object[] {
            line.time(),
            line.patient(),
            (short) line.kind(),
            (short) line.outcome(),
            AuditLine.storable(line.agent().account()),
            AuditLine.storable(line.agent().userResource()),
            AuditLine.storable(line.agent().client()),
            AuditLine.storable(line.agent().authorization()),
            AuditLine.storable(line.agent().purpose()),
            AuditLine.storable(line.agent().address()),
            AuditLine.storable(line.request().id()),
            AuditLine.storable(line.request().method()),
            AuditLine.storable(line.request().url()),
            AuditLine.storable(line.resource()),
            AuditLine.storable(line.detail())
        };
    }

    /**
     * The newest rows that {@code query} asks for, newest first.
     *
     * @param before only rows with smaller ids: the last of the page before, or {@link Long#MAX_VALUE}
     */
    public List<AuditRow> find(AuditQuery query, long before, int limit) {
        Sql sql = Sql.of("SELECT " + COLUMNS + PATIENT_ID + " FROM audit a WHERE ")
                .add(query.where())
                .add(" AND a.id < ? ORDER BY a.id DESC LIMIT " + limit, before);
        return database.list("audit.find", sql, AuditTable::rowWithPatient);
    }

    /** How many rows {@code query} asks for. */
    public long count(AuditQuery query) {
        return database.number(
                "audit.count", Sql.of("SELECT count(*) FROM audit a WHERE ").add(query.where()));
    }

    private static AuditRow rowWithPatient(ResultSet row) throws SQLException {
        String patient = row.getString(18);
        return row(row, patient == null ? "" : patient);
    }

    static AuditRow row(ResultSet row) throws SQLException {
        return row(row, "");
    }

    private static AuditRow row(ResultSet row, String patientId) throws SQLException {
        AuditLine.Agent agent = new AuditLine.Agent(
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12));
        AuditLine.Request request = new AuditLine.Request(row.getString(13), row.getString(14), row.getString(15));
        AuditLine line = new AuditLine(
                row.getLong(3),
                row.getInt(5),
                row.getInt(6),
                agent,
                request,
                row.getLong(4),
                row.getString(16),
                row.getString(17));
        return new AuditRow(row.getLong(1), row.getLong(2), line, patientId);
    }
}
