package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.fact.Reading;
import java.util.List;
import java.util.Optional;

/** The suicide risk level of the newest screener, LOINC 93374-7: a code that weighs nothing. */
final class SuicideLevel {

    private static final String CODE = "93374-7";
    private static final int RECENT_DAYS = 30;

    private SuicideLevel() {}

    /** One that could not be scored hides no earlier one. */
    static Optional<Reading> newest(PatientPicture picture) {
        List<Reading> levels = picture.readings().of(CODE).stream()
                .filter(level -> !level.coded().isEmpty())
                .toList();
        return levels.isEmpty()
                ? Optional.empty()
                : Optional.of(levels.get(levels.size() - 1))
                        .filter(level -> !level.day().isBefore(picture.today().minusDays(RECENT_DAYS)));
    }
}
