package health.throughline.fhir.structure;

import health.throughline.fhir.Fhir;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where HAPI's R4 model differs from the definitions that HL7 published, by type and element. */
final class Corrections {

    /** HAPI inherits these from a class that all canonical resources share, where they are optional. */
    private static final Set<String> MANDATORY = Set.of(
            "CapabilityStatement.date",
            "ChargeItemDefinition.url",
            "CompartmentDefinition.name",
            "CompartmentDefinition.url",
            "GraphDefinition.name",
            "ImplementationGuide.name",
            "ImplementationGuide.url",
            "MessageDefinition.date",
            "NamingSystem.date",
            "NamingSystem.name",
            "OperationDefinition.name",
            "SearchParameter.description",
            "SearchParameter.name",
            "SearchParameter.url",
            "StructureDefinition.name",
            "StructureDefinition.url",
            "StructureMap.name",
            "StructureMap.url",
            "TerminologyCapabilities.date",
            "TestScript.name",
            "TestScript.url");

    /** Types whose description belongs to the summary. */
    private static final Set<String> DESCRIBED = Set.of(
            "ActivityDefinition",
            "ChargeItemDefinition",
            "EffectEvidenceSynthesis",
            "Evidence",
            "EvidenceVariable",
            "Library",
            "Measure",
            "MessageDefinition",
            "PlanDefinition",
            "ResearchDefinition",
            "ResearchElementDefinition",
            "RiskEvidenceSynthesis",
            "SearchParameter");

    /** Codes with a required binding to the resource types, which HAPI leaves open. */
    private static final Set<String> RESOURCE_TYPES = Set.of(
            "GraphDefinition.start",
            "OperationDefinition.resource",
            "Questionnaire.subjectType",
            "SearchParameter.base",
            "SearchParameter.target");

    private Corrections() {}

    static boolean isMandatory(String type, String element) {
        return MANDATORY.contains(type + "." + element);
    }

    static boolean isSummary(String type, String element) {
        return element.equals("description") && DESCRIBED.contains(type);
    }

    static Optional<DataType> datatype(String type, String element) {
        if (!RESOURCE_TYPES.contains(type + "." + element)) {
            return Optional.empty();
        }
        Set<String> codes = new TreeSet<>(Fhir.context().getResourceTypes());
        codes.addAll(List.of("Resource", "DomainResource"));
        return Optional.of(new CodeList(codes));
    }
}
