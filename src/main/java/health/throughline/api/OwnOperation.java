package health.throughline.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An operation of ours: its OperationDefinition, which ships as {@code fhir-profiles/operation-definitions/<id>.json}, says
 * what it is called and where it can be called.
 */
public interface OwnOperation extends FhirOperation {

    /** Of its OperationDefinition. */
    String id();

    @Override
    default String name() {
        return Said.of(id()).name();
    }

    @Override
    default Set<Level> levels() {
        return Said.of(id()).levels();
    }

    @Override
    default Set<String> types() {
        return Said.of(id()).types();
    }

    @Override
    default boolean affectsState() {
        return Said.of(id()).affectsState();
    }

    @Override
    default String definition() {
        return Canonicals.of("OperationDefinition", id());
    }

    /** What a definition says of its operation. */
    record Said(String name, Set<Level> levels, Set<String> types, boolean affectsState) {

        private static final Map<String, Said> KNOWN = new ConcurrentHashMap<>();
        private static final Map<String, Level> LEVELS =
                Map.of("system", Level.SYSTEM, "type", Level.TYPE, "instance", Level.INSTANCE);

        static Said of(String id) {
            return KNOWN.computeIfAbsent(id, Said::read);
        }

        private static Said read(String id) {
            String file = "/fhir-profiles/operation-definitions/" + id + ".json";
            try (InputStream content = OwnOperation.class.getResourceAsStream(file)) {
                if (content == null) {
                    throw new IllegalStateException("The operation " + id + " has no definition: add " + file);
                }
                return of(FhirJson.parseStored(content.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Said of(ObjectNode definition) {
            Set<Level> levels = EnumSet.noneOf(Level.class);
            LEVELS.forEach((name, level) -> {
                if (definition.path(name).asBoolean()) {
                    levels.add(level);
                }
            });
            Set<String> types = new HashSet<>();
            definition.path("resource").forEach(type -> types.add(type.asText()));
            types.remove("Resource");
            return new Said(
                    "$" + definition.path("code").asText(),
                    Set.copyOf(levels),
                    Set.copyOf(types),
                    definition.path("affectsState").asBoolean());
        }
    }
}
