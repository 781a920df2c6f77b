package health.throughline.api.operation.graphql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.PageLinks;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.HealthRecord;
import health.throughline.store.ResourceVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;

/** One query under way: on whose behalf it reads, and how much it may still read. */
final class Session {

    /** Resources that one query reads at most, searches counted along. */
    static final int MOST = 2_000;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HealthRecord record;
    private final PageLinks links;
    private final FhirRequest request;
    private final long deadline = System.nanoTime() + LONGEST.toNanos();
    private final Map<ResourceKey, Optional<ObjectNode>> read = new HashMap<>();
    private final Map<ObjectNode, IBase> parsed = new IdentityHashMap<>();
    private int taken;

    Session(HealthRecord record, PageLinks links, FhirRequest request) {
        this.record = record;
        this.links = links;
        this.request = request;
    }

    HealthRecord record() {
        return record;
    }

    PageLinks links() {
        return links;
    }

    FhirRequest request() {
        return request;
    }

    /** @throws Refusal when the query has taken all it may */
    void take(int resources) {
        taken += resources;
        if (taken > MOST) {
            throw new Refusal(
                    Refusal.Reason.TOO_COSTLY,
                    "A query reads at most " + MOST + " resources; ask for fewer with _count, or in several queries.");
        }
        if (System.nanoTime() > deadline) {
            throw new Refusal(
                    Refusal.Reason.TIMEOUT,
                    "A query may take " + LONGEST.toSeconds() + " seconds; ask for less at once.");
        }
    }

    /** Empty when there is none that the caller may see. */
    Optional<ObjectNode> read(ResourceKey key) {
        Optional<ObjectNode> known = read.get(key);
        if (known == null) {
            take(1);
            known = record.reader()
                    .find(key, request.access())
                    .filter(version -> !version.deleted())
                    .map(ResourceVersion::tree);
            read.put(key, known);
        }
        return known;
    }

    /** The resource as FHIRPath wants it. */
    IBase parsed(ObjectNode resource) {
        return parsed.computeIfAbsent(resource, one -> Fhir.parse(FhirJson.bytes(one)));
    }
}
