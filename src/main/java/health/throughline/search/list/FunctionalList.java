package health.throughline.search.list;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A list known by its function rather than by an id, and what a resource must satisfy to be on it.
 *
 * @see <a href="https://hl7.org/fhir/R4/lifecycle.html#current">R4, current resource lists</a>
 */
enum FunctionalList {
    PROBLEMS(
            "$current-problems",
            Map.of(
                    "Condition",
                    List.of(
                            new Condition("category:not", "encounter-diagnosis"),
                            new Condition("clinical-status", "active,recurrence,relapse"),
                            Condition.NOT_REFUTED))),
    MEDICATIONS(
            "$current-medications",
            Map.of(
                    "MedicationStatement",
                    List.of(new Condition("status", "active")),
                    "MedicationRequest",
                    List.of(
                            new Condition("status", "active"),
                            new Condition("intent", "order,original-order,reflex-order,filler-order,instance-order")))),
    ALLERGIES("$current-allergies", Map.of("AllergyIntolerance", List.of(Condition.ACTIVE, Condition.NOT_REFUTED))),
    DRUG_ALLERGIES(
            "$current-drug-allergies",
            Map.of(
                    "AllergyIntolerance",
                    List.of(Condition.ACTIVE, Condition.NOT_REFUTED, new Condition("category", "medication"))));

    /** An ordinary search parameter with its value. */
    record Condition(String name, String value) {

        static final Condition ACTIVE = new Condition("clinical-status", "active");
        static final Condition NOT_REFUTED = new Condition("verification-status:not", "refuted,entered-in-error");
    }

    private final String code;
    private final Map<String, List<Condition>> conditions;

    FunctionalList(String code, Map<String, List<Condition>> conditions) {
        this.code = code;
        this.conditions = conditions;
    }

    String code() {
        return code;
    }

    /** The types that can be on it. */
    Set<String> types() {
        return conditions.keySet();
    }

    /** What puts a resource of {@code type} on it. */
    List<Condition> conditions(String type) {
        return conditions.getOrDefault(type, List.of());
    }

    static Optional<FunctionalList> of(String code) {
        return Arrays.stream(values()).filter(list -> list.code.equals(code)).findFirst();
    }

    /** Each list with the types it is of. */
    static String all() {
        return Arrays.stream(values())
                .map(list -> list.code + " (" + list.named() + ")")
                .collect(Collectors.joining(", "));
    }

    private String named() {
        return types().stream().sorted().collect(Collectors.joining(", "));
    }
}
