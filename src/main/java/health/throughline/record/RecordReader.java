package health.throughline.record;

import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.store.HistoryTable;
import health.throughline.store.HistoryTable.Window;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads single resources and their history; what the caller may not see is as absent as what was never there. */
public final class RecordReader {

    private final ResourceTable resources;
    private final HistoryTable history;

    public RecordReader(ResourceTable resources, HistoryTable history) {
        this.resources = resources;
        this.history = history;
    }

    /** @throws Refusal NOT_FOUND, or GONE when it was deleted */
    public ResourceVersion read(ResourceKey key, Access access) {
        return present(find(key, access), key);
    }

    /** The current version, also when that is a deletion. */
    public Optional<ResourceVersion> find(ResourceKey key, Access access) {
        access.require(Action.READ, key.type());
        Optional<ResourceVersion> found =
                resources.current(key, access.restriction().on("r"));
        found.ifPresent(access.log()::gave);
        return found;
    }

    /** @throws Refusal NOT_FOUND, or GONE when that version is the deletion */
    public ResourceVersion version(ResourceKey key, int version, Access access) {
        access.require(Action.READ, key.type());
        Optional<ResourceVersion> found = history.version(key, version, visible(access, Action.READ));
        found.ifPresent(access.log()::gave);
        return present(found, key);
    }

    /** The versions in {@code window}: of one resource when {@code key} is given, else of the window's types. */
    public List<ResourceVersion> history(@Nullable ResourceKey key, Window window, Access access) {
        if (key != null) {
            access.require(Action.READ, key.type());
        } else if (window.types().stream().noneMatch(type -> access.may(Action.SEARCH, type))) {
            access.require(Action.SEARCH, window.types().get(0));
        }
        Function<String, Sql> visible = visible(access, key == null ? Action.SEARCH : Action.READ);
        List<ResourceVersion> versions =
                key == null ? history.ofTypes(window, visible) : history.ofResource(key, window, visible);
        access.log().gave(versions);
        return versions;
    }

    /** How many versions {@link #history} has in all. */
    public long historyCount(@Nullable ResourceKey key, Window window, Access access) {
        return history.count(key, window, visible(access, key == null ? Action.SEARCH : Action.READ));
    }

    private static Function<String, Sql> visible(Access access, Action action) {
        return access.restriction(action)::on;
    }

    private static ResourceVersion present(Optional<ResourceVersion> found, ResourceKey key) {
        ResourceVersion version = found.orElseThrow(
                () -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such " + key.type() + " or version of it."));
        if (version.deleted()) {
            throw new Refusal(
                    Refusal.Reason.GONE, "This " + key.type() + " was deleted; its history can still be read.");
        }
        return version;
    }
}
