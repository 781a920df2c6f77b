package health.throughline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One thing that a caller wants changed. */
public sealed interface Change {

    /** Where a change applies: one id, or what a condition finds. */
    record Target(
            String type, @Nullable String id, @Nullable String condition) {

        public static Target of(ResourceKey key) {
            return new Target(key.type(), key.id(), null);
        }

        /** @param condition search parameters in URL form */
        public static Target where(String type, String condition) {
            return new Target(type, null, condition);
        }
    }

    /** A new resource under an id of the server's, unless {@code target} has a condition and something matches it. */
    record Create(Target target, ObjectNode resource) implements Change {}

    /** A new version, or the first one under an id of the caller's. */
    record Update(
            Target target, ObjectNode resource, @Nullable Integer ifMatch) implements Change {}

    /** A new version made from the current one. */
    record Patch(
            Target target,
            UnaryOperator<ObjectNode> patch,
            @Nullable Integer ifMatch) implements Change {}

    /** The end of a resource; with {@code multiple}, of everything the condition finds. */
    record Delete(Target target, @Nullable Integer ifMatch, boolean multiple) implements Change {}

    Target target();
}
