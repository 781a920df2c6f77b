package health.throughline.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.definition.SearchParameterDefinition;
import health.throughline.fhir.definition.SearchParameterDefinitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Searches that must find a resource, made from its own values. The values are taken by HAPI's FHIRPath engine, which
 * the server does not use for indexing.
 */
final class SearchValues {

    private final IFhirPath engine = engine();
    private final Map<String, IFhirPath.IParsedExpression> parsed = new HashMap<>();

    private final List<SearchParameterDefinition> definitions = SearchParameterDefinitions.load();

    /** A parameter name, with its modifier, and a value. */
    record Search(String name, String value) {}

    private static IFhirPath engine() {
        IFhirPath engine = Fhir.context().newFhirPath();
        engine.setEvaluationContext(new IFhirPathEvaluationContext() {
            @Override
            public @Nullable IBase resolveReference(IIdType reference, IBase context) {
                return Fhir.isResourceType(String.valueOf(reference.getResourceType()))
                        ? Fhir.context()
                                .getResourceDefinition(reference.getResourceType())
                                .newInstance()
                        : null;
            }
        });
        return engine;
    }

    /** The first search that can be made for {@code parameter}; empty when the resource has no value for it. */
    synchronized Optional<Search> search(Resource resource, RuntimeSearchParam parameter) {
        for (String path : paths(resource.fhirType(), parameter.getPath())) {
            for (IBase value : values(resource, path)) {
                Optional<Search> search = parameter.getParamType() != RestSearchParameterTypeEnum.COMPOSITE
                        ? SearchText.of(parameter, (Base) value)
                        : composite(resource, (Base) value, parameter);
                if (search.isPresent()) {
                    return search;
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> paths(String type, String all) {
        Pattern start = Pattern.compile("\\(?\\s*(" + type + "|Resource|DomainResource)\\b.*");
        return all == null
                ? List.of()
                : Stream.of(all.split("\\|"))
                        .map(String::strip)
                        .filter(path -> start.matcher(path).matches())
                        .toList();
    }

    private List<IBase> values(IBase focus, String path) {
        return engine.evaluate(focus, parsed.computeIfAbsent(path, this::parse), IBase.class);
    }

    private IFhirPath.IParsedExpression parse(String path) {
        try {
            return engine.parse(path);
        } catch (Exception e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** HAPI's own model of the parameters lacks the expressions of components, so they come from the published file. */
    private List<SearchParameterDefinition.Component> components(String type, String code) {
        return definitions.stream()
                .filter(definition ->
                        definition.code().equals(code) && definition.base().contains(type))
                .findFirst()
                .orElseThrow()
                .component();
    }

    private Optional<Search> composite(Resource resource, Base focus, RuntimeSearchParam parameter) {
        List<String> parts = new ArrayList<>();
        List<SearchParameterDefinition.Component> components = components(resource.fhirType(), parameter.getName());
        for (SearchParameterDefinition.Component component : components) {
            boolean whole = component.expression().startsWith("%resource.");
            String expression = component.expression().replace("%resource.", resource.fhirType() + ".");
            boolean anything = expression.equals("value");
            Stream.of(expression.split("\\|"))
                    .map(String::strip)
                    .flatMap(path -> values(whole ? resource : focus, path).stream())
                    .filter(value -> !anything || value instanceof CodeableConcept)
                    .flatMap(value -> SearchText.part((Base) value).stream())
                    .findFirst()
                    .ifPresent(parts::add);
        }
        return parts.size() == components.size()
                ? Optional.of(new Search(parameter.getName(), String.join("$", parts)))
                : Optional.empty();
    }
}
