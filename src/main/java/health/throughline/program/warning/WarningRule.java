package health.throughline.program.warning;

import java.util.List;

/** One rule of early warning: a pure function of what is known of a patient on a day. It knows no clock, store or caller. */
public interface WarningRule {

    /** When a rule has to be looked at. */
    enum Timing {
        /** Within the transaction that stores what it looks at: what cannot wait. */
        AT_ONCE,
        /** Within a second after what it looks at was stored. */
        SOON,
        /** Also when nothing is stored: silence, dates that pass. */
        BY_THE_CLOCK
    }

    /** Code of the CodeSystem alert-type; its parameters are those of the ActivityDefinition {@code alert-<code>}. */
    String code();

    Timing timing();

    /** What it finds as of {@code picture.asOf()}; nothing when there is nothing to warn of. */
    List<Warning> assess(PatientPicture picture, RuleParameters parameters);
}
