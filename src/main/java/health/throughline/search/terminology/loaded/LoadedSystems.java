package health.throughline.search.terminology.loaded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.store.sql.Database;
import health.throughline.store.term.CodeSystemTable;
import health.throughline.store.term.CodeSystemTable.Loaded;
import health.throughline.store.term.ConceptTable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The code systems in force that were loaded from release files; a new version is seen within seconds. */
public final class LoadedSystems {

    private static final long FRESH_NANOS = 2_000_000_000L;

    private final Database database;
    private final CodeSystemTable table;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile State state = new State(Map.of(), 0, Long.MIN_VALUE);

    private record System(int id, CodeSystem codes) {}

    private record State(Map<String, System> systems, long generation, long read) {}

    public LoadedSystems(Database database) {
        this.database = database;
        this.table = new CodeSystemTable(database);
    }

    /** The system of this url, when it was loaded and in the version that is asked for. */
    public Optional<CodeSystem> find(Canonical name) {
        System found = current().systems().get(name.url());
        return Optional.ofNullable(found)
                .map(System::codes)
                .filter(codes -> name.version().isEmpty() || name.version().equals(codes.version()));
    }

    public boolean any() {
        return !current().systems().isEmpty();
    }

    public boolean has(String url) {
        return current().systems().containsKey(url);
    }

    public Collection<CodeSystem> all() {
        return current().systems().values().stream().map(System::codes).toList();
    }

    /** Another number whenever another version has come into force. */
    public long generation() {
        return current().generation();
    }

    private State current() {
        State known = state;
        boolean first = known.read() == Long.MIN_VALUE;
        if (!first && java.lang.System.nanoTime() - known.read() < FRESH_NANOS) {
            return known;
        }
        if (first) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return known;
        }
        try {
            state = read(known);
            return state;
        } finally {
            reading.unlock();
        }
    }

    private State read(State known) {
        long now = java.lang.System.nanoTime();
        Map<String, System> systems = new HashMap<>();
        boolean same = true;
        Collection<Loaded> rows = table.current();
        for (Loaded row : rows) {
            System before = known.systems().get(row.url());
            boolean kept = before != null && before.id() == row.id();
            same &= kept;
            systems.put(row.url(), kept ? before : new System(row.id(), codes(row)));
        }
        boolean changed = !same || systems.size() != known.systems().size();
        return new State(systems, known.generation() + (changed ? 1 : 0), now);
    }

    private CodeSystem codes(Loaded row) {
        ObjectNode definition = FhirJson.parseStored(row.definition().getBytes(StandardCharsets.UTF_8));
        return CodeSystem.of(
                definition, new LoadedConcepts(new ConceptTable(database, row.id()), row.concepts(), definition));
    }
}
