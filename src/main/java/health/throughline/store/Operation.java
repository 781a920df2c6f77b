package health.throughline.store;

/** What made a version: the request method that history shows for it. */
public enum Operation {
    CREATE(1, "POST", "201"),
    UPDATE(2, "PUT", "200"),
    DELETE(3, "DELETE", "204"),
    /** Not a version of its own: a resource inside another. */
    CONTAINED(4, "", "");

    private final short code;
    private final String method;
    private final String status;

    Operation(int code, String method, String status) {
        this.code = (short) code;
        this.method = method;
        this.status = status;
    }

    /** The one that the database writes as {@code code}. */
    public static Operation of(short code) {
        return values()[code - 1];
    }

    short code() {
        return code;
    }

    public String method() {
        return method;
    }

    public String status() {
        return status;
    }
}
