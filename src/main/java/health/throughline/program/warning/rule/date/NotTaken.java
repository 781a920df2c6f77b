package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import java.util.List;
import java.util.stream.IntStream;

/** Days in a row on which the client said that they took no medicine. */
final class NotTaken {

    private static final int RECENT_DAYS = 3;

    private NotTaken() {}

    /** The newest such days; none when they are over, or nothing was said of late. */
    static List<Reading> run(PatientPicture picture) {
        List<Reading> answers = picture.readings().of("medication-taken").stream()
                .filter(answer -> !answer.coded().isEmpty())
                .toList();
        List<Reading> daily = lastOfEachDay(answers);
        List<Reading> run = Runs.trailingDays(daily, answer -> answer.coded().equals("not-taken"));
        boolean recent = !run.isEmpty()
                && !run.get(run.size() - 1).day().isBefore(picture.today().minusDays(RECENT_DAYS));
        return recent ? run : List.of();
    }

    private static List<Reading> lastOfEachDay(List<Reading> answers) {
        return IntStream.range(0, answers.size())
                .filter(i -> i == answers.size() - 1
                        || !answers.get(i + 1).day().equals(answers.get(i).day()))
                .mapToObj(answers::get)
                .toList();
    }
}
