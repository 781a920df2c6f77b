package health.throughline.record.trail;

import health.throughline.store.trail.AuditRow;
import health.throughline.store.trail.SealTable;
import health.throughline.store.trail.SealTable.Position;
import health.throughline.store.trail.SealTable.Seal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Computes every seal of the audit trail anew, to the first place where something was altered. */
public final class TrailCheck {

    private static final int SEALS_AT_ONCE = 100;
    private static final long PATIENCE_MILLIS = 600_000;

    private final SealTable seals;
    private final long now;
    private Position position = Position.START;
    private byte[] head = SealChain.ORIGIN;
    private long number;
    private long rows;
    private boolean expectedSeen;

    public TrailCheck(SealTable seals, long now) {
        this.seals = seals;
        this.now = now;
    }

    /**
     * What was found.
     *
     * @param head hash of the last seal that is right, as hexadecimal digits
     * @param unsealed rows behind the last seal, which the next one will cover
     * @param broken the first place where the trail is not what it was; empty when it is whole
     */
    public record Result(long seals, long rows, long unsealed, String head, Optional<String> broken) {}

    /**
     * @param expected a head that an earlier check printed; empty to ask for none
     * @param progress told how many rows have been checked, now and then
     */
    public Result run(String expected, LongConsumer progress) {
        Optional<String> broken = Optional.empty();
        List<Seal> page = seals.after(0, SEALS_AT_ONCE);
        while (broken.isEmpty() && !page.isEmpty()) {
            for (int i = 0; i < page.size() && broken.isEmpty(); i++) {
                broken = check(page.get(i), expected);
            }
            progress.accept(rows);
            page = seals.after(number, SEALS_AT_ONCE);
        }
        long unsealed = broken.isPresent() ? 0 : seals.unsealed(position);
        return new Result(number, rows, unsealed, hex(head), broken.or(() -> tail(expected)));
    }

    private Optional<String> check(Seal seal, String expected) {
        if (seal.number() != number + 1) {
            return Optional.of("Seal " + (number + 1) + " is missing; the next one there is " + seal.number() + ".");
        }
        if (!Arrays.equals(seal.previous(), head)) {
            return Optional.of("Seal " + seal.number() + " does not follow from seal " + number
                    + ": one of the two was changed or made anew.");
        }
        List<AuditRow> covered = seals.until(position, seal.until(), 2 * Sealing.MOST_ROWS);
        if (!Arrays.equals(SealChain.hash(seal, covered), seal.hash())) {
            return Optional.of(place(seal, covered));
        }
        position = seal.until();
        head = seal.hash();
        number = seal.number();
        rows += covered.size();
        expectedSeen |= hex(head).equalsIgnoreCase(expected);
        return Optional.empty();
    }

    /** Which row it is, by the marks that the seal keeps of its rows. */
    private static String place(Seal seal, List<AuditRow> rows) {
        byte[] was = seal.marks();
        byte[] is = SealChain.marks(rows);
        String under = " under seal " + seal.number() + " of " + Instant.ofEpochMilli(seal.time()) + ".";
        int same = Arrays.mismatch(was, is);
        if (same < 0 || was.length != seal.count() * SealChain.MARK) {
            return "The seal itself was changed:" + under;
        }
        int at = same / SealChain.MARK;
        String before = at == 0
                ? "before the first row"
                : "behind row " + rows.get(at - 1).id();
        if (rest(was, at + 1, is, at)) {
            return "A row is missing " + before + under;
        }
        String found = at < rows.size() ? "Row " + rows.get(at).id() : "A row";
        if (rest(was, at, is, at + 1)) {
            return found + " was inserted" + under;
        }
        if (was.length == is.length && rest(was, at + 1, is, at + 1)) {
            return found + " was changed" + under;
        }
        return "Several rows were changed, removed or inserted " + before + " (" + seal.count() + " were there, "
                + rows.size() + " are)" + under;
    }

    /** Whether the marks from one place on are those from the other place on. */
    private static boolean rest(byte[] was, int from, byte[] is, int other) {
        int start = from * SealChain.MARK;
        int second = other * SealChain.MARK;
        return start <= was.length
                && second <= is.length
                && Arrays.equals(was, start, was.length, is, second, is.length);
    }

    private Optional<String> tail(String expected) {
        if (!expected.isEmpty() && !expectedSeen) {
            return Optional.of("No seal has the given head: the trail was cut off before it, or made anew.");
        }
        return seals.settled(position, 1).stream()
                .map(row -> row.line().time())
                .filter(time -> now - time > PATIENCE_MILLIS)
                .findFirst()
                .map(time ->
                        "No seal covers the rows from " + Instant.ofEpochMilli(time) + " on: seals were removed, or "
                                + "the server ended before it made them; then start it, and check again.");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
