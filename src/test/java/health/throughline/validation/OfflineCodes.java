package health.throughline.validation;

import health.throughline.fhir.Refusal;
import health.throughline.fhir.definition.AmendedDefinitions;
import health.throughline.fhir.definition.BundledStructures;
import health.throughline.fhir.terminology.BundledDefinitions;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeCheck;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.fhir.terminology.ValueSetExpander;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The codes of definitions alone, without a server and a database. */
final class OfflineCodes implements KnownCodes {

    private static final int MOST = 10_000;

    private final Definitions definitions;
    private final Map<String, Optional<CodeSystem>> systems = new HashMap<>();
    private final Map<String, Optional<Map<String, Set<String>>>> sets = new HashMap<>();

    OfflineCodes(Definitions definitions) {
        this.definitions = definitions;
    }

    /** {@code own} before those that R4 publishes. */
    static Definitions definitions(Definitions own) {
        return Definitions.inOrder(
                List.of(own, new BundledStructures(), new AmendedDefinitions(new BundledDefinitions())));
    }

    /** Validators that know {@code definitions}. */
    static ValidatorPool validators(Definitions definitions) {
        return new ValidatorPool(DefinitionSupport.lean(definitions), new CodeSupport(new OfflineCodes(definitions)));
    }

    private Optional<CodeSystem> system(Canonical name) {
        return systems.computeIfAbsent(
                name.url(), url -> definitions.find("CodeSystem", name).map(CodeSystem::of));
    }

    @Override
    public Optional<Map<String, Set<String>>> codes(String valueSet) {
        Optional<Map<String, Set<String>>> known = sets.get(valueSet);
        if (known == null) {
            known = expand(valueSet);
            sets.put(valueSet, known);
        }
        return known;
    }

    private Optional<Map<String, Set<String>>> expand(String valueSet) {
        ValueSetExpander expander =
                new ValueSetExpander(name -> definitions.find("ValueSet", name), this::system, MOST);
        try {
            return definitions
                    .find("ValueSet", Canonical.of(valueSet))
                    .map(found -> expander.expand(found).codes());
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean knows(String system) {
        return system(Canonical.of(system)).isPresent();
    }

    @Override
    public CodeCheck check(@Nullable String valueSet, String system, String code) {
        return valueSet == null ? inSystem(system, code) : inSet(valueSet, system, code);
    }

    private CodeCheck inSystem(String system, String code) {
        Optional<CodeSystem> found = system(Canonical.of(system));
        boolean complete = found.isPresent()
                && found.get().definition().path("content").asText("").equals("complete");
        if (found.isPresent() && found.get().find(code).isPresent()) {
            return CodeCheck.valid(null);
        }
        return complete ? CodeCheck.invalid("No code of " + system) : CodeCheck.unknown("Unknown: " + system);
    }

    private CodeCheck inSet(String valueSet, String system, String code) {
        Optional<Map<String, Set<String>>> codes = codes(valueSet);
        if (codes.isEmpty()) {
            return CodeCheck.unknown("Unknown: " + valueSet);
        }
        boolean member = system.isEmpty()
                ? codes.get().values().stream().anyMatch(some -> some.contains(code))
                : codes.get().getOrDefault(system, Set.of()).contains(code);
        return member ? CodeCheck.valid(null) : CodeCheck.invalid("No code of " + valueSet);
    }
}
