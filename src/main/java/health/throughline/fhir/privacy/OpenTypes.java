package health.throughline.fhir.privacy;

import java.util.Set;
import java.util.TreeSet;

/** The resource types that hold no client's data: the directory of the programme, and definitions. */
public final class OpenTypes {

    /** Who and what the programme consists of. */
    public static final Set<String> DIRECTORY = Set.of(
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "OrganizationAffiliation",
            "Location",
            "HealthcareService",
            "Endpoint",
            "Schedule",
            "Slot",
            "Medication",
            "Substance",
            "InsurancePlan");

    /** What is defined rather than recorded. */
    public static final Set<String> DEFINITIONS = Set.of(
            "ActivityDefinition",
            "CapabilityStatement",
            "ChargeItemDefinition",
            "CodeSystem",
            "CompartmentDefinition",
            "ConceptMap",
            "EventDefinition",
            "ExampleScenario",
            "GraphDefinition",
            "ImplementationGuide",
            "Library",
            "Measure",
            "MedicationKnowledge",
            "MessageDefinition",
            "NamingSystem",
            "ObservationDefinition",
            "OperationDefinition",
            "PlanDefinition",
            "Questionnaire",
            "SearchParameter",
            "SpecimenDefinition",
            "StructureDefinition",
            "StructureMap",
            "TerminologyCapabilities",
            "ValueSet");

    /** Both. */
    public static final Set<String> ALL = all();

    private OpenTypes() {}

    private static Set<String> all() {
        Set<String> all = new TreeSet<>(DIRECTORY);
        all.addAll(DEFINITIONS);
        return Set.copyOf(all);
    }
}
