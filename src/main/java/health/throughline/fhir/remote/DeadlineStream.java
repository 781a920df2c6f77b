package health.throughline.fhir.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** What a socket sends, until a moment: one byte a second does not keep it open for ever. */
final class DeadlineStream extends InputStream {

    private static final long MILLISECOND = 1_000_000;

    private final Socket socket;
    private final InputStream in;
    private final long deadline;

    /** @param deadline as {@link System#nanoTime} tells it */
    DeadlineStream(Socket socket, long deadline) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.deadline = deadline;
    }

    /** Milliseconds left until then, at least one. */
    static int left(long deadline) throws SocketTimeoutException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("The other server took too long");
        }
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left / MILLISECOND));
    }

    @Override
    public int read() throws IOException {
        socket.setSoTimeout(left(deadline));
        return in.read();
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        socket.setSoTimeout(left(deadline));
        return in.read(buffer, from, length);
    }
}
