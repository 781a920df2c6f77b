package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.ProgrammeMeasure;
import java.util.List;
import java.util.Optional;

/** All measures that the server works out. */
public final class MeasureCatalogue {

    private static final List<ProgrammeMeasure> ALL = List.of(
            DepressionOutcome.remission(12),
            DepressionOutcome.remission(6),
            DepressionOutcome.response(12),
            new DepressionMonitoring(),
            new AttendanceRate(),
            new AttendanceHours(),
            new WeeklyDose(),
            new Retention(),
            new CheckInAdherence(),
            new AssessmentCompletion(),
            new RelapseRate(),
            new TimeToRelapse(),
            new ReassessmentAfterRelapse(),
            new PlanBeforeDischarge(),
            new FollowUpAfterDischarge(),
            new FamilyInvolvement(),
            new AlumniContact(),
            ReliableChange.improvement(),
            ReliableChange.deterioration(),
            new AlertPerformance(),
            new AlertBurden(),
            new AlertTiming());

    private MeasureCatalogue() {}

    public static List<ProgrammeMeasure> all() {
        return ALL;
    }

    /** The one that a Measure with this id defines. */
    public static Optional<ProgrammeMeasure> find(String id) {
        return ALL.stream().filter(measure -> measure.id().equals(id)).findFirst();
    }
}
