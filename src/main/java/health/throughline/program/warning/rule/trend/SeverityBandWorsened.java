package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/** A total moved into a more severe band, and not by chance alone. */
public final class SeverityBandWorsened implements WarningRule {

    private static final int RECENT_DAYS = 30;

    /** Bands of Kroenke 2001 and Spitzer 2006, and the cut-off of the National Center for PTSD. */
    private static final List<Instrument> INSTRUMENTS = List.of(
            new Instrument("PHQ-9", "44261-6", List.of(5, 10, 15, 20), 5),
            new Instrument("GAD-7", "70274-6", List.of(5, 10, 15), 4),
            new Instrument("PCL-5", "101698-9", List.of(33), 10));

    @Override
    public String code() {
        return "severity-band-worsening";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        return INSTRUMENTS.stream()
                .map(instrument -> instrument.assess(picture, parameters))
                .flatMap(List::stream)
                .toList();
    }

    /** @param reliable change that chance does not explain */
    private record Instrument(String name, String code, List<Integer> bands, double reliable) {

        List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
            List<Reading> totals = picture.readings().known(code);
            int last = totals.size() - 1;
            if (last < 1 || picture.recent(code, RECENT_DAYS).isEmpty()) {
                return List.of();
            }
            double now = totals.get(last).value();
            double before = totals.get(last - 1).value();
            double step = parameters.number("min-share-of-reliable-change") * reliable;
            return band(now) > band(before) && now - before >= step
                    ? List.of(new Warning(
                            parameters.code(),
                            parameters.severity(),
                            true,
                            totals.get(last).at(),
                            name + " rose from " + Words.number(before) + " to " + Words.number(now)
                                    + ", into a more severe band.",
                            Runs.evidence(totals.subList(last - 1, last + 1))))
                    : List.of();
        }

        private long band(double total) {
            return bands.stream().filter(least -> total >= least).count();
        }
    }
}
