package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Fact.Attendance;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ReportingPeriod;
import java.util.stream.Stream;

/** The sessions of a client's treatment. */
final class SessionAttendance {

    private SessionAttendance() {}

    /** Those of the period that fell into an enrolment. */
    static Stream<Attendance> of(MeasureCase client, ReportingPeriod period) {
        return client.all(Attendance.class)
                .filter(one ->
                        period.contains(one.at()) && client.inTreatment(one.at().day()));
    }

    /** Whether the client was there, of a part of it for at least half of the time. */
    static boolean kept(Attendance one) {
        boolean half = one.minutes().scheduled() == 0
                ? !one.status().equals("partial")
                : 2 * one.minutes().attended() >= one.minutes().scheduled();
        return one.status().equals("attended") || (one.present() && half);
    }
}
