package health.throughline.store.trail;

/**
 * A row of the audit trail before it has a number; no text is null.
 *
 * @param time milliseconds since 1970
 * @param kind what was done, as a number that never changes its meaning
 * @param outcome 0, 4, 8 or 12, as in AuditEvent.outcome
 * @param patient fkey of Patient/id; 0 when none is concerned
 */
public record AuditLine(
        long time, int kind, int outcome, Agent agent, Request request, long patient, String resource, String detail) {

    /** Who did it. */
    public record Agent(
            String account, String userResource, String client, String authorization, String purpose, String address) {}

    /** The request by which it was done. */
    public record Request(String id, String method, String url) {}

    /** What PostgreSQL would not store (NUL, half a surrogate pair) becomes U+FFFD: nothing sent may hinder the audit. */
    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == 0 || Character.isSurrogate(one)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder all = new StringBuilder(text.length());
        text.codePoints()
                .map(one ->
                        one == 0 || (one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE) ? 0xFFFD : one)
                .forEach(all::appendCodePoint);
        return all.toString();
    }
}
