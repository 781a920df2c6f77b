package health.throughline.search.reference;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.SearchParameter.SearchParameterComponentComponent;

/** Conditions on a resource's own values: the alternatives, and the modifiers that every type has. */
final class Values {

    private final Definitions definitions;
    private final Paths paths;
    private final TokenMatch tokens;
    private final ReferenceMatch references;

    Values(Definitions definitions, Paths paths, Stored stored) {
        this.definitions = definitions;
        this.paths = paths;
        this.tokens = new TokenMatch(new Terminology(stored));
        this.references = new ReferenceMatch(stored, tokens);
    }

    boolean holds(Resource resource, String name, String value) {
        String[] parts = name.split(":", 2);
        String modifier = parts.length == 2 ? parts[1] : "";
        return switch (modifier) {
            case "missing" -> values(resource, parts[0]).isEmpty() == Boolean.parseBoolean(value);
            case "not" -> !any(resource, parts[0], "", value);
            case "not-in" -> !any(resource, parts[0], "in", value);
            default -> any(resource, parts[0], modifier, value);
        };
    }

    private List<Base> values(Resource resource, String code) {
        return paths.values(resource, definitions.get(resource.fhirType(), code));
    }

    /** Whether one of the values is what one of the comma-separated alternatives asks for. */
    boolean any(Resource resource, String code, String modifier, String alternatives) {
        SearchParameter parameter = definitions.get(resource.fhirType(), code);
        List<Base> found = paths.values(resource, parameter);
        return Escaped.split(alternatives, ',').stream()
                .anyMatch(asked ->
                        found.stream().anyMatch(value -> matches(resource, parameter, value, modifier, asked)));
    }

    private boolean matches(Resource resource, SearchParameter parameter, Base value, String modifier, String asked) {
        return parameter.getType() == SearchParamType.COMPOSITE
                ? composite(resource, parameter, value, asked)
                : matches(parameter, value, modifier, asked);
    }

    /** One value and one alternative of a parameter that is not a composite. */
    boolean matches(SearchParameter parameter, Base value, String modifier, String asked) {
        Set<String> targets = Definitions.targets(parameter);
        return switch (parameter.getType()) {
            case DATE -> DateMatch.matches(value, asked);
            case NUMBER -> NumberMatch.matches(value, asked);
            case QUANTITY -> QuantityMatch.matches(value, asked);
            case STRING -> StringMatch.matches(value, modifier, asked);
            case TOKEN -> tokens.matches(value, modifier, asked);
            case URI -> UriMatch.matches(value, modifier, asked);
            case REFERENCE -> references.matches(value, modifier, asked, targets);
            default -> throw new IllegalArgumentException(parameter.getCode());
        };
    }

    /** By the kind of the value: R4 swaps the definitions of the two components of DocumentReference's relationship. */
    private boolean component(SearchParameter definition, Base value, String asked) {
        if (value instanceof Reference) {
            return references.matches(value, "", asked, Set.of());
        }
        return definition.getType() == SearchParamType.REFERENCE
                ? tokens.matches(value, "", asked)
                : matches(definition, value, "", asked);
    }

    /** All components hold within the one element. */
    private boolean composite(Resource resource, SearchParameter parameter, Base focus, String asked) {
        List<String> parts = Escaped.split(asked, '$');
        List<SearchParameterComponentComponent> components = parameter.getComponent();
        for (int i = 0; i < components.size(); i++) {
            SearchParameter definition = definitions.byUrl(components.get(i).getDefinition());
            String part = parts.get(i);
            boolean holds = paths.component(resource, focus, components.get(i).getExpression()).stream()
                    .anyMatch(value -> component(definition, value, part));
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
