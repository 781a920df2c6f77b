package health.throughline.fhir.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One rule: resources that hold any of the codes of a ValueSet get the labels which its {@code useContext} names.
 *
 * @param labels what a resource gets
 * @param codes {@code system|code}
 * @param systems code systems of which every code counts
 * @param groups {@code system|code} of which every code counts that starts like it
 * @param names words in the name of a medicine
 */
record PrivacyRule(List<Label> labels, Set<String> codes, Set<String> systems, Set<String> groups, Set<String> names) {

    private static final String MEDICINES = "http://www.nlm.nih.gov/research/umls/rxnorm";

    static PrivacyRule of(ObjectNode valueSet) {
        List<Label> labels = new ArrayList<>();
        valueSet.path("useContext")
                .forEach(context -> context.path("valueCodeableConcept")
                        .path("coding")
                        .forEach(coding -> labels.add(Label.of(coding))));
        PrivacyRule rule = new PrivacyRule(labels, new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        valueSet.path("compose").path("include").forEach(rule::include);
        if (labels.isEmpty()) {
            throw new IllegalStateException("ValueSet " + valueSet.path("id").asText()
                    + " names no label; add one in useContext with the code focus");
        }
        return rule;
    }

    private void include(JsonNode include) {
        String system = include.path("system").asText();
        for (JsonNode filter : include.path("filter")) {
            groups.add(system + "|" + filter.path("value").asText());
        }
        for (JsonNode concept : include.path("concept")) {
            codes.add(system + "|" + concept.path("code").asText());
            if (system.equals(MEDICINES) && concept.hasNonNull("display")) {
                names.add(concept.path("display").asText().toLowerCase(Locale.ROOT));
            }
        }
        if (include.path("filter").isEmpty() && include.path("concept").isEmpty()) {
            systems.add(system);
        }
    }
}
