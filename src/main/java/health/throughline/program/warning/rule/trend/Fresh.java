package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.fact.Reading;
import java.util.List;

/** Whether something found on some of the days still holds: on the newest day of all, and that not long ago. */
final class Fresh {

    private static final int DAYS = 3;

    private Fresh() {}

    /** @param found some of {@code days}, oldest first as they are; not empty */
    static boolean is(List<Reading> days, List<Reading> found, PatientPicture picture) {
        Reading newest = days.get(days.size() - 1);
        return found.get(found.size() - 1).equals(newest)
                && !newest.day().isBefore(picture.today().minusDays(DAYS));
    }
}
