package health.throughline.search.type;

/** The search parameter types of R4, and one more. */
public enum SearchKind {
    NUMBER,
    DATE,
    STRING,
    TOKEN,
    REFERENCE,
    COMPOSITE,
    QUANTITY,
    URI,
    SPECIAL,
    /** Of this server: full text. */
    WORDS;

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static SearchKind of(String code) {
        return valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }
}
