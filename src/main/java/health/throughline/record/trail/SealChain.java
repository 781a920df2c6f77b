package health.throughline.record.trail;

import health.throughline.store.trail.AuditLine;
import health.throughline.store.trail.AuditRow;
import health.throughline.store.trail.SealTable.Position;
import health.throughline.store.trail.SealTable.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a seal follows from the one before it and from its rows: SHA-256 of the hash before, the seal's number, time, count
 * and last row, and the SHA-256 of each row. A row is hashed in its own form: numbers big-endian, each text with its
 * length before it, so that no two rows have the same bytes.
 */
final class SealChain {

    /** What the first seal follows from. */
    static final byte[] ORIGIN = new byte[32];

    /** Bytes of a row's hash that its seal keeps. */
    static final int MARK = 8;

    private SealChain() {}

    /** The seal of {@code rows} that follows {@code last}. */
    static Seal next(@Nullable Seal last, List<AuditRow> rows, long time) {
        long number = last == null ? 1 : last.number() + 1;
        byte[] previous = last == null ? ORIGIN : last.hash();
        Position until = rows.get(rows.size() - 1).position();
        Seal open = new Seal(number, until, time, rows.size(), previous, ORIGIN, marks(rows));
        return new Seal(number, until, time, rows.size(), previous, hash(open, rows), open.marks());
    }

    /** What the hash of {@code seal} has to be when these are its rows. */
    static byte[] hash(Seal seal, List<AuditRow> rows) {
        MessageDigest digest = sha256();
        digest.update(seal.previous());
        digest.update(ByteBuffer.allocate(5 * Long.BYTES)
                .putLong(seal.number())
                .putLong(seal.time())
                .putLong(seal.count())
                .putLong(seal.until().transaction())
                .putLong(seal.until().id())
                .flip());
        rows.forEach(row -> digest.update(hash(row)));
        return digest.digest();
    }

    static byte[] marks(List<AuditRow> rows) {
        ByteBuffer marks = ByteBuffer.allocate(rows.size() * MARK);
        rows.forEach(row -> marks.put(hash(row), 0, MARK));
        return marks.array();
    }

    private static byte[] hash(AuditRow row) {
        AuditLine line = row.line();
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(6 * Long.BYTES)
                .putLong(row.id())
                .putLong(row.transaction())
                .putLong(line.time())
                .putLong(line.patient())
                .putLong(line.kind())
                .putLong(line.outcome())
                .flip());
        texts(line).forEach(text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        });
        return digest.digest();
    }

    private static Stream<String> texts(AuditLine line) {
        AuditLine.Agent agent = line.agent();
        AuditLine.Request request = line.request();
        return Stream.of(
                agent.account(),
                agent.userResource(),
                agent.client(),
                agent.authorization(),
                agent.purpose(),
                agent.address(),
                request.id(),
                request.method(),
                request.url(),
                line.resource(),
                line.detail());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
