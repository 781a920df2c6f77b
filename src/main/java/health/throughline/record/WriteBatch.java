package health.throughline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.privacy.SensitivityLabels;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.guard.BinaryContexts;
import health.throughline.record.guard.WriteGuard;
import health.throughline.search.plan.Restriction;
import health.throughline.store.ResourceChange;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import health.throughline.store.RowNumbers;
import health.throughline.store.sql.StoreFailure;
import health.throughline.validation.ResourceValidator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The new versions of one transaction, made entry by entry on the locked rows. */
final class WriteBatch {

    private final ResourceTable resources;
    private final RowNumbers rows;
    private final Versions versions;
    private final Access access;
    private final WriteListeners listeners;
    private final Map<ResourceKey, ResourceVersion> current = new HashMap<>();
    private final Map<ResourceKey, ResourceChange> changes = new HashMap<>();
    private final List<ResourceChange> ordered = new ArrayList<>();
    private final Set<ResourceKey> hidden = new HashSet<>();
    private final Predicate<String> derivedFrom;
    private final ResourceValidator validator;
    private final SensitivityLabels labels;
    private final WriteGuard guard;
    private final BinaryContexts binaries;
    private boolean deriving;
    private List<Derivation.Accepted> accepted = new ArrayList<>();

    /** @param derivedFrom the types whose accepted resources somebody wants to see */
    WriteBatch(
            ResourceTable resources,
            RowNumbers rows,
            Versions versions,
            Access access,
            WriteListeners listeners,
            Predicate<String> derivedFrom,
            WriteHooks hooks) {
        this.resources = resources;
        this.rows = rows;
        this.versions = versions;
        this.access = access;
        this.listeners = listeners;
        this.derivedFrom = derivedFrom;
        this.validator = hooks.validator();
        this.labels = hooks.labels();
        this.guard = new WriteGuard(access, hooks.rules());
        this.binaries = hooks.binaries();
    }

    /** Locks what exists of the targets; what exists out of the caller's sight counts as absent. */
    void lock(List<Targets.Found> found, Action action) {
        Set<ResourceKey> existing = new HashSet<>();
        found.stream().filter(Targets.Found::existing).forEach(one -> existing.addAll(one.keys()));
        if (existing.isEmpty()) {
            return;
        }
        Restriction writable = deriving ? Restriction.none() : access.restriction(action);
        resources.lock(existing, writable.on("r")).forEach(version -> current.put(version.key(), version));
        found.stream()
                .filter(Targets.Found::existing)
                .forEach(one -> one.matches().forEach(this::requireUnchanged));
        if (!writable.unrestricted()) {
            hidden.addAll(resources.hidden(existing, writable.on("r")));
        }
    }

    /** A condition was judged before the lock; what changed in between may no longer satisfy it. */
    private void requireUnchanged(ResourceVersion match) {
        ResourceVersion locked = current.get(match.key());
        if (locked == null || locked.version() != match.version()) {
            throw StoreFailure.changedMeanwhile();
        }
    }

    Outcome apply(Change change, Targets.Found found) {
        if (change instanceof Change.Delete delete) {
            return delete(delete, found);
        }
        if (change instanceof Change.Create create) {
            return create(create, found);
        }
        return change instanceof Change.Update update ? update(update, found) : patch((Change.Patch) change, found);
    }

    /** Whether the caller may read what is current after a change. */
    boolean readable(Outcome outcome) {
        Restriction reading = access.restriction(Action.READ);
        ResourceVersion version = outcome.version();
        if (reading.unrestricted() || version == null || outcome.kind() == Outcome.Kind.DELETED) {
            return true;
        }
        ResourceChange change = changes.get(version.key());
        return change == null
                ? resources.current(version.key(), reading.on("r")).isPresent()
                : reading.allows(version.key().type(), change.patients(), change.labels());
    }

    List<ResourceChange> changes() {
        return ordered;
    }

    /** What was accepted since the last call. */
    List<Derivation.Accepted> takeAccepted() {
        List<Derivation.Accepted> taken = accepted;
        accepted = new ArrayList<>();
        return taken;
    }

    /** Changes by id, made by the server itself: an update is written over what is there, whatever version that is. */
    void applyDerived(List<Change> derived) {
        List<Targets.Found> found = derived.stream()
                .map(change -> Targets.Found.named(Targets.named(change), false))
                .toList();
        deriving = true;
        lock(found, Action.UPDATE);
        for (int i = 0; i < derived.size(); i++) {
            apply(derived.get(i), found.get(i));
        }
        deriving = false;
    }

    private void accept(ResourceKey key, @Nullable ObjectNode content, @Nullable ResourceVersion previous) {
        if (derivedFrom.test(key.type())) {
            ResourceVersion before = previous == null || previous.deleted() ? null : previous;
            accepted.add(new Derivation.Accepted(key, content, before, access));
        }
    }

    private Outcome create(Change.Create create, Targets.Found found) {
        ResourceKey key = found.key();
        ResourceChange made = changes.get(key);
        ResourceVersion matched =
                found.matches().isEmpty() ? current.get(key) : found.matches().get(0);
        ResourceVersion existing = made == null ? matched : made.version();
        if (existing != null) {
            return Outcome.of(Outcome.Kind.EXISTED, existing);
        }
        return Outcome.of(Outcome.Kind.CREATED, next(key, labelled(create.resource(), null), null));
    }

    private Outcome update(Change.Update update, Targets.Found found) {
        ResourceKey key = found.key();
        ResourceVersion previous = current.get(key);
        if (found.proposed() && previous != null && !previous.deleted()) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT,
                    "The condition matches nothing, and the id in the content is that of another " + key.type() + ".");
        }
        String id = update.resource().path("id").asText("");
        if (!id.isEmpty() && !id.equals(key.id()) && update.target().id() == null && previous != null) {
            throw Refusal.invalid("The id in the content is not that of the resource which the condition matches.");
        }
        checkMatch(update.ifMatch(), previous);
        if (previous == null
                && !deriving
                && found.existing()
                && !access.rights().chooseIds()) {
            throw notFound(key);
        }
        ObjectNode content = labelled(update.resource(), previous);
        if (previous != null && versions.unchanged(content, previous)) {
            return Outcome.of(Outcome.Kind.UNCHANGED, previous);
        }
        boolean fresh = previous == null || previous.deleted();
        return Outcome.of(fresh ? Outcome.Kind.CREATED : Outcome.Kind.UPDATED, next(key, content, previous));
    }

    private Outcome patch(Change.Patch patch, Targets.Found found) {
        if (found.keys().isEmpty()) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "The condition matches no " + patch.target().type() + " to patch.");
        }
        ResourceKey key = found.key();
        ResourceVersion previous = current.get(key);
        if (previous == null) {
            throw notFound(key);
        }
        if (previous.deleted()) {
            throw new Refusal(Refusal.Reason.GONE, "This " + key.type() + " was deleted; it cannot be patched.");
        }
        checkMatch(patch.ifMatch(), previous);
        ObjectNode plain = patch.patch().apply(FhirJson.parseStored(previous.body()));
        StructureCheck.check(plain);
        ObjectNode patched = labelled(plain, previous);
        validator.check(patched, false);
        if (versions.unchanged(patched, previous)) {
            return Outcome.of(Outcome.Kind.UNCHANGED, previous);
        }
        return Outcome.of(Outcome.Kind.UPDATED, next(key, patched, previous));
    }

    private Outcome delete(Change.Delete delete, Targets.Found found) {
        List<ResourceVersion> deleted = new ArrayList<>();
        for (ResourceKey key : found.keys()) {
            ResourceVersion previous = current.get(key);
            checkMatch(delete.ifMatch(), previous);
            if (previous != null && !previous.deleted()) {
                deleted.add(add(versions.deletion(previous)));
                accept(key, null, previous);
            }
        }
        return Outcome.deleted(deleted);
    }

    private static void checkMatch(@Nullable Integer ifMatch, @Nullable ResourceVersion previous) {
        if (ifMatch != null && (previous == null || previous.version() != ifMatch)) {
            throw new Refusal(
                    Refusal.Reason.PRECONDITION_FAILED,
                    previous == null
                            ? "If-Match names a version of a resource that does not exist."
                            : "The resource is now at version " + previous.version()
                                    + "; read it again and repeat the change on that version.");
        }
    }

    private ResourceVersion next(ResourceKey key, ObjectNode content, @Nullable ResourceVersion previous) {
        if (hidden.contains(key)) {
            throw notFound(key);
        }
        long rid = previous == null ? rows.next() : previous.rid();
        ResourceVersion version = add(versions.next(key, content, previous, rid));
        accept(key, content, previous);
        return version;
    }

    private ResourceVersion add(ResourceChange change) {
        ResourceKey key = change.version().key();
        if (changes.putIfAbsent(key, change) != null) {
            throw Refusal.invalid("Two entries of the transaction change the same " + key.type() + "; combine them.");
        }
        if (!BinaryContexts.concerns(change)) {
            permitted(change);
        }
        listeners.before(change, ordered);
        ordered.add(change);
        return change.version();
    }

    private void permitted(ResourceChange change) {
        ResourceKey key = change.version().key();
        if (deriving) {
            guard.checkDerived(change);
        } else if (access.restriction(action(change)).allows(key.type(), change.patients(), change.labels())) {
            guard.check(change);
        } else {
            throw new Refusal(Refusal.Reason.FORBIDDEN, "This " + key.type() + " would lie outside your access.");
        }
    }

    /** When all changes are made: Binaries lie where what they belong to lies. */
    void settle() {
        ordered.replaceAll(change -> {
            ResourceChange placed = binaries.placed(change, changes);
            if (BinaryContexts.concerns(change)) {
                permitted(placed);
                changes.put(placed.version().key(), placed);
            }
            return placed;
        });
    }

    private static Action action(ResourceChange change) {
        return switch (change.version().operation()) {
            case CREATE -> Action.CREATE;
            case DELETE -> Action.DELETE;
            default -> Action.UPDATE;
        };
    }

    /** Who may not lower labels keeps those that were there. */
    private ObjectNode labelled(ObjectNode content, @Nullable ResourceVersion previous) {
        if (previous == null || deriving || access.rights().lowerLabels()) {
            return labels.applied(content, null);
        }
        return labels.applied(content, previous.deleted() ? last(previous) : previous.tree());
    }

    /** What was deleted; its labels outlive it. */
    private @Nullable ObjectNode last(ResourceVersion deletion) {
        return resources
                .superseded(deletion.rid(), deletion.version() - 1)
                .map(FhirJson::parseStored)
                .orElse(null);
    }

    private static Refusal notFound(ResourceKey key) {
        return new Refusal(Refusal.Reason.NOT_FOUND, "There is no such " + key.type() + ".");
    }
}
