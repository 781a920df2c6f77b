package health.throughline.record.access;

/** Decides what a caller may do with the record. */
public interface AccessPolicy {

    /**
     * For one request. Cheap: what it follows from is kept, and found anew when consents, care teams or accounts change.
     */
    Access of(Caller caller);
}
