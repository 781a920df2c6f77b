package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.crisis.CrisisProperties;
import health.throughline.record.Derivation;
import health.throughline.record.access.Access;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Answers a check-in that notices a sign of the plan with what the plan says helps, in the response to it; and one that asks
 * for help now with the steps of the crisis plan and the lines to call. The words of a plan are told only to a writer who
 * may read the plan; the lines are told to everybody.
 */
@Component
final class CheckinAnswer implements Derivation {

    private static final int STEPS = 5;

    private final PlanSearch search;
    private final CrisisProperties crisis;

    CheckinAnswer(PlanSearch search, CrisisProperties crisis) {
        this.search = search;
        this.crisis = crisis;
    }

    @Override
    public Set<String> types() {
        return Set.of("QuestionnaireResponse");
    }

    @Override
    public Derived derive(Accepted accepted) {
        ObjectNode response = accepted.resource();
        Checkin checkin = response == null ? null : Checkin.of(response);
        Optional<ResourceKey> patient = response == null
                ? Optional.empty()
                : ResourceKey.ofPatient(
                        response.path("subject").path("reference").asText(""));
        if (checkin == null || checkin.silent() || patient.isEmpty()) {
            return Derived.NOTHING;
        }
        List<Issue> issues = new ArrayList<>();
        Access by = accepted.by();
        Optional<ObjectNode> plan = inUse(patient.get(), PlanKind.RELAPSE_PREVENTION, by);
        if (checkin.helpNow()) {
            inUse(patient.get(), PlanKind.CRISIS, by)
                    .or(() -> plan)
                    .map(one -> PlanEntry.of(one, "crisis-step"))
                    .filter(steps -> !steps.isEmpty())
                    .ifPresent(steps -> issues.add(told("Your steps for now: " + words(steps))));
            crisis.lines().forEach(line -> issues.add(told(line.name() + ", " + line.phone() + ". " + line.words())));
        }
        plan.ifPresent(one -> checkin.signs().forEach(sign -> answer(one, sign, issues)));
        return new Derived(List.of(), issues);
    }

    private Optional<ObjectNode> inUse(ResourceKey patient, PlanKind kind, Access access) {
        return search.plans(patient, kind, "active", access).stream()
                .findFirst()
                .map(ResourceVersion::tree);
    }

    private static void answer(JsonNode plan, Checkin.Sign sign, List<Issue> issues) {
        List<PlanEntry> answers = Checkin.answers(plan, sign);
        if (!answers.isEmpty()) {
            issues.add(told("You noticed: " + sign.words() + ". Your plan says what helps: " + words(answers)));
        }
    }

    private static String words(List<PlanEntry> entries) {
        return entries.stream().limit(STEPS).map(PlanEntry::words).collect(Collectors.joining("; ")) + ".";
    }

    private static Issue told(String words) {
        return Issue.information(words);
    }
}
