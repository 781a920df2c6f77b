package health.throughline.program.warning.rule.date;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Words;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/** The client has stopped to check in: silence is a signal. */
public final class MissedCheckIns implements WarningRule {

    private static final int USUAL_DAYS = 14;

    @Override
    public String code() {
        return "missed-checkins";
    }

    @Override
    public Timing timing() {
        return Timing.BY_THE_CLOCK;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        Optional<Episode> episode = picture.care().treatment();
        if (episode.isEmpty()) {
            return List.of();
        }
        LocalDate start = episode.get().start();
        NavigableSet<LocalDate> days = picture.readings().checkInDays().tailSet(start, true);
        LocalDate last = days.isEmpty() ? start.minusDays(1) : days.last();
        long missed = ChronoUnit.DAYS.between(last, picture.today()) - 1;
        boolean usual = share(days, start, last) >= parameters.number("usual-share");
        int allowed = parameters.whole(usual ? "days" : "days-otherwise");
        return missed >= allowed
                ? List.of(parameters.warning(
                        picture.startOf(last.plusDays(1)),
                        "No check-in for " + Words.count(missed, "day") + ".",
                        evidence(picture, last)))
                : List.of();
    }

    /** Of the two weeks up to the last check-in. */
    private static double share(NavigableSet<LocalDate> days, LocalDate start, LocalDate last) {
        LocalDate first = last.minusDays(USUAL_DAYS - 1);
        LocalDate from = first.isBefore(start) ? start : first;
        long all = ChronoUnit.DAYS.between(from, last) + 1;
        return all < 1 ? 0 : (double) days.subSet(from, true, last, true).size() / all;
    }

    private static List<ResourceKey> evidence(PatientPicture picture, LocalDate last) {
        return picture.readings().of("affect-composite").stream()
                .filter(reading -> reading.day().equals(last))
                .map(Reading::key)
                .toList();
    }
}
