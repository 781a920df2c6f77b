package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of {@code _elements} as a tree; a name without names below it stands for the whole element. */
final class Wanted implements Selection {

    private final Map<String, Wanted> names = new LinkedHashMap<>();
    private boolean whole;

    static Wanted of(List<String> paths) {
        Wanted root = new Wanted();
        for (String path : paths) {
            root.add(List.of(withoutType(path.strip()).split("\\.")));
        }
        return root;
    }

    private static String withoutType(String path) {
        boolean typed = !path.isEmpty() && Character.isUpperCase(path.charAt(0));
        return typed ? path.substring(path.indexOf('.') + 1) : path;
    }

    private void add(List<String> path) {
        if (path.isEmpty()) {
            whole = true;
            return;
        }
        String name = path.get(0).replace("[x]", "");
        names.computeIfAbsent(name, key -> new Wanted()).add(path.subList(1, path.size()));
    }

    @Override
    public @Nullable JsonNode select(Slot slot, JsonNode value) {
        if (Summary.isEssential(slot)) {
            return value;
        }
        Wanted wanted = names.getOrDefault(
                slot.element().name(), names.get(slot.element().base()));
        if (wanted == null) {
            return null;
        }
        return wanted.whole ? value : Selection.within(slot, value, wanted);
    }
}
