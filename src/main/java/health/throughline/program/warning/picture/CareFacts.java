package health.throughline.program.warning.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.warning.fact.Assignment;
import health.throughline.program.warning.fact.Ending;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Plan;
import health.throughline.program.warning.fact.Supply;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes facts of EpisodeOfCare, Task, CarePlan, Consent, MedicationDispense and Condition. */
final class CareFacts {

    private static final Set<String> ENROLLED = Set.of("active", "onhold", "finished");
    private static final Set<String> DROPPED = Set.of("cancelled", "rejected", "failed", "entered-in-error", "draft");
    private static final Set<String> HANDED_OUT = Set.of("completed", "in-progress", "preparation", "unknown");
    private static final Set<String> PAST = Set.of("inactive", "remission", "resolved");
    private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";

    /** Medicines for opioid use: their names, and their ingredients in RxNorm. */
    private static final List<String> FOR_OPIOID_USE = List.of("buprenorphine", "methadone", "naltrexone");

    private static final Set<String> OPIOID_INGREDIENTS = Set.of("1819", "6813", "7243");

    private final Moments moments;

    CareFacts(Moments moments) {
        this.moments = moments;
    }

    Optional<Episode> episode(ObjectNode resource) {
        if (!ENROLLED.contains(status(resource))) {
            return Optional.empty();
        }
        String level = Codes.own(
                Extensions.first(resource, Canonicals.of("StructureDefinition", "level-of-care"))
                        .path("valueCodeableConcept"),
                "level-of-care");
        Set<String> tracks = new HashSet<>();
        resource.path("type").forEach(type -> tracks.add(Codes.own(type, "program-track")));
        Optional<LocalDate> end = moments.day(resource.path("period").path("end"));
        return moments.day(resource.path("period").path("start"))
                .flatMap(start -> Codes.key(resource)
                        .map(key -> new Episode(
                                key,
                                level,
                                tracks,
                                start,
                                end.orElse(status(resource).equals("finished") ? start : null))));
    }

    Optional<Assignment> assignment(ObjectNode task) {
        String code = Codes.own(task.path("code"), "task-code");
        if (code.isEmpty() || DROPPED.contains(status(task))) {
            return Optional.empty();
        }
        boolean done = status(task).equals("completed");
        JsonNode updated = task.path("meta").path("lastUpdated");
        return moments.first(task.path("authoredOn"), updated)
                .flatMap(assigned -> Codes.key(task)
                        .map(key -> new Assignment(
                                key,
                                code,
                                assigned,
                                moments.at(task.path("restriction")
                                                .path("period")
                                                .path("end"))
                                        .orElse(null),
                                done
                                        ? moments.first(
                                                        task.path("executionPeriod")
                                                                .path("end"),
                                                        task.path("lastModified"),
                                                        updated)
                                                .orElse(assigned)
                                        : null)));
    }

    Optional<Plan> plan(ObjectNode resource) {
        Optional<String> type = Codes.concepts(resource.path("category"))
                .map(category -> Codes.own(category, "plan-type"))
                .filter(code -> !code.isEmpty())
                .findFirst();
        if (type.isEmpty() || !status(resource).equals("active")) {
            return Optional.empty();
        }
        Set<LocalDate> hardDays = new HashSet<>();
        for (JsonNode activity : resource.path("activity")) {
            hardDays(activity.path("detail"), hardDays);
        }
        return moments.day(resource.path("created"), resource.path("period").path("start"))
                .flatMap(written -> Codes.key(resource).map(key -> new Plan(key, type.get(), written, hardDays)));
    }

    private void hardDays(JsonNode detail, Set<LocalDate> days) {
        String section = Codes.own(detail.path("code"), "plan-section");
        if (section.equals("trigger") || section.equals("high-risk-situation")) {
            moments.day(detail.path("scheduledPeriod").path("start")).ifPresent(days::add);
            detail.path("scheduledTiming")
                    .path("event")
                    .forEach(event -> moments.day(event).ifPresent(days::add));
        }
    }

    Optional<Ending> ending(ObjectNode consent) {
        JsonNode period = consent.path("provision").path("period");
        LocalDate since =
                moments.day(period.path("start"), consent.path("dateTime")).orElse(LocalDate.MIN);
        return status(consent).equals("active")
                ? moments.day(period.path("end"))
                        .flatMap(end -> Codes.key(consent).map(key -> new Ending(key, since, end)))
                : Optional.empty();
    }

    Optional<Supply> supply(ObjectNode dispense) {
        int days = dispense.path("daysSupply").path("value").asInt(0);
        if (days < 1 || !HANDED_OUT.contains(status(dispense))) {
            return Optional.empty();
        }
        JsonNode concept = dispense.path("medicationCodeableConcept");
        String named =
                concept + dispense.path("medicationReference").path("display").asText("");
        boolean forOpioidUse = Codes.all(concept).stream().anyMatch(OPIOID_INGREDIENTS::contains)
                || FOR_OPIOID_USE.stream().anyMatch(named.toLowerCase(Locale.ROOT)::contains);
        String medicine = forOpioidUse
                ? "opioid use"
                : concept.path("coding")
                        .path(0)
                        .path("code")
                        .asText(concept.path("text")
                                .asText(dispense.path("medicationReference")
                                        .path("reference")
                                        .asText("")));
        return moments.day(dispense.path("whenHandedOver"), dispense.path("whenPrepared"))
                .flatMap(from -> Codes.key(dispense).map(key -> new Supply(key, medicine, forOpioidUse, from, days)));
    }

    /** The ICD-10-CM code of an active diagnosis; empty when there is none. */
    String diagnosis(ObjectNode condition) {
        boolean past = Codes.all(condition.path("clinicalStatus")).stream().anyMatch(PAST::contains);
        boolean wrong = Codes.all(condition.path("verificationStatus")).stream()
                .anyMatch(Set.of("refuted", "entered-in-error")::contains);
        return past || wrong ? "" : Codes.of(condition.path("code"), ICD_10_CM);
    }

    private static String status(JsonNode resource) {
        return resource.path("status").asText("");
    }
}
