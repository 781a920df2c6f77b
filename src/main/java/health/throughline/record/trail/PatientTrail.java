package health.throughline.record.trail;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.store.Keys;
import health.throughline.store.trail.AccessDays;
import health.throughline.store.trail.AccessDays.Asked;
import health.throughline.store.trail.AccessDays.Day;
import health.throughline.store.trail.AccessDays.Kinds;
import health.throughline.store.trail.AuditQuery;
import health.throughline.store.trail.AuditRow;
import health.throughline.store.trail.AuditTable;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** What the audit trail tells of one patient, for that patient. */
public final class PatientTrail {

    private static final Kinds KINDS = new Kinds(
            numbers(Kind.READ, Kind.QUERY, Kind.EXECUTE),
            numbers(Kind.CREATE, Kind.UPDATE, Kind.DELETE, Kind.CONSENT),
            numbers(Kind.DISCLOSURE),
            TrailLines.number(Kind.EMERGENCY));

    private final AuditTable table;
    private final AccessDays days;
    private final VisibleAudit visible;
    private final Keys keys;
    private final ZoneId zone;

    public PatientTrail(AuditTable table, AccessDays days, VisibleAudit visible, Keys keys, ZoneId zone) {
        this.table = table;
        this.days = days;
        this.visible = visible;
        this.keys = keys;
        this.zone = zone;
    }

    /**
     * A stretch of the list.
     *
     * @param lo first millisecond
     * @param hi last millisecond
     * @param before where the page before ended; {@link Long#MAX_VALUE} on the first
     */
    public record Part(long lo, long hi, long before, int limit) {}

    private static List<Integer> numbers(Kind... kinds) {
        return Stream.of(kinds).map(TrailLines::number).toList();
    }

    /** Who did what on which day, the latest first. */
    public List<Day> days(ResourceKey patient, Part part, Access access) {
        visible.within(new AuditQuery(), List.of(patient), access);
        Asked asked = new Asked(keys.of(patient), part.lo(), part.hi(), zone.getId());
        return days.find(asked, KINDS, part.before(), part.limit());
    }

    /** What was disclosed to others, the latest first. */
    public List<AuditRow> disclosures(ResourceKey patient, Part part, Access access) {
        AuditQuery query = visible.within(new AuditQuery(), List.of(patient), access)
                .kinds(numbers(Kind.DISCLOSURE))
                .outcomes(List.of(0))
                .time(part.lo(), part.hi());
        return table.find(query, part.before(), part.limit());
    }
}
