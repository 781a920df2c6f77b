package health.throughline.store.trail;

/**
 * A stored row of the audit trail.
 *
 * @param transaction the transaction that wrote it
 * @param patientId id of the Patient that {@code line.patient()} stands for; empty when there is none in the record
 */
public record AuditRow(long id, long transaction, AuditLine line, String patientId) {

    /** Its place in the order in which rows are sealed. */
    public SealTable.Position position() {
        return new SealTable.Position(transaction, id);
    }
}
