package health.throughline.search.reference;

import health.throughline.fhir.Fhir;
import health.throughline.fhir.SpecificationExamples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CompartmentDefinition;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;

/** The search parameters and compartments that R4 publishes, and those parameters that this project adds. */
public final class Definitions {

    private static final String R4 = "/org/hl7/fhir/r4/model/sp/search-parameters.json";
    private static final Path OWN = Path.of("fhir-profiles", "search-parameters");
    private static final Set<String> EVERY = Set.of("Resource", "DomainResource");

    private final Map<String, Map<String, SearchParameter>> byType = new TreeMap<>();
    private final Map<String, SearchParameter> byUrl = new HashMap<>();
    private final Map<String, CompartmentDefinition> compartments = new HashMap<>();

    public Definitions() {
        Bundle published = (Bundle) Fhir.parse(classpath(R4));
        published.getEntry().forEach(entry -> add(entry.getResource()));
        own().forEach(file -> add(Fhir.parse(bytes(file))));
        for (String name : List.of("patient", "encounter", "device", "practitioner", "relatedperson")) {
            var compartment = (CompartmentDefinition)
                    Fhir.parse(SpecificationExamples.bytes("json/spec/compartmentdefinition-" + name + ".json"));
            compartments.put(compartment.getCode().toCode(), compartment);
        }
    }

    private void add(Resource resource) {
        SearchParameter parameter = (SearchParameter) resource;
        byUrl.put(parameter.getUrl(), parameter);
        for (var base : parameter.getBase()) {
            var types = EVERY.contains(base.getCode()) ? Fhir.resourceTypes() : Set.of(base.getCode());
            types.forEach(
                    type -> byType.computeIfAbsent(type, key -> new TreeMap<>()).put(parameter.getCode(), parameter));
        }
    }

    private static byte[] classpath(String name) {
        try (InputStream in = Definitions.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> own() {
        try (var files = Files.list(OWN)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<SearchParameter> find(String type, String code) {
        return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(code));
    }

    public SearchParameter get(String type, String code) {
        return find(type, code).orElseThrow(() -> new IllegalArgumentException(type + " has no " + code));
    }

    public SearchParameter byUrl(String url) {
        return Objects.requireNonNull(byUrl.get(url), url);
    }

    public List<SearchParameter> of(String type) {
        return new ArrayList<>(byType.getOrDefault(type, Map.of()).values());
    }

    /** The types that {@code parameter} of {@code type} may refer to: those that its expression asks for, or all listed. */
    public static Set<String> targets(SearchParameter parameter) {
        return parameter.getTarget().stream()
                .map(PrimitiveType::getValueAsString)
                .collect(java.util.stream.Collectors.toSet());
    }

    /**
     * The codes of the parameters that put a {@code type} into the compartment. A device that names its patient belongs to
     * the patient here, though R4 leaves it out.
     */
    List<String> members(String compartment, String type) {
        if (compartment.equals("Patient") && type.equals("Device")) {
            return List.of("patient");
        }
        CompartmentDefinition definition = Objects.requireNonNull(compartments.get(compartment), compartment);
        return definition.getResource().stream()
                .filter(member -> member.getCode().equals(type))
                .flatMap(member -> member.getParam().stream())
                .map(PrimitiveType::getValueAsString)
                .toList();
    }
}
