package health.throughline.fhir.path;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The codes that a required binding allows, by their systems, which R4 implies for elements of type code.
 *
 * @param bySystem empty when no binding says
 */
public record BoundCodes(Map<String, Set<String>> bySystem) {

    public static final BoundCodes NONE = new BoundCodes(Map.of());

    private static final Map<Class<?>, BoundCodes> KNOWN = new ConcurrentHashMap<>();

    /** Of HAPI's enumeration for the binding; its last constant stands for none. */
    static BoundCodes of(Class<? extends Enum<?>> enumeration) {
        return KNOWN.computeIfAbsent(enumeration, BoundCodes::read);
    }

    private static BoundCodes read(Class<?> enumeration) {
        Map<String, Set<String>> codes = new LinkedHashMap<>();
        for (Object constant : enumeration.getEnumConstants()) {
            String system = text(constant, "getSystem");
            String code = text(constant, "toCode");
            if (system.contains(":")
                    && !code.isEmpty()
                    && !((Enum<?>) constant).name().equals("NULL")) {
                codes.computeIfAbsent(system, key -> new LinkedHashSet<>()).add(code);
            }
        }
        return codes.isEmpty() ? NONE : new BoundCodes(codes);
    }

    private static String text(Object constant, String method) {
        try {
            Object text = constant.getClass().getMethod(method).invoke(constant);
            return text == null ? "" : text.toString();
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    /** What any of {@code several} allows; nothing is implied when one of them says nothing. */
    static BoundCodes anyOf(List<BoundCodes> several) {
        if (several.size() == 1) {
            return several.get(0);
        }
        if (several.stream().anyMatch(BoundCodes::isEmpty)) {
            return NONE;
        }
        Map<String, Set<String>> codes = new LinkedHashMap<>();
        several.forEach(one -> one.bySystem.forEach((system, each) ->
                codes.computeIfAbsent(system, key -> new LinkedHashSet<>()).addAll(each)));
        return new BoundCodes(codes);
    }

    public boolean isEmpty() {
        return bySystem.isEmpty();
    }

    /** Whether a stored {@code code} is one of {@code system}; where there is one system only, every code is. */
    public boolean implies(String system, String code) {
        Set<String> codes = bySystem.get(system);
        return codes != null && (bySystem.size() == 1 || codes.contains(code));
    }

    /** The system that {@code code} is of; empty when that is none or several. */
    public Optional<String> systemOf(String code) {
        List<String> systems = bySystem.keySet().stream()
                .filter(system -> implies(system, code))
                .toList();
        return systems.size() == 1 ? Optional.of(systems.get(0)) : Optional.empty();
    }
}
