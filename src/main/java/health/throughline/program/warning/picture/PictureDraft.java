package health.throughline.program.warning.picture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.fact.Assignment;
import health.throughline.program.warning.fact.Care;
import health.throughline.program.warning.fact.Concern;
import health.throughline.program.warning.fact.Diagnoses;
import health.throughline.program.warning.fact.Ending;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Papers;
import health.throughline.program.warning.fact.Plan;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.fact.Readings;
import health.throughline.program.warning.fact.Supply;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Gathers the facts of one patient from resources. */
final class PictureDraft {

    private final ZoneId zone;
    private final ReadingFacts readingFacts;
    private final SessionFacts sessionFacts;
    private final CareFacts careFacts;
    private final ConcernFacts concernFacts;

    private final List<Reading> readings = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<Concern> concerns = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private final List<Supply> supplies = new ArrayList<>();
    private final List<String> diagnoses = new ArrayList<>();

    PictureDraft(ZoneId zone) {
        this.zone = zone;
        Moments moments = new Moments(zone);
        this.readingFacts = new ReadingFacts(moments);
        this.sessionFacts = new SessionFacts(moments);
        this.careFacts = new CareFacts(moments);
        this.concernFacts = new ConcernFacts(moments);
    }

    /** What no rule looks at is passed over. */
    void add(ObjectNode resource) {
        switch (resource.path("resourceType").asText("")) {
            case "Observation" -> {
                readingFacts.of(resource).ifPresent(readings::add);
                sessionFacts.addAttendance(resource);
            }
            case "Appointment" -> sessionFacts.addAppointment(resource);
            case "EpisodeOfCare" -> careFacts.episode(resource).ifPresent(episodes::add);
            case "Task" -> careFacts.assignment(resource).ifPresent(assignments::add);
            case "CarePlan" -> careFacts.plan(resource).ifPresent(plans::add);
            case "Consent" -> careFacts.ending(resource).ifPresent(endings::add);
            case "MedicationDispense" -> careFacts.supply(resource).ifPresent(supplies::add);
            case "Condition" -> diagnoses.add(careFacts.diagnosis(resource));
            case "QuestionnaireResponse" -> concernFacts.response(resource).ifPresent(concerns::add);
            case "Communication" -> concernFacts.communication(resource).ifPresent(concerns::add);
            default -> {
                // Not early warning's.
            }
        }
    }

    /** With nothing that is later than {@code asOf}. */
    PatientPicture picture(ResourceKey patient, Instant asOf) {
        Diagnoses known = new Diagnoses(
                diagnoses.stream().anyMatch(code -> code.startsWith("F31")),
                diagnoses.stream().anyMatch(code -> code.startsWith("F11")));
        return new PatientPicture(
                        patient,
                        asOf,
                        zone,
                        Readings.of(readings),
                        new Care(episodes, sessionFacts.sessions(), assignments, known),
                        concerns,
                        new Papers(plans, endings),
                        supplies)
                .at(asOf);
    }

    /** The newest moment of a reading or concern. */
    Instant newest(Instant otherwise) {
        Instant newest = otherwise;
        for (Reading reading : readings) {
            newest = reading.at().isAfter(newest) ? reading.at() : newest;
        }
        for (Concern concern : concerns) {
            newest = concern.at().isAfter(newest) ? concern.at() : newest;
        }
        return newest;
    }
}
