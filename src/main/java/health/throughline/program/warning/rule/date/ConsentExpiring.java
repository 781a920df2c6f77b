package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Ending;
import health.throughline.program.warning.rule.part.Words;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A consent is about to end. */
public final class ConsentExpiring implements WarningRule {

    @Override
    public String code() {
        return "consent-expiring";
    }

    @Override
    public Timing timing() {
        return Timing.BY_THE_CLOCK;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        LocalDate last = picture.today().plusDays(parameters.whole("days-ahead"));
        Map<LocalDate, List<Ending>> byDay = picture.papers().consents().stream()
                .filter(one ->
                        !one.day().isBefore(picture.today()) && !one.day().isAfter(last))
                .collect(Collectors.groupingBy(Ending::day, TreeMap::new, Collectors.toList()));
        return byDay.entrySet().stream()
                .map(entry -> parameters.warning(
                        picture.startOf(entry.getKey()),
                        Words.count(entry.getValue().size(), "consent") + " will end on " + entry.getKey() + ".",
                        entry.getValue().stream().map(Ending::key).toList()))
                .toList();
    }
}
