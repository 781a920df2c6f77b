package health.throughline.program.measure;

/** A kind of facts that a measure may need, each read by itself. */
public enum FactKind {
    STAYS,
    DIAGNOSES,
    SCORES,
    ATTENDANCE,
    SETBACKS,
    VISITS,
    BOOKINGS,
    FORMS,
    TASKS,
    PLANS,
    CONSENTS,
    MESSAGES,
    ALERTS
}
