package health.throughline.program.measure.reading;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.program.measure.Fact;
import health.throughline.program.measure.Moment;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What alerts and the tasks of the team tell. */
final class WorkFacts {

    private static final Set<String> VOID = Set.of("cancelled", "rejected", "entered-in-error", "draft");
    private static final Set<String> REACHED = Set.of("reached", "replied", "needs-help");
    private static final String DONE = "completed";

    private WorkFacts() {}

    static Stream<Fact> alert(JsonNode issue) {
        String rule = Elements.own("alert-type", Stream.of(issue.path("code")));
        if (rule.isEmpty() || issue.path("status").asText("").equals("entered-in-error")) {
            return Stream.empty();
        }
        return Elements.moment(issue.path("identifiedDateTime"))
                .or(() -> Elements.moment(issue.path("identifiedPeriod").path("start")))
                .stream()
                .map(at -> new Fact.Alert(
                        "DetectedIssue/" + issue.path("id").asText(),
                        rule,
                        issue.path("severity").asText(""),
                        at,
                        Elements.extensionCode(issue, "rule-mode")));
    }

    static Stream<Fact> task(JsonNode task) {
        if (VOID.contains(task.path("status").asText(""))) {
            return Stream.empty();
        }
        return switch (Elements.own("task-code", Stream.of(task.path("code")))) {
            case "questionnaire" -> assignment(task);
            case "alert-response" -> Stream.of(response(task));
            case "outreach", "alumni-checkin", "follow-up" -> contact(task);
            default -> Stream.empty();
        };
    }

    private static Stream<Fact> assignment(JsonNode task) {
        LocalDate due = Elements.day(task.path("restriction").path("period").path("end"));
        return due == null
                ? Stream.empty()
                : Stream.of(
                        new Fact.Assignment(due, task.path("status").asText("").equals(DONE)));
    }

    private static Fact response(JsonNode task) {
        return new Fact.Response(
                Elements.reference(task.path("focus")),
                Elements.moment(task.path("authoredOn")).orElse(null),
                Elements.moment(task.path("restriction").path("period").path("end"))
                        .orElse(null),
                Elements.moment(task.path("executionPeriod").path("start"))
                        .or(() -> done(task))
                        .orElse(null),
                output(task, "alert-outcome"));
    }

    private static Stream<Fact> contact(JsonNode task) {
        return REACHED.contains(output(task, "outreach-outcome"))
                ? done(task).stream().map(Fact.Contact::new)
                : Stream.empty();
    }

    private static Optional<Moment> done(JsonNode task) {
        return Optional.of(task)
                .filter(one -> one.path("status").asText("").equals(DONE))
                .flatMap(one -> Elements.moment(one.path("executionPeriod").path("end"))
                        .or(() -> Elements.moment(one.path("lastModified"))));
    }

    private static String output(JsonNode task, String system) {
        return Elements.own(
                system, Elements.each(task.path("output")).map(output -> output.path("valueCodeableConcept")));
    }
}
