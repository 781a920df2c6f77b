package health.throughline.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Holds resources against profiles after they are stored, for findings that refuse nothing and that nobody waits for: each
 * distinct one is logged once, all are counted. It takes no more than its share of one processor; what comes faster than
 * that is left out, and counted.
 */
public final class BackgroundChecks implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundChecks.class);
    private static final int WAITING = 100;
    private static final int DISTINCT = 1_000;
    private static final String COUNTER = "throughline.validation.";

    private final ProfileCheck profiles;
    private final double share;
    private final MeterRegistry meters;
    private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(WAITING);
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    private record Work(ObjectNode resource, List<String> against) {}

    BackgroundChecks(ProfileCheck profiles, double share, MeterRegistry meters) {
        this.profiles = profiles;
        this.share = share;
        this.meters = meters;
    }

    void offer(ObjectNode resource, List<String> against) {
        if (share > 0 && !queue.offer(new Work(resource, against))) {
            meters.counter(COUNTER + "unchecked").increment();
        }
    }

    private void work() {
        while (running) {
            try {
                Work next = queue.poll(1, TimeUnit.SECONDS);
                if (next != null) {
                    long start = System.nanoTime();
                    check(next);
                    long taken = System.nanoTime() - start;
                    TimeUnit.NANOSECONDS.sleep((long) (taken / share - taken));
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void check(Work work) {
        try {
            profiles.findings(work.resource(), work.against()).forEach(issue -> found(work, issue));
        } catch (RuntimeException e) {
            LOG.warn("A background check failed: {}", e.getClass().getName());
        }
    }

    private void found(Work work, Issue issue) {
        String type = work.resource().path("resourceType").asText("");
        meters.counter(
                        COUNTER + "findings",
                        "type",
                        type,
                        "severity",
                        issue.severity().code())
                .increment();
        String finding = type + " " + issue.diagnostics();
        if (told.size() < DISTINCT && told.add(finding)) {
            LOG.info("Stored all the same: {} ({})", finding, issue.expression());
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        if (share > 0) {
            Thread thread = new Thread(this::work, "validation");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
