package health.throughline.fhir.remote;

/** A call that was not made, or not to its end: the address is not allowed, or a limit was reached. */
public final class OutgoingRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutgoingRefused(String message) {
        super(message);
    }

    OutgoingRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
