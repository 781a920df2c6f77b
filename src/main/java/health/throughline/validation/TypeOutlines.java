package health.throughline.validation;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition.ChildTypeEnum;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.definition.BundledStructures;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.PackageInformation;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r5.model.StructureDefinition.TypeDerivationRule;

/** The types of R4 by what the validator asks of all of them: name, kind and where they come from, without elements. */
final class TypeOutlines {

    private static final String BASE = BundledStructures.BASE;
    private static final Set<String> ABSTRACT = Set.of("Element", "BackboneElement", "Resource", "DomainResource");
    private static final PackageInformation R4 =
            new PackageInformation("hl7.fhir.r4.core", "4.0.1", "4.0.1", new Date(0));

    private TypeOutlines() {}

    /** Made when first needed. */
    private static final class Outlines {
        /** With what a narrative holds: HAPI does not count it among the datatypes. */
        static final Set<String> PRIMITIVES = Stream.concat(
                        datatypes(ChildTypeEnum.PRIMITIVE_DATATYPE, ChildTypeEnum.ID_DATATYPE), Stream.of("xhtml"))
                .collect(Collectors.toUnmodifiableSet());

        static final List<StructureDefinition> ALL = outlines();
    }

    static List<StructureDefinition> all() {
        return Outlines.ALL;
    }

    static boolean isPrimitive(String type) {
        return Outlines.PRIMITIVES.contains(type);
    }

    private static List<StructureDefinition> outlines() {
        Set<String> published = BundledStructures.types();
        Set<String> primitives = new TreeSet<>(Outlines.PRIMITIVES);
        Set<String> complex = new TreeSet<>(List.of("Element", "BackboneElement"));
        datatypes(ChildTypeEnum.COMPOSITE_DATATYPE).forEach(complex::add);
        Set<String> resources = new TreeSet<>(Fhir.resourceTypes());
        resources.addAll(List.of("Resource", "DomainResource", "Parameters"));
        return Stream.of(
                        outlines(primitives, StructureDefinitionKind.PRIMITIVETYPE),
                        outlines(complex, StructureDefinitionKind.COMPLEXTYPE),
                        outlines(resources, StructureDefinitionKind.RESOURCE))
                .flatMap(some -> some)
                .filter(outline -> published.contains(outline.getName()))
                .toList();
    }

    private static Stream<StructureDefinition> outlines(Set<String> names, StructureDefinitionKind kind) {
        return names.stream().map(name -> outline(name, kind));
    }

    /** Its one element keeps the validator from working out the others. */
    private static StructureDefinition outline(String name, StructureDefinitionKind kind) {
        StructureDefinition outline = new StructureDefinition();
        outline.setUrl(BASE + name).setName(name).setKind(kind);
        outline.setType(name).setAbstract(ABSTRACT.contains(name)).setDerivation(TypeDerivationRule.SPECIALIZATION);
        outline.getSnapshot().addElement(new ElementDefinition(name));
        outline.setSourcePackage(R4);
        return outline;
    }

    private static Stream<String> datatypes(ChildTypeEnum... kinds) {
        Set<ChildTypeEnum> wanted = Set.of(kinds);
        return Fhir.context().getElementDefinitions().stream()
                .filter(definition -> wanted.contains(definition.getChildType()))
                .map(BaseRuntimeElementDefinition::getName)
                .distinct();
    }
}
