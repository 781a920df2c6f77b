package health.throughline.record;

import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.integrity.ReferenceIntegrity;
import health.throughline.record.trail.WriteAudit;
import health.throughline.search.ResourceIndexer;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.ResourceChange;
import health.throughline.store.ResourceTable;
import health.throughline.store.RowNumbers;
import health.throughline.store.sql.Transactions;
import health.throughline.validation.ResourceValidator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes to the record. Each transaction runs the same steps in the same order: validate, find the targets, resolve references,
 * lock what is there, make the new versions and what follows from them, store them with their index rows and events.
 */
public final class RecordWriter {

    /**
     * A change with the address it has inside its bundle.
     *
     * @param fullUrl by which other entries refer to it; empty when none
     * @param place where it stands in the bundle, as FHIRPath; empty when there is none
     * @param findingsWanted whether the caller wants to know of findings that refuse nothing
     */
    public record Entry(Change change, String fullUrl, String place, boolean findingsWanted) {

        /** Of a caller who does not want to know. */
        public Entry(Change change, String fullUrl, String place) {
            this(change, fullUrl, place, false);
        }

        /** Runs a step of this entry's work; what the step refuses is said of this entry. */
        <T> T step(Supplier<T> work) {
            try {
                return work.get();
            } catch (Refusal e) {
                throw place.isEmpty() ? e : e.within(place);
            }
        }
    }

    private final Transactions transactions;
    private final ResourceTable resources;
    private final RowNumbers rows;
    private final Versions versions;
    private final Targets targets;
    private final ReferenceResolver references;
    private final WriteHooks hooks;
    private final ResourceValidator validator;
    private final ReferenceIntegrity integrity;
    private final WriteListeners listeners;
    private final Derivations derivations;

    public RecordWriter(
            Transactions transactions,
            ResourceTable resources,
            RowNumbers rows,
            ResourceIndexer indexer,
            RecordSearch search,
            Vocabulary vocabulary,
            WriteHooks hooks) {
        this.transactions = transactions;
        this.resources = resources;
        this.rows = rows;
        this.versions = new Versions(indexer, new Containment(resources, rows), Clock.systemUTC());
        this.targets = new Targets(resources, search);
        this.references = new ReferenceResolver(search, vocabulary);
        this.hooks = hooks;
        this.validator = hooks.validator();
        this.integrity = hooks.integrity();
        this.listeners = new WriteListeners(hooks.listeners());
        this.derivations = new Derivations(hooks.derivations());
    }

    /** All of {@code entries} or none, in the order given; the answer comes after the commit. */
    public List<Outcome> write(List<Entry> entries, Access access) {
        List<List<Issue>> findings =
                entries.stream().map(entry -> entry.step(() -> findings(entry))).toList();
        boolean oneStatement = entries.stream().allMatch(entry -> needsNothingRead(entry) && refersToNothing(entry));
        List<Outcome> outcomes = oneStatement
                ? steps(entries, access, ReferenceIntegrity::none)
                : transactions.write(
                        () -> steps(entries, access, changes -> integrity.broken(changes, access.restriction())));
        List<Outcome> told = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            told.add(outcomes.get(i).with(findings.get(i)));
        }
        return told;
    }

    /** The same for what is known to be right, such as the definitions that ship with the server. */
    List<Outcome> writeAsChecked(List<Entry> entries, Access access) {
        boolean oneStatement = entries.stream().allMatch(this::needsNothingRead);
        return oneStatement
                ? steps(entries, access, ReferenceIntegrity::none)
                : transactions.write(() -> steps(entries, access, ReferenceIntegrity::none));
    }

    /** Before anything is locked: what is checked here does not depend on what is stored. */
    private List<Issue> findings(Entry entry) {
        Change change = entry.change();
        if (change instanceof Change.Create create) {
            return validator.check(create.resource(), entry.findingsWanted());
        }
        return change instanceof Change.Update update
                ? validator.check(update.resource(), entry.findingsWanted())
                : List.of();
    }

    /** A plain create finds, locks and reads nothing: its one statement is its transaction. */
    private boolean needsNothingRead(Entry entry) {
        return entry.change() instanceof Change.Create create
                && create.target().condition() == null
                && !listeners.watch(create.target().type())
                && !derivations.follow(create.target().type(), create.resource())
                && !ReferenceResolver.hasConditionalReference(create.resource());
    }

    private boolean refersToNothing(Entry entry) {
        return entry.change() instanceof Change.Create create && !integrity.concerns(create.resource());
    }

    /** @param broken what the changes leave without what they refer to */
    private List<Outcome> steps(
            List<Entry> entries, Access access, Function<List<ResourceChange>, Map<ResourceKey, List<Issue>>> broken) {
        entries.forEach(entry -> entry.step(() -> permitted(entry.change(), access)));
        List<Targets.Found> found = targets.find(entries, access);
        List<Entry> resolved = references.resolve(entries, found, access);
        WriteBatch batch = new WriteBatch(resources, rows, versions, access, listeners, derivations::from, hooks);
        lock(entries, found, access, batch);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < resolved.size(); i++) {
            Entry entry = resolved.get(i);
            Targets.Found target = found.get(i);
            Outcome outcome = entry.step(() -> batch.apply(entry.change(), target));
            outcomes.add(outcome);
        }
        Map<ResourceKey, List<Issue>> issues = derivations.apply(batch);
        batch.settle();
        outcomes.replaceAll(outcome -> batch.readable(outcome) ? outcome : outcome.unreadable());
        Map<ResourceKey, List<Issue>> links = broken.apply(batch.changes());
        for (int i = 0; i < outcomes.size(); i++) {
            settle(resolved.get(i), outcomes.get(i), links, issues);
        }
        resources.save(batch.changes(), WriteAudit.of(batch.changes(), access));
        hooks.binaries().follow(batch.changes());
        listeners.afterCommit(batch.changes());
        return issues.isEmpty()
                ? outcomes
                : outcomes.stream().map(outcome -> outcome.with(issues)).toList();
    }

    /** At once in one order; apart where not the same may be changed and deleted. */
    private static void lock(List<Entry> entries, List<Targets.Found> found, Access access, WriteBatch batch) {
        if (access.restriction(Action.UPDATE).unrestricted()
                && access.restriction(Action.DELETE).unrestricted()) {
            batch.lock(found, Action.UPDATE);
            return;
        }
        List<Targets.Found> deleted = new ArrayList<>();
        List<Targets.Found> changed = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            (entries.get(i).change() instanceof Change.Delete ? deleted : changed).add(found.get(i));
        }
        batch.lock(deleted, Action.DELETE);
        batch.lock(changed, Action.UPDATE);
    }

    /** An update by id needs 'u' also where it creates; a conditional one may need 'c'. */
    private static Change permitted(Change change, Access access) {
        Action action = change instanceof Change.Create
                ? Action.CREATE
                : change instanceof Change.Delete ? Action.DELETE : Action.UPDATE;
        access.require(action, change.target().type());
        return change;
    }

    private static void settle(
            Entry entry, Outcome outcome, Map<ResourceKey, List<Issue>> broken, Map<ResourceKey, List<Issue>> issues) {
        List<Issue> its = outcome.keys().stream()
                .flatMap(key -> broken.getOrDefault(key, List.of()).stream())
                .toList();
        entry.step(() -> ReferenceIntegrity.accepted(its));
        if (!its.isEmpty() && entry.findingsWanted()) {
            issues.merge(
                    outcome.keys().get(0),
                    its,
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
    }
}
