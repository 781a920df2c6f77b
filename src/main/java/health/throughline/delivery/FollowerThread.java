package health.throughline.delivery;

import health.throughline.event.Follower;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the followers look every second. */
final class FollowerThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowerThread.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<Follower> followers;

    FollowerThread(List<Follower> followers) {
        this.followers = List.copyOf(followers);
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            followers.forEach(FollowerThread::follow);
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void follow(Follower follower) {
        try {
            follower.follow();
        } catch (RuntimeException e) {
            LOG.warn("{} could not look for changes: {}", follower.getClass().getSimpleName(), e.getMessage());
        }
    }
}
