package health.throughline.program.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The hours of treatment that a client was to have and had in a week from Monday to Sunday, as the programme's clock has it.
 * Written anew whenever attendance in that week is recorded; what does not count against the client is not counted as
 * planned.
 */
@Component
final class WeeklyDose {

    private static final String DOSE = "weekly-dose";
    private static final String SCHEDULED = "scheduled-hours-week";
    private static final String ATTENDED = "attended-hours-week";
    private static final BigDecimal HOUR = BigDecimal.valueOf(60);

    /** Of the ValueSet attendance-excused. */
    private static final Set<String> EXCUSED = Set.of("excused", "technical-failure", "cancelled-by-program");

    private final ClientRecord record;
    private final Codes codes;
    private final ProgrammeDays days;

    WeeklyDose(ClientRecord record, Codes codes, ProgrammeDays days) {
        this.record = record;
        this.codes = codes;
        this.days = days;
    }

    /** Sums up the week in which {@code moment} lies, of what the transaction sees. */
    ResourceVersion write(ResourceKey patient, Instant moment, Access access) {
        LocalDate monday = days.monday(moment);
        int scheduled = 0;
        int attended = 0;
        for (ObjectNode one : attendances(patient, monday)) {
            int there = minutes(one, "attended-minutes");
            attended += there;
            boolean counts =
                    there > 0 || !EXCUSED.contains(Codes.of(one.path("valueCodeableConcept"), "attendance-status"));
            scheduled += counts ? minutes(one, "scheduled-minutes") : 0;
        }
        ObjectNode dose = observation(patient, monday, scheduled, attended);
        return stored(patient, monday)
                .map(before -> record.write(ClientRecord.update(over(before, dose)), access))
                .orElseGet(() -> record.write(ClientRecord.create(dose), access));
    }

    private List<ObjectNode> attendances(ResourceKey patient, LocalDate monday) {
        Instant from = days.start(monday);
        Instant until = days.start(monday.plusWeeks(1));
        return record
                .all(
                        "Observation",
                        new Parameter("patient", patient.toString()),
                        new Parameter("code", Codes.url(AttendanceRecords.SYSTEM) + "|" + AttendanceRecords.CODE),
                        new Parameter("status", "final,amended,corrected"),
                        new Parameter("date", "ge" + from),
                        new Parameter("date", "lt" + until))
                .stream()
                .filter(one -> {
                    Instant start = days.moment(one.path("effectiveDateTime")
                            .asText(one.at("/effectivePeriod/start").asText()));
                    return !start.isBefore(from) && start.isBefore(until);
                })
                .toList();
    }

    private static int minutes(JsonNode attendance, String code) {
        for (JsonNode component : attendance.path("component")) {
            if (Codes.of(component.path("code"), AttendanceRecords.SYSTEM).equals(code)) {
                return component.at("/valueQuantity/value").asInt();
            }
        }
        return 0;
    }

    private Optional<ObjectNode> stored(ResourceKey patient, LocalDate monday) {
        return record
                .all(
                        "Observation",
                        new Parameter("patient", patient.toString()),
                        new Parameter("code", Codes.url(AttendanceRecords.SYSTEM) + "|" + DOSE),
                        new Parameter("date", "ge" + monday),
                        new Parameter("date", "le" + monday.plusDays(6)))
                .stream()
                .filter(one -> one.at("/effectivePeriod/start").asText().equals(monday.toString()))
                .findFirst();
    }

    private ObjectNode observation(ResourceKey patient, LocalDate monday, int scheduled, int attended) {
        ObjectNode dose = FhirJson.object().put("resourceType", "Observation");
        dose.put("status", "final");
        dose.putArray("category").add(Codes.hl7("observation-category", "activity", "Activity"));
        dose.set("code", codes.concept(AttendanceRecords.SYSTEM, DOSE));
        dose.putObject("subject").put("reference", patient.toString());
        dose.putObject("effectivePeriod")
                .put("start", monday.toString())
                .put("end", monday.plusDays(6).toString());
        ArrayNode components = dose.putArray("component");
        hours(components.addObject(), SCHEDULED, scheduled);
        hours(components.addObject(), ATTENDED, attended);
        return dose;
    }

    private void hours(ObjectNode component, String code, int minutes) {
        component.set("code", codes.concept(AttendanceRecords.SYSTEM, code));
        component
                .putObject("valueQuantity")
                .put("value", BigDecimal.valueOf(minutes).divide(HOUR, 2, RoundingMode.HALF_UP))
                .put("unit", "h")
                .put("system", "http://unitsofmeasure.org")
                .put("code", "h");
    }

    private static ObjectNode over(ObjectNode before, ObjectNode now) {
        if (before.path("component").equals(now.path("component"))) {
            return before;
        }
        ObjectNode amended = now.deepCopy();
        amended.put("id", before.path("id").asText());
        return amended.put("status", "amended");
    }
}
