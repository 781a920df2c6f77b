package health.throughline.record;

import health.throughline.fhir.ResourceKey;
import health.throughline.search.ResourceIndexer.Inside;
import health.throughline.store.ContainedRow;
import health.throughline.store.ContainedRow.State;
import health.throughline.store.IndexRow;
import health.throughline.store.ResourceTable;
import health.throughline.store.RowNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the rows of contained resources in step with the versions of their containers. */
final class Containment {

    private final ResourceTable resources;
    private final RowNumbers numbers;

    Containment(ResourceTable resources, RowNumbers numbers) {
        this.resources = resources;
        this.numbers = numbers;
    }

    /** What leads from the rows of one version to those of the next; reads only where something was contained. */
    List<ContainedRow> rows(List<Inside> before, List<Inside> now) {
        if (before.isEmpty() && now.isEmpty()) {
            return List.of();
        }
        Map<ResourceKey, Inside> old = new LinkedHashMap<>();
        before.forEach(inside -> old.put(inside.key(), inside));
        Map<ResourceKey, Long> rids = old.isEmpty() ? Map.of() : resources.containedRows(old.keySet());
        List<ContainedRow> rows = new ArrayList<>();
        for (Inside inside : now) {
            Inside was = old.get(inside.key());
            Long rid = rids.get(inside.key());
            if (was != null && rid != null && was.type().equals(inside.type())) {
                old.remove(inside.key());
                rows.add(kept(rid, was, inside));
            } else {
                rows.add(row(
                        numbers.nextContained(),
                        inside,
                        State.NEW,
                        inside.index().rows(),
                        Set.of()));
            }
        }
        for (Inside was : old.values()) {
            Long rid = rids.get(was.key());
            if (rid != null) {
                rows.add(row(rid, was, State.GONE, Set.of(), was.index().rows()));
            }
        }
        return rows;
    }

    private static ContainedRow kept(long rid, Inside was, Inside inside) {
        var before = was.index().rows();
        var now = inside.index().rows();
        return row(rid, inside, State.KEPT, Versions.without(now, before), Versions.without(before, now));
    }

    private static ContainedRow row(long rid, Inside inside, State state, Set<IndexRow> added, Set<IndexRow> removed) {
        return new ContainedRow(
                rid, inside.key(), inside.type(), inside.body(), inside.index().present(), state, added, removed);
    }
}
