package health.throughline.program.enrollment;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The enrolments of one client, as the server knows them. */
@Component
public final class Episodes {

    private final ClientRecord record;

    Episodes(ClientRecord record) {
        this.record = record;
    }

    List<Episode> of(ResourceKey patient) {
        return record.all("EpisodeOfCare", new Parameter("patient", patient.toString())).stream()
                .map(Episode::new)
                .toList();
    }

    /** The one that ended last. */
    static Optional<Episode> former(List<Episode> episodes) {
        return episodes.stream().filter(Episode::finished).max(Comparator.comparing(Episode::end));
    }

    /** The one a client's sessions belong to: treatment before alumni, the newest first. */
    public Optional<ResourceKey> current(ResourceKey patient) {
        return of(patient).stream()
                .filter(Episode::open)
                .max(Comparator.comparing((Episode episode) -> !episode.alumni())
                        .thenComparing(Episode::start))
                .map(Episode::key);
    }

    /** By what changes of one client's enrolments wait for each other. */
    static String lock(ResourceKey patient) {
        return "enrolment " + patient;
    }
}
