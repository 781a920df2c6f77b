package health.throughline.program.relapse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import health.throughline.search.value.DateRange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody tells of a setback.
 *
 * @param type code of relapse-type
 * @param when a FHIR dateTime, to the day at least
 * @param triggers codes of trigger
 * @param planUsed whether the plan was used; null when not said
 * @param note in words; empty when there are none
 */
public record Setback(
        String type,
        String when,
        List<String> triggers,
        @Nullable Boolean planUsed,
        String note) {

    private static final String PROFILE = Canonicals.of("StructureDefinition", "iop-relapse-event");
    private static final String FINDING = Canonicals.of("CodeSystem", "finding") + "|relapse-event";
    private static final String TYPE = Canonicals.of("CodeSystem", "relapse-type") + "|";
    private static final int DAY = 10;

    public Setback {
        triggers = List.copyOf(triggers);
        boolean past = when.length() >= DAY
                && DateRange.parse(when)
                        .filter(range -> range.lo() <= Instant.now().toEpochMilli())
                        .isPresent();
        if (!past) {
            throw Refusal.invalid(
                    "value",
                    "The parameter 'date' takes a day that has begun, such as 2026-01-31, or a time of it with its offset.",
                    "Parameters.parameter.where(name='date')");
        }
    }

    /** The record of it. */
    ObjectNode observation(ResourceKey patient, String reporter, Codes codes) {
        ObjectNode event = FhirJson.object().put("resourceType", "Observation");
        event.putObject("meta").putArray("profile").add(PROFILE);
        event.put("status", "final");
        ObjectNode survey =
                event.putArray("category").addObject().putArray("coding").addObject();
        survey.put("system", "http://terminology.hl7.org/CodeSystem/observation-category")
                .put("code", "survey")
                .put("display", "Survey");
        event.set("code", Codes.concept("finding", "relapse-event", "Setback"));
        event.putObject("subject").put("reference", patient.toString());
        event.put("effectiveDateTime", when);
        if (!reporter.isEmpty()) {
            event.putArray("performer").addObject().put("reference", reporter);
        }
        event.set("valueCodeableConcept", codes.givenConcept("relapse-type", type, "type"));
        if (!note.isEmpty()) {
            event.putArray("note").addObject().put("text", note);
        }
        components(event, codes);
        return event;
    }

    private void components(ObjectNode event, Codes codes) {
        ArrayNode components = FhirJson.array();
        for (String trigger : triggers) {
            ObjectNode component = components.addObject();
            component.set("code", Codes.concept("plan-section", "trigger", "Trigger"));
            component.set("valueCodeableConcept", codes.givenConcept("trigger", trigger, "trigger"));
        }
        if (planUsed != null) {
            ObjectNode component = components.addObject();
            component.set("code", Codes.concept("plan-type", "relapse-prevention", "Relapse-prevention plan"));
            component.put("valueBoolean", planUsed);
        }
        if (!components.isEmpty()) {
            event.set("component", components);
        }
    }

    /** What finds a record of the same kind of setback on the same day, by the reporter's calendar. */
    String condition(ResourceKey patient) {
        return "subject=" + patient + "&code=" + encoded(FINDING) + "&value-concept=" + encoded(TYPE + type)
                + "&status=final,amended,corrected&" + day();
    }

    private String day() {
        if (when.length() == DAY) {
            return "date=" + when;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(when);
            LocalDate day = time.toLocalDate();
            String offset = time.getOffset().toString();
            return "date=" + encoded("ge" + day + "T00:00:00" + offset) + "&date="
                    + encoded("lt" + day.plusDays(1) + "T00:00:00" + offset);
        } catch (DateTimeParseException e) {
            throw Refusal.invalid(
                    "value",
                    "The parameter 'date' needs the offset of its time, such as 2026-01-31T21:00:00-08:00.",
                    "Parameters.parameter.where(name='date')");
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
