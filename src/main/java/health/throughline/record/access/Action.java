package health.throughline.record.access;

/** What a SMART scope lets its holder do with a type: the letters {@code c r u d s}. */
public enum Action {
    /** {@code c}: create. */
    CREATE('c'),
    /** {@code r}: read, vread, the history of one resource. */
    READ('r'),
    /** {@code u}: update and patch, also where an update creates. */
    UPDATE('u'),
    /** {@code d}: delete. */
    DELETE('d'),
    /** {@code s}: search, the history of a type or of all. */
    SEARCH('s');

    private final char letter;

    Action(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }
}
