package health.throughline.auth.authorize;

import org.jspecify.annotations.Nullable;

/** A request for authorization that is refused: told to the app where its redirect URI is beyond doubt, else to the user. */
final class AuthorizeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String error;
    private final transient @Nullable Return target;

    /**
     * Where the browser is sent back to.
     *
     * @param state as the app sent it; empty when it sent none
     */
    record Return(String redirectUri, String state) {}

    AuthorizeRefused(String error, String description, @Nullable Return target) {
        super(description);
        this.error = error;
        this.target = target;
    }

    String error() {
        return error;
    }

    @Nullable
    Return target() {
        return target;
    }

    /** An answer, not a fault: no stack trace is taken. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
