package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.record.policy.Lookups;
import health.throughline.search.query.SearchParser.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;

/** Whether a suicide screener was filled in when one is owed. */
final class SafetyChecks {

    /** The rules whose alerts wait for it. */
    private static final Set<String> SUICIDE = Set.of("phq9-item9", "cssrs-high", "cssrs-moderate");

    private static final String LEVEL = "http://loinc.org|93374-7";
    private static final int DATE = 10;

    private final Lookups lookups;

    SafetyChecks(Lookups lookups) {
        this.lookups = lookups;
    }

    boolean owed(String alert) {
        return SUICIDE.contains(alert);
    }

    /** Whether {@code patient} has a screener of a later time than {@code since}. */
    boolean done(ResourceKey patient, Instant since) {
        boolean level = lookups
                .all(
                        "Observation",
                        new Parameter("patient", patient.toString()),
                        new Parameter("code", LEVEL),
                        new Parameter("status", "final,amended,corrected"))
                .stream()
                .anyMatch(one -> later(one, "effectiveDateTime", since) || later(one, "issued", since));
        return level
                || lookups
                        .all(
                                "QuestionnaireResponse",
                                new Parameter("patient", patient.toString()),
                                new Parameter("questionnaire", Canonicals.of("Questionnaire", "c-ssrs")),
                                new Parameter("status", "completed,amended"))
                        .stream()
                        .anyMatch(one -> later(one, "authored", since));
    }

    private static boolean later(ObjectNode resource, String element, Instant since) {
        String text = resource.path(element).asText("");
        return !text.isEmpty() && instant(text).isAfter(since);
    }

    /** A dateTime with its time; a date is the end of its day, for it may be meant. */
    static Instant instant(String dateTime) {
        return dateTime.length() == DATE
                ? LocalDate.parse(dateTime).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
                : dateTime.length() < DATE
                        ? Instant.EPOCH
                        : OffsetDateTime.parse(dateTime).toInstant();
    }
}
