package health.throughline.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import health.throughline.fhir.Fhir;
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
import org.hl7.fhir.r4.model.Resource;

/**
 * Searches that must find a resource, made from its own values. The values are taken by HAPI's FHIRPath engine, which
 * the server does not use for indexing.
 */
final class SearchValues {

    private final IFhirPath engine = engine();
    private final Map<String, IFhirPath.IParsedExpression> parsed = new HashMap<>();

    /** A parameter name, with its modifier, and a value. */
    record Search(String name, String value) {}

    private static IFhirPath engine() {
        IFhirPath engine = Fhir.context().newFhirPath();
        engine.setEvaluationContext(new IFhirPathEvaluationContext() {
            @Override
            public IBase resolveReference(IIdType reference, IBase context) {
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
                Optional<Search> search = parameter.getComponents().isEmpty()
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

    private Optional<Search> composite(Resource resource, Base focus, RuntimeSearchParam parameter) {
        List<String> parts = new ArrayList<>();
        for (RuntimeSearchParam.Component component : parameter.getComponents()) {
            if (component.getExpression() == null) {
                return Optional.empty();
            }
            boolean whole = component.getExpression().startsWith("%resource.");
            String expression = component.getExpression().replace("%resource.", resource.fhirType() + ".");
            Stream.of(expression.split("\\|"))
                    .map(String::strip)
                    .flatMap(path -> values(whole ? resource : focus, path).stream())
                    .flatMap(value -> SearchText.part((Base) value).stream())
                    .findFirst()
                    .ifPresent(parts::add);
        }
        return parts.size() == parameter.getComponents().size()
                ? Optional.of(new Search(parameter.getName(), String.join("$", parts)))
                : Optional.empty();
    }
}
