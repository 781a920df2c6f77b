package health.throughline.api;

import health.throughline.fhir.Refusal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the interaction for a request: the one way in for HTTP and for bundle entries alike. */
public final class Interactions {

    /** What every type has in the same way, whoever claims the type. */
    private static final Set<Route.Kind> COMMON = EnumSet.of(Route.Kind.OPERATION, Route.Kind.SEARCH_COMPARTMENT);

    private final Map<Route.Kind, Interaction> byKind = new EnumMap<>(Route.Kind.class);
    private final Map<String, Map<Route.Kind, Interaction>> claimed = new HashMap<>();

    public Interactions(List<Interaction> all) {
        for (Interaction interaction : all) {
            for (Route.Kind kind : interaction.kinds()) {
                put(kind, interaction);
            }
        }
    }

    private void put(Route.Kind kind, Interaction interaction) {
        if (interaction.types().isEmpty()) {
            byKind.put(kind, interaction);
        }
        for (String type : interaction.types()) {
            claimed.computeIfAbsent(type, key -> new EnumMap<>(Route.Kind.class))
                    .put(kind, interaction);
        }
    }

    /** The interactions with {@code type}; of the whole system when it is empty. */
    public Set<Route.Kind> kinds(String type) {
        Set<Route.Kind> kinds = EnumSet.noneOf(Route.Kind.class);
        for (Route.Kind kind : Route.Kind.values()) {
            if (find(kind, type) != null) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** Whether a search on {@code type} takes {@code parameter} when that is in force. */
    public boolean takes(String type, String parameter) {
        Interaction search = find(Route.Kind.SEARCH_TYPE, type);
        return search == null
                || search.searchParameters().isEmpty()
                || search.searchParameters().contains(parameter);
    }

    private @Nullable Interaction find(Route.Kind kind, String type) {
        Map<Route.Kind, Interaction> own = claimed.get(type);
        if (own == null) {
            return byKind.get(kind);
        }
        Interaction interaction = own.get(kind);
        return interaction == null && COMMON.contains(kind) ? byKind.get(kind) : interaction;
    }

    public FhirResponse answer(FhirRequest request, Route route) {
        String type = route.kind() == Route.Kind.SEARCH_COMPARTMENT ? route.name() : route.type();
        Interaction interaction = find(route.kind(), type);
        if (interaction == null) {
            throw new Refusal(
                    Refusal.Reason.METHOD_NOT_ALLOWED,
                    "This server does not offer " + route.kind().code()
                            + (claimed.containsKey(type) ? " for " + type + ", which it alone writes." : "."));
        }
        return interaction.answer(request, route);
    }
}
