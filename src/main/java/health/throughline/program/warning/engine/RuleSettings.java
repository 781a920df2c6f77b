package health.throughline.program.warning.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.RuleParameters.Mode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What the programme has set of each rule: the stored ActivityDefinition {@code alert-<code>}, else the one that ships. */
public final class RuleSettings {

    private static final String PARAMETER = Canonicals.of("StructureDefinition", "rule-parameter");

    private final Function<ResourceKey, Optional<ObjectNode>> stored;
    private final Function<ResourceKey, Optional<ObjectNode>> shipped;
    private final LongSupplier changes;
    private volatile Known known = new Known(-1, Map.of());

    /** What was read when so many definitions had changed. */
    private record Known(long changes, Map<String, RuleParameters> byCode) {}

    /** @param changes differs whenever a stored ActivityDefinition has changed */
    RuleSettings(
            Function<ResourceKey, Optional<ObjectNode>> stored,
            Function<ResourceKey, Optional<ObjectNode>> shipped,
            LongSupplier changes) {
        this.stored = stored;
        this.shipped = shipped;
        this.changes = changes;
    }

    /** @throws IllegalStateException when there is none */
    public RuleParameters of(String code) {
        long now = changes.getAsLong();
        Known current = known;
        if (current.changes() != now) {
            current = new Known(now, new ConcurrentHashMap<>());
            known = current;
        }
        return current.byCode().computeIfAbsent(code, this::read);
    }

    private RuleParameters read(String code) {
        ResourceKey key = new ResourceKey("ActivityDefinition", "alert-" + code);
        return read(
                code,
                stored.apply(key)
                        .or(() -> shipped.apply(key))
                        .orElseThrow(() -> new IllegalStateException("There is no " + key)));
    }

    /** The parameters of any version of a rule; what it does not name is as it ships. */
    public RuleParameters read(String code, ObjectNode definition) {
        Map<String, String> values = new HashMap<>();
        shipped.apply(new ResourceKey("ActivityDefinition", "alert-" + code)).ifPresent(own -> collect(own, values));
        collect(definition, values);
        Mode mode = Mode.valueOf(values.getOrDefault("mode", "off").toUpperCase(Locale.ROOT));
        return new RuleParameters(code, definition.path("version").asText(""), mode, values);
    }

    private static void collect(ObjectNode definition, Map<String, String> values) {
        for (JsonNode parameter : Extensions.all(definition, PARAMETER)) {
            String name = Extensions.first(parameter, "name").path("valueCode").asText("");
            for (var field : Extensions.first(parameter, "value").properties()) {
                if (field.getKey().startsWith("value")) {
                    values.put(name, field.getValue().asText());
                }
            }
        }
    }
}
