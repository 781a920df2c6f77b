package health.throughline.record.access;

import health.throughline.store.ResourceChange;
import health.throughline.store.ResourceVersion;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one request has given out, by patient: the audit trail and the accounting of disclosures are made of it. Of what the
 * server does for itself nothing is kept: such an access may live as long as the server.
 */
public final class AccessLog {

    private static final AuditEntry.Request NONE = new AuditEntry.Request("", "", "");

    private final boolean kept;
    private final Set<Long> seen = new LinkedHashSet<>();
    private final Set<Long> changed = new LinkedHashSet<>();
    private AuditEntry.Request request = NONE;
    private String address = "";
    private String single = "";
    private int given;
    private boolean wrote;

    /** @param kept whether anybody asks for it afterwards */
    AccessLog(boolean kept) {
        this.kept = kept;
    }

    /** The request that all of this is for, and the network address it came from. */
    public void begins(AuditEntry.Request begun, String from) {
        request = begun;
        address = from;
    }

    public AuditEntry.Request request() {
        return request;
    }

    public String address() {
        return address;
    }

    /** A version that leaves the record. */
    public synchronized void gave(ResourceVersion version) {
        if (!kept) {
            return;
        }
        for (long patient : version.patients()) {
            seen.add(patient);
        }
        single = given++ == 0 ? version.key() + "/_history/" + version.version() : "";
    }

    public void gave(Collection<ResourceVersion> versions) {
        versions.forEach(this::gave);
    }

    /** Versions that are about to be stored, with their audit entries in the same transaction. */
    public synchronized void changed(Collection<ResourceChange> changes) {
        wrote = true;
        for (ResourceChange change : changes) {
            for (long patient : change.patients()) {
                changed.add(patient);
            }
        }
    }

    /** Keys of the patients of whom anything was given out, also what was written in the same request. */
    public synchronized long[] told() {
        return seen.stream().mapToLong(Long::longValue).toArray();
    }

    /** Keys of the patients of whom anything was given out, and not also changed. */
    public synchronized long[] patients() {
        return seen.stream()
                .filter(one -> !changed.contains(one))
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** Whether anything was changed, of patients or not; it has its entries already. */
    public boolean wrote() {
        return wrote;
    }

    /** The one version that was given out; empty when none or several were. */
    public String resource() {
        return single;
    }

    /** How many versions were given out. */
    public int given() {
        return given;
    }
}
