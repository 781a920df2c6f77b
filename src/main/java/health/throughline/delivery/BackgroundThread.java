package health.throughline.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** A thread that lives as long as the server; stopping it interrupts it and waits for its current step. */
final class BackgroundThread implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Runnable work;
    private @Nullable Thread thread;

    BackgroundThread(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    @Override
    public synchronized void start() {
        Thread started = new Thread(work, name);
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
