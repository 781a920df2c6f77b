package health.throughline.auth.account;

/** A change of an account that is not made; its message tells the one who asked for it what to do. */
public final class AccountRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    /** @param field name of the input it is about; empty when it is about none */
    public AccountRefused(String field, String message) {
        super(message);
        this.field = field;
        this.reason = message;
    }

    /** Why, and what to do. */
    public String reason() {
        return reason;
    }

    public String field() {
        return field;
    }

    /** A refusal is an answer, not a fault: no stack trace is taken. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
