package health.throughline.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Gives HAPI's validator the definitions this server knows, one at a time and as they are asked for.
 */
final class DefinitionSupport implements IValidationSupport {

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";
    private static final int KEPT = 400;

    private static final String SNAPSHOT = "snapshot";
    private static final List<String> TEXTS = List.of("text", "mapping", "contact", "description", "purpose");
    private static final List<String> TEXTS_OF_ELEMENTS =
            List.of("definition", "comment", "requirements", "alias", "example", "mapping");

    private final Definitions definitions;
    private final boolean texts;
    private final Cache<String, Optional<IBaseResource>> parsed =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    private DefinitionSupport(Definitions definitions, boolean texts) {
        this.definitions = definitions;
        this.texts = texts;
    }

    /** As they are. */
    static DefinitionSupport whole(Definitions definitions) {
        return new DefinitionSupport(definitions, true);
    }

    /** Without the texts for readers: they make up most of a definition, and nothing is checked by them. */
    static DefinitionSupport lean(Definitions definitions) {
        return new DefinitionSupport(definitions, false);
    }

    @Override
    public FhirContext getFhirContext() {
        return Fhir.context();
    }

    @Override
    public String getName() {
        return "Throughline";
    }

    private @Nullable IBaseResource definition(String type, @Nullable String url) {
        if (url == null || url.isEmpty()) {
            return null;
        }
        return parsed.get(
                        type + " " + url,
                        name -> definitions.find(type, Canonical.of(url)).map(this::parse))
                .orElse(null);
    }

    private IBaseResource parse(ObjectNode definition) {
        return Fhir.parse(FhirJson.bytes(texts ? definition : withoutTexts(definition)));
    }

    private static ObjectNode withoutTexts(ObjectNode definition) {
        ObjectNode plain = definition.deepCopy();
        plain.remove(TEXTS);
        if (plain.has(SNAPSHOT)) {
            plain.remove("differential");
        }
        plain.path(SNAPSHOT).path("element").forEach(element -> ((ObjectNode) element).remove(TEXTS_OF_ELEMENTS));
        return plain;
    }

    /** A type may be named by its name alone. */
    @Override
    public @Nullable IBaseResource fetchStructureDefinition(String url) {
        return definition("StructureDefinition", url.contains(":") ? url : BASE + url);
    }

    @Override
    public @Nullable IBaseResource fetchValueSet(String url) {
        return definition("ValueSet", url);
    }

    @Override
    public @Nullable IBaseResource fetchCodeSystem(String url) {
        return definition("CodeSystem", url);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends IBaseResource> @Nullable T fetchResource(@Nullable Class<T> type, String url) {
        if (type == null) {
            return null;
        }
        return (T)
                (type == StructureDefinition.class
                        ? fetchStructureDefinition(url)
                        : definition(type.getSimpleName(), url));
    }

    /** Never all of them: whoever looks for one finds it by its name. */
    @Override
    public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
        return List.of();
    }

    @Override
    public <T extends IBaseResource> @Nullable List<T> fetchAllNonBaseStructureDefinitions() {
        return List.of();
    }

    @Override
    public void invalidateCaches() {
        parsed.invalidateAll();
    }

    /** The types of definitions that this answers from; when one of them changes, what was made of them is stale. */
    static List<String> types() {
        return List.of("CodeSystem", "Questionnaire", "StructureDefinition", "ValueSet");
    }
}
