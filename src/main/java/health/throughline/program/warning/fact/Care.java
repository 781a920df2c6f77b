package health.throughline.program.warning.fact;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The care a patient gets: enrolments, sessions and assignments, each oldest first. */
public record Care(List<Episode> episodes, List<Session> sessions, List<Assignment> assignments, Diagnoses diagnoses) {

    public static final Care NONE = new Care(List.of(), List.of(), List.of(), Diagnoses.NONE);

    public Care {
        episodes = episodes.stream()
                .sorted(Comparator.comparing(Episode::start)
                        .thenComparing(one -> one.key().id()))
                .toList();
        sessions = sessions.stream()
                .sorted(Comparator.comparing(Session::start)
                        .thenComparing(one -> one.key().id()))
                .toList();
        assignments = assignments.stream()
                .sorted(Comparator.comparing(Assignment::assigned)
                        .thenComparing(one -> one.key().id()))
                .toList();
    }

    /** The newest open enrolment in which sessions are expected. */
    public Optional<Episode> treatment() {
        return episodes.stream()
                .filter(episode -> episode.open() && episode.treatment())
                .reduce((one, other) -> other);
    }

    /** Those that say anything of the client's coming, oldest first. */
    public List<Session> counted() {
        return sessions.stream().filter(Session::counts).toList();
    }
}
