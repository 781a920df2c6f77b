package health.throughline.api.operation.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.schema.DataFetchingEnvironment;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows references to the resources they name. */
final class References {

    private final Session session;

    References(Session session) {
        this.session = session;
    }

    /** @throws Refusal NOT_FOUND */
    Node named(String type, String id) {
        if (!ResourceKey.isId(id)) {
            throw Refusal.invalid("An id is 1 to 64 letters, digits, '-' and '.'.");
        }
        return session.read(new ResourceKey(type, id))
                .map(Node::of)
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such " + type + "."));
    }

    /**
     * What {@code reference} refers to; null when that is of no type asked for.
     *
     * @throws Refusal NOT_FOUND unless it may be left out
     */
    @Nullable
    Node resolve(Node reference, DataFetchingEnvironment env) {
        Optional<Node> target = target(reference);
        boolean optional = Boolean.TRUE.equals(env.getArgument("optional"));
        if (target.isEmpty() && !optional) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "A reference leads to nothing that can be read here; write resource(optional: true) to leave such "
                            + "ones out.");
        }
        List<String> types = env.getArgument("type");
        return target.filter(node -> types == null || types.contains(node.resourceType()))
                .orElse(null);
    }

    private Optional<Node> target(Node reference) {
        String text = reference.value().path("reference").asText("");
        if (text.startsWith("#")) {
            return contained(reference.root(), text.substring(1));
        }
        String base = session.request().base() + "/";
        String local = text.startsWith(base) ? text.substring(base.length()) : text;
        int version = local.indexOf("/_history/");
        String[] parts = (version < 0 ? local : local.substring(0, version)).split("/", -1);
        boolean here = parts.length == 2 && Fhir.isResourceType(parts[0]) && ResourceKey.isId(parts[1]);
        return here ? session.read(new ResourceKey(parts[0], parts[1])).map(Node::of) : Optional.empty();
    }

    private static Optional<Node> contained(ObjectNode root, String id) {
        JsonNode all = root.path("contained");
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).path("id").asText("").equals(id)) {
                String path = root.path("resourceType").asText() + ".contained[" + i + "]";
                return Optional.of(new Node(root, all.get(i), path));
            }
        }
        return Optional.empty();
    }
}
