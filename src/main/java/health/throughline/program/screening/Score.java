package health.throughline.program.screening;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one calculated item comes to.
 *
 * @param value null when it cannot be scored
 * @param band null when it has none
 */
record Score(
        InstrumentItem item,
        Method method,
        @Nullable ScoreValue value,
        @Nullable ScoreBand band) {

    /** How complete the answers were. */
    enum Method {
        COMPLETE("complete"),
        PRORATED("prorated"),
        NOT_SCORABLE("not-scorable");

        private final String code;

        Method(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        /** What the Questionnaire says; a method of a name not known here is not one to trust a number by. */
        static Method of(String code) {
            return code.equals("complete") ? COMPLETE : code.equals("prorated") ? PRORATED : NOT_SCORABLE;
        }
    }

    Optional<ScoreValue> known() {
        return Optional.ofNullable(value);
    }

    Optional<ScoreBand> banded() {
        return Optional.ofNullable(band);
    }
}
