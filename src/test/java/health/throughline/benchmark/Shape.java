package health.throughline.benchmark;

import java.util.List;

/** A kind of request with the processor time it may take, and enough different requests of that kind to rotate. */
record Shape(String name, double aim, List<Request> requests) {

    /** A read or a search that finds nothing would be fast for the wrong reason. */
    boolean mustFind() {
        return requests.get(0).method().equals("GET");
    }
}
