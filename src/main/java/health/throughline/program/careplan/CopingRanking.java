package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Ranks a client's strategies by what their check-ins say of them. A check-in does not say for which trigger a strategy was
 * used: it counts for each trigger that the plan in use links it with.
 */
@Component
public final class CopingRanking {

    private static final String ITEM = Canonicals.of("CodeSystem", "checkin-item") + "|";

    private final PlanSearch search;

    CopingRanking(PlanSearch search) {
        this.search = search;
    }

    /**
     * A strategy for a trigger.
     *
     * @param trigger empty when the plan links it with none
     * @param helped from 0 to 4, drawn towards the client's own mean; null when never rated
     * @param eased the share of days with an urge after which it was weaker, drawn likewise; null when there were none
     */
    public record Ranked(
            String strategy,
            String trigger,
            int uses,
            int rated,
            @Nullable Double helped,
            @Nullable Double eased) {}

    /** The most helpful first; what the plan names and was not used, last. */
    public List<Ranked> of(ResourceKey patient, Access access) {
        Map<String, Set<String>> triggers = triggers(patient, access);
        List<Ranked> ranked = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        for (CopingEffectiveness.Result result : CopingEffectiveness.of(days(patient, access))) {
            used.add(result.strategy());
            for (String trigger : triggers.getOrDefault(result.strategy(), Set.of(""))) {
                ranked.add(new Ranked(
                        result.strategy(),
                        trigger,
                        result.uses(),
                        result.rated(),
                        result.helped().isPresent() ? result.helped().getAsDouble() : null,
                        result.eased().isPresent() ? result.eased().getAsDouble() : null));
            }
        }
        triggers.forEach((strategy, some) -> {
            if (!used.contains(strategy)) {
                some.forEach(trigger -> ranked.add(new Ranked(strategy, trigger, 0, 0, null, null)));
            }
        });
        return ranked;
    }

    /** By strategy, those that the plan in use links it with. */
    private Map<String, Set<String>> triggers(ResourceKey patient, Access access) {
        Map<String, Set<String>> triggers = new LinkedHashMap<>();
        search.plans(patient, PlanKind.RELAPSE_PREVENTION, "active", access).stream()
                .limit(1)
                .flatMap(plan -> PlanEntry.of(plan.tree(), "coping").stream())
                .filter(entry -> !entry.kind("coping-strategy").isEmpty())
                .forEach(entry -> triggers.computeIfAbsent(entry.kind("coping-strategy"), key -> new LinkedHashSet<>())
                        .addAll(entry.triggers().isEmpty() ? List.of("") : entry.triggers()));
        return triggers;
    }

    private List<CopingEffectiveness.Day> days(ResourceKey patient, Access access) {
        Map<String, List<ObjectNode>> responses = new LinkedHashMap<>();
        PlanSearch.trees(search.all(
                        "Observation",
                        access,
                        new Parameter("subject", patient.toString()),
                        new Parameter("code", ITEM + "coping-used," + ITEM + "coping-helped," + ITEM + "craving"),
                        new Parameter("status", "final,amended,corrected"),
                        new Parameter("_sort", "-date")))
                .forEach(one -> responses
                        .computeIfAbsent(
                                one.path("derivedFrom")
                                        .path(0)
                                        .path("reference")
                                        .asText(""),
                                key -> new ArrayList<>())
                        .add(one));
        return responses.values().stream()
                .map(CopingRanking::day)
                .filter(day -> day.at().isAfter(Instant.EPOCH))
                .toList();
    }

    /** What was observed in one check-in. */
    private static CopingEffectiveness.Day day(List<ObjectNode> observations) {
        List<String> strategies = new ArrayList<>();
        Double helped = null;
        Double craving = null;
        for (ObjectNode one : observations) {
            String item = Codes.of(one.path("code"), "checkin-item");
            String strategy = Codes.of(one.path("valueCodeableConcept"), "coping-strategy");
            if (item.equals("coping-used") && !strategy.isEmpty()) {
                strategies.add(strategy);
            } else if (item.equals("coping-helped")) {
                helped = number(one);
            } else if (item.equals("craving")) {
                craving = number(one);
            }
        }
        return new CopingEffectiveness.Day(at(observations.get(0)), strategies, helped, craving);
    }

    private static @Nullable Double number(JsonNode observation) {
        JsonNode value = observation.has("valueInteger")
                ? observation.path("valueInteger")
                : observation.path("valueQuantity").path("value");
        return value.isNumber() ? Double.valueOf(value.asDouble()) : null;
    }

    private static Instant at(JsonNode observation) {
        try {
            return OffsetDateTime.parse(observation.path("effectiveDateTime").asText(""))
                    .toInstant();
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
