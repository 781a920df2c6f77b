package health.throughline.record.rebuild;

import health.throughline.fhir.FhirJson;
import health.throughline.search.ResourceIndexer;
import health.throughline.search.ResourceIndexer.Indexed;
import health.throughline.store.IndexRow;
import health.throughline.store.ResourceVersion;
import health.throughline.store.audit.IndexAudit;
import health.throughline.store.audit.IndexAudit.TokenAt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the index rows of resources are, against what they should be. */
final class IndexComparison {

    private final ResourceIndexer indexer;
    private final IndexAudit audit;

    IndexComparison(ResourceIndexer indexer, IndexAudit audit) {
        this.indexer = indexer;
        this.audit = audit;
    }

    /**
     * One resource's rows.
     *
     * @param missing rows that are not there, or have to be written anew
     * @param surplus rows that should not be there, or not as often; of tokens only those with another display
     */
    record Difference(ResourceVersion version, Indexed expected, Set<IndexRow> missing, Set<IndexRow> surplus) {}

    Indexed expected(ResourceVersion version) {
        return version.deleted() ? Indexed.NOTHING : indexer.index(version.key(), FhirJson.parseStored(version.body()));
    }

    List<Difference> differences(List<ResourceVersion> versions) {
        Map<Long, Indexed> expected = new HashMap<>();
        versions.forEach(version -> expected.put(version.rid(), expected(version)));
        Map<Long, List<IndexRow>> actual = actual(expected);
        return versions.stream()
                .map(version -> difference(
                        version,
                        expected.getOrDefault(version.rid(), Indexed.NOTHING),
                        actual.getOrDefault(version.rid(), List.of())))
                .toList();
    }

    /** What is there, of tokens only what is expected. */
    private Map<Long, List<IndexRow>> actual(Map<Long, Indexed> expected) {
        List<TokenAt> tokens = new ArrayList<>();
        Map<Long, List<IndexRow.Words>> words = new HashMap<>();
        expected.forEach((rid, indexed) -> indexed.rows().forEach(row -> {
            if (row instanceof IndexRow.Token token) {
                tokens.add(new TokenAt(rid, token));
            } else if (row instanceof IndexRow.Words text) {
                words.computeIfAbsent(rid, key -> new ArrayList<>()).add(text);
            }
        }));
        long[] rids =
                expected.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        Map<Long, List<IndexRow>> actual = audit.rows(rids);
        audit.words(rids, words, actual);
        audit.present(tokens)
                .forEach(one -> actual.computeIfAbsent(one.rid(), rid -> new ArrayList<>())
                        .add(one.token()));
        return actual;
    }

    private static Difference difference(ResourceVersion version, Indexed expected, List<IndexRow> actual) {
        Set<IndexRow> missing = new HashSet<>(expected.rows());
        missing.removeIf(IndexRow.Code.class::isInstance);
        Set<IndexRow> surplus = new HashSet<>();
        Set<IndexRow> seen = new HashSet<>();
        for (IndexRow row : actual) {
            if (!expected.rows().contains(row)) {
                surplus.add(row);
            } else if (seen.add(row)) {
                missing.remove(row);
            } else {
                surplus.add(row);
                missing.add(row);
            }
        }
        return new Difference(version, expected, missing, surplus);
    }
}
