package health.throughline.record.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.record.WriteListener;
import health.throughline.store.ResourceChange;
import health.throughline.store.ResourceVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses to change what ships with the server, where that is published, and anywhere to take its canonical URLs for
 * something else: scores, plans and validation rely on it. Writing what ships as it ships is allowed.
 */
final class ShippedContent implements WriteListener {

    private final ShippedDefinitions shipped;
    private final boolean published;
    private final Set<String> types;

    /** @param published whether what ships stands in the record under its ids */
    ShippedContent(ShippedDefinitions shipped, boolean published) {
        this.shipped = shipped;
        this.published = published;
        this.types = shipped.keys().stream().map(ResourceKey::type).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> types() {
        return types;
    }

    @Override
    public void before(ResourceChange change, List<ResourceChange> earlier) {
        ResourceVersion version = change.version();
        ResourceKey key = version.key();
        Optional<ObjectNode> own = published ? shipped.find(key) : Optional.empty();
        if (version.deleted()) {
            own.ifPresent(definition -> {
                throw refused(key, "cannot be deleted");
            });
            return;
        }
        ObjectNode content = FhirJson.parseStored(version.body());
        if (own.isPresent()) {
            if (!same(content, own.get())) {
                throw refused(key, "cannot be changed");
            }
            return;
        }
        String url = content.path("url").asText("");
        shipped.key(key.type(), url).filter(taken -> !same(content, taken)).ifPresent(taken -> {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    List.of(Issue.error(
                            "business-rule",
                            "This url is that of " + taken
                                    + ", which ships with the server; give yours a url of its own.",
                            key.type() + ".url")));
        });
    }

    @Override
    public void committed(List<ResourceChange> changes) {
        // nothing is kept of them here
    }

    private static Refusal refused(ResourceKey key, String what) {
        return new Refusal(
                Refusal.Reason.UNPROCESSABLE,
                key + " ships with the server and " + what
                        + "; store your own under another id and url, derivedFrom this one where its type has that.");
    }

    private boolean same(ObjectNode content, ResourceKey key) {
        return shipped.find(key).filter(definition -> same(content, definition)).isPresent();
    }

    /** But for what the store adds. */
    private static boolean same(ObjectNode stored, ObjectNode shipped) {
        return plain(stored).equals(plain(shipped));
    }

    private static JsonNode plain(ObjectNode resource) {
        ObjectNode plain = resource.deepCopy();
        if (plain.get("meta") instanceof ObjectNode meta) {
            meta.remove(List.of("versionId", "lastUpdated"));
            if (meta.isEmpty()) {
                plain.remove("meta");
            }
        }
        return plain;
    }
}
