package health.throughline.benchmark;

import health.throughline.server.sample.SampleBundle;
import health.throughline.server.sample.SampleLoader;
import health.throughline.server.sample.SampleProgramme;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Loads the sample over two connections, a client at a time, and counts what it wrote. */
final class Import {

    private static final int CONNECTIONS = 2;

    private final SampleProgramme programme;
    private final Consumer<String> progress;
    private final List<SampleLoader> loaders = new ArrayList<>();
    private final AtomicLong resources = new AtomicLong();
    private final List<Double> latencies = new ArrayList<>();

    Import(String base, int clients, Consumer<String> progress) {
        this.programme = new SampleProgramme(Settings.SEED, clients);
        this.progress = progress;
        for (var i = 0; i < CONNECTIONS; i++) {
            loaders.add(new SampleLoader(base, progress));
        }
    }

    /** Everything before this client warms the server up. */
    int firstMeasured() {
        return 1 + programme.clients() / 10;
    }

    void programme() {
        programme.programme().forEach(bundle -> post(loaders.get(0), bundle));
    }

    /** Imports these clients, shared out over the connections; returns what that took. */
    Load clients(int from, int to) {
        resources.set(0);
        latencies.clear();
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            var shares = new ArrayList<Future<?>>();
            for (var i = 0; i < CONNECTIONS; i++) {
                var loader = loaders.get(i);
                var first = from + i;
                shares.add(pool.submit(() -> share(loader, first, to)));
            }
            shares.forEach(Import::await);
        } finally {
            pool.shutdownNow();
        }
        latencies.sort(null);
        return new Load(resources.get(), 0, percentile(0.5), percentile(0.99));
    }

    private static void await(Future<?> share) {
        try {
            share.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The import broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private void share(SampleLoader loader, int first, int to) {
        for (var client = first; client <= to; client += CONNECTIONS) {
            programme.client(client).forEach(bundle -> post(loader, bundle));
            if (client % 50 == 0) {
                progress.accept("  imported client " + client + " of " + programme.clients());
            }
        }
    }

    private void post(SampleLoader loader, SampleBundle bundle) {
        var begin = System.nanoTime();
        loader.post(bundle);
        var milliseconds = (System.nanoTime() - begin) / 1e6;
        resources.addAndGet(bundle.size());
        synchronized (latencies) {
            latencies.add(milliseconds);
        }
    }

    private double percentile(double share) {
        return latencies.isEmpty() ? 0 : latencies.get((int) (share * (latencies.size() - 1)));
    }
}
