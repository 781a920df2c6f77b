package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.search.definition.StoredDefinitions;
import health.throughline.search.terminology.ServerTerminology;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the ValueSet, CodeSystem or ConceptMap that an operation is about: given, named by its URL, or by its id. */
@Component
final class TerminologySources {

    private final ServerTerminology terminology;
    private final Definitions definitions;
    private final StoredDefinitions stored;

    TerminologySources(ServerTerminology terminology, Definitions definitions, StoredDefinitions stored) {
        this.terminology = terminology;
        this.definitions = definitions;
        this.stored = stored;
    }

    ServerTerminology terminology() {
        return terminology;
    }

    /**
     * The resource of {@code type}.
     *
     * @param inline the parameter that may hold it
     * @param version the parameter that names a version of the one at 'url'
     */
    ObjectNode resource(String type, Route route, Given given, String inline, String version) {
        Optional<JsonNode> whole = given.one(inline);
        Optional<String> url = given.text("url");
        String id = route.id();
        long ways = (whole.isPresent() ? 1 : 0) + (url.isPresent() ? 1 : 0) + (id.isEmpty() ? 0 : 1);
        if (ways != 1) {
            throw Refusal.invalid(
                    "required",
                    "Name the " + type + " in one way: by 'url', by '" + inline + "', or call the operation on its id.",
                    "Parameters.parameter");
        }
        if (!id.isEmpty()) {
            return byId(type, id);
        }
        return whole.map(resource -> inline(type, resource))
                .orElseGet(
                        () -> byUrl(type, url.orElseThrow(), given.text(version).orElse("")));
    }

    private static ObjectNode inline(String type, JsonNode resource) {
        if (!(resource instanceof ObjectNode object)
                || !resource.path("resourceType").asText("").equals(type)) {
            throw Refusal.invalid("invalid", "This parameter holds a " + type + ".", "Parameters.parameter.resource");
        }
        StructureCheck.check(object);
        return object;
    }

    ObjectNode byUrl(String type, String url, String version) {
        Canonical asked = Canonical.of(url);
        Canonical name = version.isEmpty() ? asked : new Canonical(asked.url(), version);
        return definitions.find(type, name).orElseThrow(() -> absent(type));
    }

    private ObjectNode byId(String type, String id) {
        return stored.read(new ResourceKey(type, id)).orElseThrow(() -> absent(type));
    }

    /** The CodeSystem of this URL and version, ready for questions. */
    CodeSystem system(String url, String version) {
        if (url.isEmpty()) {
            throw Refusal.invalid("required", "The code needs its 'system'.", "Parameters.parameter");
        }
        return terminology.codeSystem(new Canonical(url, version)).orElseThrow(() -> absent("CodeSystem"));
    }

    private static Refusal absent(String type) {
        return new Refusal(
                Refusal.Reason.NOT_FOUND,
                "There is no such " + type
                        + " here, or not in that version; store it, or look for those there are with " + "GET [base]/"
                        + type + "?url=…");
    }
}
