package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.ConceptMapping;
import health.throughline.fhir.terminology.ConceptMapping.Match;
import health.throughline.fhir.terminology.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * ConceptMap/$translate: what a code is in another system.
 *
 * @see <a href="https://hl7.org/fhir/R4/conceptmap-operation-translate.html">R4 $translate</a>
 */
@Component
final class ConceptMapTranslate implements FhirOperation {

    private static final String MAP = "ConceptMap";
    private static final Set<String> SINGLE = Set.of(
            "url",
            "conceptMap",
            "conceptMapVersion",
            "code",
            "system",
            "version",
            "source",
            "coding",
            "codeableConcept",
            "target",
            "targetsystem",
            "reverse");

    private final TerminologySources sources;
    private final Definitions definitions;

    ConceptMapTranslate(TerminologySources sources, Definitions definitions) {
        this.sources = sources;
        this.definitions = definitions;
    }

    @Override
    public String name() {
        return "$translate";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of(MAP);
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, SINGLE, Set.of());
        ObjectNode map = sources.resource(MAP, route, given, "conceptMap", "conceptMapVersion");
        ConceptMapping mapping = new ConceptMapping(map, (Canonical name) -> definitions.find(MAP, name));
        List<Match> matches = new ArrayList<>();
        for (AskedCoding coding : AskedCoding.all(given, "system", "version")) {
            matches.addAll(mapping.translate(
                    coding.system(), coding.code(), given.text("targetsystem").orElse(""), given.flag("reverse")));
        }
        return answer(matches);
    }

    private static FhirResponse answer(List<Match> matches) {
        boolean any = matches.stream().anyMatch(Match::usable);
        ParametersAnswer answer = new ParametersAnswer().flag("result", any);
        if (!any) {
            answer.text("message", "The map has no match for the code; it lists those it has in ConceptMap.group.");
        }
        for (Match match : matches) {
            ObjectNode concept = FhirJson.object().put("system", match.system());
            if (!match.version().isEmpty()) {
                concept.put("version", match.version());
            }
            concept.put("code", match.code());
            if (!match.display().isEmpty()) {
                concept.put("display", match.display());
            }
            answer.with("match", parts -> {
                parts.text("equivalence", "valueCode", match.equivalence());
                if (!match.code().isEmpty()) {
                    parts.add("concept", "valueCoding", concept);
                }
                parts.text("source", "valueUri", match.source());
            });
        }
        return answer.response();
    }
}
