package health.throughline.server;

import health.throughline.fhir.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Reads a body within limits on its size, and on the time it may take: one that drips in would hold a thread for ever. */
final class BodyReader {

    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long SLOWEST_BYTES_PER_SECOND = 2_000;

    private final long maxBytes;
    private final LongSupplier nanos;

    /** @param nanos a clock that only its differences matter of */
    BodyReader(long maxBytes, LongSupplier nanos) {
        this.maxBytes = maxBytes;
        this.nanos = nanos;
    }

    /** @throws Refusal when a body of so many bytes would be too large */
    void requireSize(long bytes) {
        if (bytes > maxBytes) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "The body is larger than " + maxBytes / (1024 * 1024)
                            + " MB (after decompression); send it in parts.");
        }
    }

    static Refusal tooSlow() {
        return new Refusal(Refusal.Reason.TOO_SLOW, "The body came in too slowly; send it again.");
    }

    byte[] read(InputStream in) throws IOException {
        long start = nanos.getAsLong();
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        byte[] buffer = new byte[8192];
        long total = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            total += read;
            requireSize(total);
            requirePace(total, nanos.getAsLong() - start);
            out.write(buffer, 0, read);
        }
        return out.toByteArray();
    }

    private static void requirePace(long total, long elapsed) {
        double seconds = (elapsed - PATIENCE_NANOS) / 1e9;
        if (seconds > 0 && total < seconds * SLOWEST_BYTES_PER_SECOND) {
            throw tooSlow();
        }
    }
}
