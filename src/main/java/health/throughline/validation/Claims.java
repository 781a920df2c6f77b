package health.throughline.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.util.List;

/** The profiles a resource says it meets, in meta.profile. */
final class Claims {

    private static final List<String> PROFILE = List.of("profile", "_profile");
    private static final String META = "meta";
    private static final String CONTAINED = "contained";

    private Claims() {}

    /**
     * The resource without its claims, for a validator that is told what to hold it against. Contained resources keep theirs,
     * unless they only stand for some, as in the templates of a questionnaire: the validator fails on those.
     */
    static ObjectNode without(ObjectNode resource) {
        boolean templates = templates(resource.path(CONTAINED));
        if (!templates && !claims(resource)) {
            return resource;
        }
        ObjectNode copy = withoutOwn(resource);
        if (templates) {
            ArrayNode contained = FhirJson.array();
            resource.path(CONTAINED).forEach(one -> contained.add(template(one) ? withoutOwn((ObjectNode) one) : one));
            copy.set(CONTAINED, contained);
        }
        return copy;
    }

    private static boolean claims(ObjectNode resource) {
        return PROFILE.stream().anyMatch(resource.path(META)::has);
    }

    private static boolean templates(JsonNode contained) {
        for (JsonNode one : contained) {
            if (template(one)) {
                return true;
            }
        }
        return false;
    }

    private static boolean template(JsonNode contained) {
        return contained.path(META).has("_profile");
    }

    private static ObjectNode withoutOwn(ObjectNode resource) {
        ObjectNode copy = FhirJson.object();
        copy.setAll(resource);
        if (claims(resource)) {
            ObjectNode meta = FhirJson.object();
            meta.setAll((ObjectNode) resource.get(META));
            meta.remove(PROFILE);
            if (meta.isEmpty()) {
                copy.remove(META);
            } else {
                copy.set(META, meta);
            }
        }
        return copy;
    }
}
