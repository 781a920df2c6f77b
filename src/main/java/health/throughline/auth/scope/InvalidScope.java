package health.throughline.auth.scope;

/** Scopes that cannot be granted at all: the OAuth error {@code invalid_scope}. */
public final class InvalidScope extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public InvalidScope(String message) {
        super(message);
        this.reason = message;
    }

    /** What is wrong with them. */
    public String reason() {
        return reason;
    }

    /** An answer, not a fault: no stack trace is taken. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
