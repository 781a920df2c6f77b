package health.throughline.record.policy;

import java.util.List;
import java.util.Map;

/** Which parts of the record a relative may see by how they are involved, each only where a consent covers it, too. */
final class FamilyMatrix {

    /** By the code of family-involvement; roles that are not here limit nothing that a consent gives. */
    static final Map<String, List<String>> PARTS = Map.of(
            "informed",
            List.of(),
            "attends-sessions",
            List.of(),
            "reports-concerns",
            List.of(),
            "sees-plan",
            List.of("relapse-plan", "crisis-plan", "treatment-plan", "goals", "milestones"),
            "sees-attendance",
            List.of("relapse-plan", "crisis-plan", "attendance", "mood-checkins"),
            "sees-alerts",
            List.of("relapse-plan", "crisis-plan", "alerts", "mood-checkins"),
            "crisis-contact",
            List.of("crisis-plan"));

    private FamilyMatrix() {}
}
