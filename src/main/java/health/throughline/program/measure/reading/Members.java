package health.throughline.program.measure.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordSearch;
import health.throughline.record.access.Access;
import health.throughline.search.plan.Cursor;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.query.SearchQuery;
import health.throughline.store.ResourceVersion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the clients whom a report is to be about. */
public final class Members {

    private static final String MOST = "500";

    private final HealthRecord record;

    public Members(HealthRecord record) {
        this.record = record;
    }

    /**
     * The clients; null for all.
     *
     * @param subject a Patient or a Group of patients
     * @param practitioner one on whose care teams they are
     * @throws Refusal NOT_FOUND when the subject or the practitioner is not in the caller's sight
     */
    public @Nullable Set<ResourceKey> of(
            @Nullable ResourceKey subject, @Nullable ResourceKey practitioner, Access access) {
        Set<ResourceKey> named = subject == null ? null : subjects(subject, access);
        if (practitioner == null) {
            return named;
        }
        Set<ResourceKey> treated = treatedBy(practitioner, access);
        if (named != null) {
            treated.retainAll(named);
        }
        return treated;
    }

    private Set<ResourceKey> subjects(ResourceKey subject, Access access) {
        ObjectNode read = record.reader().read(subject, access).tree();
        if (subject.type().equals("Patient")) {
            return Set.of(subject);
        }
        Set<ResourceKey> members = new LinkedHashSet<>();
        for (JsonNode member : read.path("member")) {
            if (!member.path("inactive").asBoolean(false)) {
                ResourceKey.ofPatient(Elements.reference(member.path("entity"))).ifPresent(members::add);
            }
        }
        return members;
    }

    private Set<ResourceKey> treatedBy(ResourceKey practitioner, Access access) {
        record.reader().read(practitioner, access);
        Set<ResourceKey> treated = new LinkedHashSet<>();
        SearchQuery query = record.search()
                .parse(
                        List.of("CareTeam"),
                        List.of(
                                new Parameter("participant", practitioner.toString()),
                                new Parameter("status", "active"),
                                new Parameter("_count", MOST)),
                        false);
        @Nullable Cursor cursor = null;
        do {
            RecordSearch.Page page = record.search().search(query, cursor, access);
            page.matches().stream()
                    .map(ResourceVersion::tree)
                    .map(team -> Elements.reference(team.path("subject")))
                    .forEach(reference -> ResourceKey.ofPatient(reference).ifPresent(treated::add));
            cursor = page.next();
        } while (cursor != null);
        return treated;
    }
}
