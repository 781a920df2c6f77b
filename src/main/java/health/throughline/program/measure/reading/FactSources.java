package health.throughline.program.measure.reading;

import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.measure.FactKind;
import health.throughline.program.measure.Instrument;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All sources of facts but the clients themselves. */
final class FactSources {

    private static final String SCORES = Stream.of(Instrument.values())
            .flatMap(instrument -> instrument.loinc().stream())
            .map(code -> ObservedFacts.LOINC + "|" + code)
            .collect(Collectors.joining(","));
    private static final String PLAN = Canonicals.of("CodeSystem", "plan-type") + "|relapse-prevention";
    private static final String ANY_TASK = Stream.of(
                    "questionnaire", "alert-response", "outreach", "alumni-checkin", "follow-up")
            .map(code -> Canonicals.of("CodeSystem", "task-code") + "|" + code)
            .collect(Collectors.joining(","));

    private static final List<FactSource> ALL = List.of(
            FactSource.of(FactKind.STAYS, "EpisodeOfCare", List.of(), "", CareFacts::stay),
            FactSource.of(FactKind.DIAGNOSES, "Condition", List.of(), "", CareFacts::diagnosis),
            FactSource.of(FactKind.SCORES, "Observation", by("code", SCORES), "date", ObservedFacts::score),
            FactSource.of(
                    FactKind.ATTENDANCE,
                    "Observation",
                    by("code", ObservedFacts.ATTENDANCE),
                    "date",
                    ObservedFacts::attendance),
            FactSource.of(
                    FactKind.SETBACKS,
                    "Observation",
                    by("code", ObservedFacts.SETBACK),
                    "date",
                    ObservedFacts::setback),
            FactSource.of(FactKind.VISITS, "Encounter", by("status", "finished"), "date", SessionFacts::visit),
            FactSource.of(FactKind.BOOKINGS, "Appointment", List.of(), "date", SessionFacts::booking)
                    .whose(SessionFacts::participants),
            FactSource.of(
                    FactKind.FORMS,
                    "QuestionnaireResponse",
                    by("status", "completed,amended"),
                    "authored",
                    ObservedFacts::form),
            FactSource.of(FactKind.TASKS, "Task", by("code", ANY_TASK), "", WorkFacts::task),
            FactSource.of(FactKind.PLANS, "CarePlan", by("category", PLAN), "", CareFacts::plan),
            FactSource.of(FactKind.CONSENTS, "Consent", by("status", "active"), "", CareFacts::companion),
            FactSource.of(FactKind.MESSAGES, "Communication", by("status", "completed"), "sent", SessionFacts::message),
            FactSource.of(FactKind.ALERTS, "DetectedIssue", List.of(), "identified", WorkFacts::alert));

    private FactSources() {}

    private static List<Parameter> by(String name, String value) {
        return List.of(new Parameter(name, value));
    }

    /** Those of {@code kinds}. */
    static List<FactSource> of(Set<FactKind> kinds) {
        return ALL.stream().filter(source -> kinds.contains(source.kind())).toList();
    }
}
