package health.throughline.store.term.load;

/** A code system was not loaded; what was in force before still is. The message says why, and what to do about it. */
public final class LoadFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LoadFailed(String message) {
        super(message);
    }

    public LoadFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
