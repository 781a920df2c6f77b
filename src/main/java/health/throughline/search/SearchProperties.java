package health.throughline.search;

import health.throughline.fhir.Fhir;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is indexed.
 *
 * @param fullTextTypes resource types whose whole text is indexed for _content; others are read one by one
 */
@ConfigurationProperties("throughline.search")
record SearchProperties(
        @DefaultValue({
            "CarePlan",
            "ClinicalImpression",
            "Communication",
            "Composition",
            "Condition",
            "DetectedIssue",
            "DiagnosticReport",
            "DocumentReference",
            "Flag",
            "Goal",
            "Media",
            "Patient",
            "Task"
        })
        List<String> fullTextTypes) {

    SearchProperties {
        List<String> unknown = fullTextTypes.stream()
                .filter(type -> !Fhir.isResourceType(type))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "throughline.search.full-text-types names no resource type of R4 by " + unknown);
        }
    }
}
