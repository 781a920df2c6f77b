package health.throughline.api.interaction;

import health.throughline.api.FhirRequest;
import health.throughline.fhir.Refusal;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.Set;

/** Refuses URL parameters that an interaction does not take. */
final class ParameterCheck {

    /** Parameters of the answer's form, taken everywhere. */
    static final Set<String> FORM = Set.of("_format", "_pretty", "_summary", "_elements");

    private ParameterCheck() {}

    static void only(FhirRequest request, Set<String> taken) {
        for (Parameter parameter : request.parameters()) {
            String name = parameter.name();
            if (!FORM.contains(name) && !taken.contains(name)) {
                String shown = name.matches("[\\w.:$-]{1,64}") ? "'" + name + "' is" : "A parameter with this name is";
                throw Refusal.invalid(shown + " not taken here; besides "
                        + FORM.stream().sorted().toList() + " this interaction takes "
                        + taken.stream().sorted().toList() + ".");
            }
        }
    }
}
