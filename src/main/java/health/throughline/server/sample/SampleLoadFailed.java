package health.throughline.server.sample;

/** The server did not take the sample; says which request, the status, and what the server said, never the data. */
public final class SampleLoadFailed extends RuntimeException {

    public SampleLoadFailed(String message) {
        super(message);
    }

    public SampleLoadFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
