package health.throughline.search.reference;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;

/** What the stored CodeSystems and ValueSets say. */
final class Terminology {

    private final Stored stored;

    Terminology(Stored stored) {
        this.stored = stored;
    }

    /** @param valueSet its canonical URL, or {@code ValueSet/id} */
    boolean contains(String valueSet, String system, String code) {
        ValueSet set = stored.of("ValueSet").stream()
                .filter(resource ->
                        Stored.key(resource).equals(valueSet) || valueSet.equals(((ValueSet) resource).getUrl()))
                .map(ValueSet.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such value set: " + valueSet));
        Predicate<ConceptSetComponent> has = part -> contains(part, system, code);
        return set.getCompose().getInclude().stream().anyMatch(has)
                && set.getCompose().getExclude().stream().noneMatch(has);
    }

    private boolean contains(ConceptSetComponent part, String system, String code) {
        boolean inSets = part.getValueSet().stream().allMatch(set -> contains(set.getValue(), system, code));
        if (!part.hasSystem()) {
            return part.hasValueSet() && inSets;
        }
        boolean listed = !part.hasConcept()
                || part.getConcept().stream()
                        .anyMatch(concept -> concept.getCode().equals(code));
        boolean filtered = part.getFilter().stream().allMatch(filter -> passes(filter, system, code));
        boolean known = part.hasConcept() || exists(system, code);
        return inSets && part.getSystem().equals(system) && known && listed && filtered;
    }

    private boolean passes(ConceptSetFilterComponent filter, String system, String code) {
        if (filter.getOp() != FilterOperator.ISA) {
            throw new IllegalArgumentException("Not in the proof: filter " + filter.getOp());
        }
        return subsumes(system, filter.getValue(), code);
    }

    private boolean exists(String system, String code) {
        return subsumes(system, code, code);
    }

    /** Whether {@code lower} is {@code upper} or stands somewhere below it. */
    boolean subsumes(String system, String upper, String lower) {
        for (Resource resource : stored.of("CodeSystem")) {
            CodeSystem codes = (CodeSystem) resource;
            if (system.equals(codes.getUrl()) && subsumes(codes.getConcept(), upper, lower)) {
                return true;
            }
        }
        return false;
    }

    private static boolean subsumes(List<ConceptDefinitionComponent> concepts, String upper, String lower) {
        return concepts.stream()
                .anyMatch(concept -> (Objects.equals(upper, concept.getCode()) && has(concept, lower))
                        || subsumes(concept.getConcept(), upper, lower));
    }

    private static boolean has(ConceptDefinitionComponent concept, String code) {
        return concept.getCode().equals(code) || concept.getConcept().stream().anyMatch(child -> has(child, code));
    }
}
