package health.throughline.benchmark;

/** One measured number beside the number aimed at; figures without requests carry an empty load. */
record Figure(String name, String unit, double aim, double value, Load load, boolean found) {

    static final String PROCESSOR = "ms CPU per request";

    private static final Load NO_LOAD = new Load(0, 0, 0, 0);

    static Figure of(String name, String unit, double aim, double value) {
        return new Figure(name, unit, aim, value, NO_LOAD, true);
    }

    static Figure perRequest(Shape shape, long milliseconds, Load load, boolean found) {
        var each = (double) milliseconds / Math.max(1, load.requests());
        return new Figure(shape.name(), PROCESSOR, shape.aim(), each, load, found);
    }

    /** An import's requests are the resources in it; its latencies are those of whole transactions. */
    static Figure ofImport(double aim, long milliseconds, Load load) {
        var each = (double) milliseconds / Math.max(1, load.requests());
        return new Figure("import", "ms CPU per resource", aim, each, load, true);
    }

    boolean countsRequests() {
        return unit.startsWith("ms CPU");
    }

    boolean failed() {
        return load.failures() > 0 || !found || (countsRequests() && load.requests() == 0);
    }

    String verdict() {
        if (load.failures() > 0) {
            return "FAILED (" + load.failures() + " not 2xx)";
        }
        if (failed()) {
            return found ? "FAILED (no answer)" : "FAILED (nothing found or refused)";
        }
        return value <= aim ? "within" : "over";
    }
}
