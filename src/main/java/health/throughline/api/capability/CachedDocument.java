package health.throughline.api.capability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.search.parameter.SearchParameters;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A document about the capabilities, written when first asked for and again when the search parameters change. */
public final class CachedDocument {

    private final Capabilities capabilities;
    private final BiFunction<Capabilities, String, ObjectNode> writer;
    private volatile @Nullable Written latest;

    /** The writer is given the capabilities and the server's FHIR base. */
    public CachedDocument(Capabilities capabilities, BiFunction<Capabilities, String, ObjectNode> writer) {
        this.capabilities = capabilities;
        this.writer = writer;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Written(SearchParameters generation, String base, byte[] json) {}

    /** As UTF-8 JSON; not to be changed. */
    public byte[] json(String base) {
        Written known = latest;
        SearchParameters generation = capabilities.generation();
        if (known == null || known.generation() != generation || !known.base().equals(base)) {
            known = new Written(generation, base, FhirJson.bytes(writer.apply(capabilities, base)));
            latest = known;
        }
        return known.json();
    }
}
