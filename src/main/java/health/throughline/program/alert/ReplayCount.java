package health.throughline.program.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a replay has counted so far.
 *
 * @param patients looked at
 * @param days on which they were under watch, of all of them together
 * @param alerts that would have been raised
 * @param right of these, those that a relapse followed within the horizon or that the team had found right
 * @param relapses in the period
 * @param found of these, those before which an alert was raised within the horizon
 * @param leads days from the first such alert to the relapse
 */
public record ReplayCount(
        long patients, long days, long alerts, long right, long relapses, long found, List<Integer> leads) {

    static final ReplayCount NONE = new ReplayCount(0, 0, 0, 0, 0, 0, List.of());

    private static final double WEEK = 7.0;
    private static final double HUNDRED = 100.0;

    public ReplayCount {
        leads = List.copyOf(leads);
    }

    ReplayCount plus(ReplayCount other) {
        List<Integer> all = new ArrayList<>(leads);
        all.addAll(other.leads);
        return new ReplayCount(
                patients + other.patients,
                days + other.days,
                alerts + other.alerts,
                right + other.right,
                relapses + other.relapses,
                found + other.found,
                all);
    }

    public double patientWeeks() {
        return days / WEEK;
    }

    /** Alerts for each hundred weeks of one patient; 0 when nobody was under watch. */
    public double perHundredPatientWeeks() {
        return days == 0 ? 0 : alerts * HUNDRED / patientWeeks();
    }

    /** The same of those that were not right. */
    public double falsePerHundredPatientWeeks() {
        return days == 0 ? 0 : (alerts - right) * HUNDRED / patientWeeks();
    }

    /** The median of the leads; -1 when there is none. */
    public double medianLead() {
        if (leads.isEmpty()) {
            return -1;
        }
        List<Integer> sorted = new ArrayList<>(leads);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }

    ObjectNode json() {
        ObjectNode json = FhirJson.object();
        ArrayNode numbers = json.putArray("counts");
        List.of(patients, days, alerts, right, relapses, found).forEach(numbers::add);
        ArrayNode all = json.putArray("leads");
        leads.forEach(all::add);
        return json;
    }

    static ReplayCount of(JsonNode json) {
        JsonNode counts = json.path("counts");
        List<Integer> leads = new ArrayList<>();
        json.path("leads").forEach(lead -> leads.add(lead.asInt()));
        return new ReplayCount(
                counts.path(0).asLong(),
                counts.path(1).asLong(),
                counts.path(2).asLong(),
                counts.path(3).asLong(),
                counts.path(4).asLong(),
                counts.path(5).asLong(),
                leads);
    }
}
