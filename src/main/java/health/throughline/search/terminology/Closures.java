package health.throughline.search.terminology;

import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.fhir.terminology.Concept;
import health.throughline.store.sql.Transactions;
import health.throughline.store.term.ClosureTable;
import health.throughline.store.term.ClosureTable.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * The closure tables that clients keep up by telling the codes they meet: each time they learn what is new.
 *
 * @see <a href="https://hl7.org/fhir/R4/terminology-service.html#closure">R4 Maintaining a Closure Table</a>
 */
public final class Closures {

    private final ServerTerminology terminology;
    private final ClosureTable table;
    private final Transactions transactions;

    Closures(ServerTerminology terminology, ClosureTable table, Transactions transactions) {
        this.terminology = terminology;
        this.table = table;
        this.transactions = transactions;
    }

    /** A code that a client has met. */
    public record Met(String system, String version, String code) {}

    /** What is new in a table, and the version it has come to. */
    public record News(int version, List<Pair> pairs) {}

    /** Begins {@code name}, or begins it again. */
    public News start(String name) {
        return transactions.write(() -> {
            table.start(name);
            return new News(0, List.of());
        });
    }

    /** What the codes bring that are not in {@code name} yet. */
    public News add(String name, List<Met> codes) {
        return transactions.write(() -> {
            int before = version(name);
            List<Pair> pairs = new ArrayList<>();
            boolean changed = false;
            for (Met met : codes) {
                changed |= add(name, met, before + 1, pairs);
            }
            if (!changed) {
                return new News(before, List.of());
            }
            table.addPairs(name, pairs, before + 1);
            table.setVersion(name, before + 1);
            return new News(before + 1, pairs);
        });
    }

    /** Everything told after {@code version}. */
    public News since(String name, int version) {
        return transactions.write(() -> new News(version(name), table.since(name, version)));
    }

    private int version(String name) {
        return table.lock(name)
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "There is no closure table of this name; begin one by calling $closure with 'name' alone."));
    }

    /** Whether the code was not there yet. */
    private boolean add(String name, Met met, int version, List<Pair> pairs) {
        CodeSystem system = terminology
                .codeSystem(new Canonical(met.system(), met.version()))
                .orElseThrow(() -> Refusal.invalid(
                        "not-found",
                        "A concept is of a code system that is not here, or not in that version; store or load it.",
                        "Parameters.parameter"));
        String code = system.find(met.code()).map(Concept::code).orElseThrow(CodeSystem::noSuchCode);
        List<String> known = table.codes(name, met.system());
        if (known.contains(code)) {
            return false;
        }
        for (String other : known) {
            if (system.subsumes(other, code)) {
                pairs.add(new Pair(met.system(), other, code));
            } else if (system.subsumes(code, other)) {
                pairs.add(new Pair(met.system(), code, other));
            }
        }
        table.addCode(name, met.system(), code, version);
        return true;
    }
}
