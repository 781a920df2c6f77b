package health.throughline.program.alert;

import health.throughline.event.EventHandler;
import health.throughline.store.event.EventTable;
import health.throughline.store.event.EventTable.Event;
import java.util.List;
import java.util.Set;

/** Looks at the patients of whom something was stored, a moment after it was. */
final class AlertMonitor implements EventHandler {

    private static final Set<String> TELLING = Set.of(
            "Appointment",
            "CarePlan",
            "Condition",
            "EpisodeOfCare",
            "MedicationDispense",
            "MedicationStatement",
            "Observation",
            "QuestionnaireResponse");

    private final EventTable events;
    private final AlertWriter writer;

    AlertMonitor(EventTable events, AlertWriter writer) {
        this.events = events;
        this.writer = writer;
    }

    @Override
    public String name() {
        return "early-warning";
    }

    @Override
    public Set<String> types() {
        return TELLING;
    }

    @Override
    public void handle(List<Event> happened) {
        events.patients(happened).forEach(writer::look);
    }
}
