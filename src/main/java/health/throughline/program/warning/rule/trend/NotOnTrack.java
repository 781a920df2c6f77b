package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The client gets better more slowly than most, or worse. */
public final class NotOnTrack implements WarningRule {

    private static final int START_DAYS = 14;
    private static final int RECENT_DAYS = 30;

    private static final List<Instrument> INSTRUMENTS =
            List.of(new Instrument("PHQ-9", "44261-6", 5, 10), new Instrument("GAD-7", "70274-6", 4, 10));

    @Override
    public String code() {
        return "not-on-track";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        Optional<Episode> episode = picture.care().treatment();
        if (episode.isEmpty()) {
            return List.of();
        }
        LocalDate from = episode.get().start().plusWeeks(parameters.whole("from-week"));
        return INSTRUMENTS.stream()
                .flatMap(one -> one.assess(picture, parameters, episode.get().start(), from).stream())
                .limit(1)
                .toList();
    }

    /**
     * @param reliable change that chance does not explain
     * @param ill total from which on somebody is expected to improve
     */
    private record Instrument(String name, String code, double reliable, double ill) {

        Optional<Warning> assess(PatientPicture picture, RuleParameters parameters, LocalDate start, LocalDate from) {
            List<Reading> totals = picture.readings().known(code).stream()
                    .filter(total -> !total.day().isBefore(start.minusDays(START_DAYS)))
                    .toList();
            if (totals.isEmpty() || totals.get(0).day().isAfter(start.plusDays(START_DAYS))) {
                return Optional.empty();
            }
            double first = totals.get(0).value();
            double wanted = 1 - parameters.number("min-improvement");
            List<Reading> off = Runs.trailing(
                    totals,
                    total -> !total.day().isBefore(from)
                            && (total.value() >= first + reliable || first >= ill && total.value() > first * wanted));
            return off.isEmpty() || picture.recent(code, RECENT_DAYS).isEmpty()
                    ? Optional.empty()
                    : Optional.of(parameters.warning(
                            off.get(0).at(),
                            name + " was " + Words.number(first) + " at the start and is "
                                    + Words.number(off.get(off.size() - 1).value()) + " on "
                                    + off.get(off.size() - 1).day() + ".",
                            Runs.evidence(List.of(totals.get(0), off.get(off.size() - 1)))));
        }
    }
}
