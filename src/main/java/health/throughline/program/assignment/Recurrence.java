package health.throughline.program.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.program.client.ProgrammeDays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The days that a Timing stands for: all of them, at most sixty. What has no end is refused rather than cut.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#Timing">R4 Timing</a>
 */
final class Recurrence {

    static final int MOST = 60;

    private static final Map<String, ChronoUnit> UNITS =
            Map.of("d", ChronoUnit.DAYS, "wk", ChronoUnit.WEEKS, "mo", ChronoUnit.MONTHS, "a", ChronoUnit.YEARS);
    private static final Map<String, DayOfWeek> WEEKDAYS = Map.of(
            "mon", DayOfWeek.MONDAY,
            "tue", DayOfWeek.TUESDAY,
            "wed", DayOfWeek.WEDNESDAY,
            "thu", DayOfWeek.THURSDAY,
            "fri", DayOfWeek.FRIDAY,
            "sat", DayOfWeek.SATURDAY,
            "sun", DayOfWeek.SUNDAY);

    private final JsonNode repeat;
    private final LocalDate first;
    private final LocalDate end;
    private final int count;

    private Recurrence(JsonNode repeat, LocalDate usual) {
        this.repeat = repeat;
        this.first = day(repeat.at("/boundsPeriod/start"), usual);
        this.end = end();
        this.count = repeat.path("count").asInt(repeat.path("countMax").asInt(Integer.MAX_VALUE));
        if (count == Integer.MAX_VALUE && end.equals(LocalDate.MAX)) {
            throw refused("Say how often or until when: 'count', 'boundsPeriod' or 'boundsDuration'.");
        }
    }

    /**
     * The days, in order.
     *
     * @param usual the first one, when the Timing says none
     * @throws Refusal UNPROCESSABLE when they have no end, are too many, or are not days
     */
    static List<LocalDate> of(JsonNode timing, LocalDate usual) {
        if (timing.has("event")) {
            Set<LocalDate> days = new TreeSet<>();
            timing.path("event").forEach(event -> days.add(day(event, usual)));
            return few(List.copyOf(days));
        }
        return few(new Recurrence(timing.path("repeat"), usual).days());
    }

    private static List<LocalDate> few(List<LocalDate> days) {
        if (days.isEmpty() || days.size() > MOST) {
            throw refused("'repeat' comes to " + (days.isEmpty() ? "no day" : "too many days") + "; from 1 to " + MOST
                    + " can be assigned ahead.");
        }
        return days;
    }

    private static LocalDate day(JsonNode text, LocalDate usual) {
        String day = text.asText("");
        return day.isEmpty() ? usual : ProgrammeDays.date(day.substring(0, Math.min(10, day.length())), "repeat");
    }

    private LocalDate end() {
        LocalDate period = day(repeat.at("/boundsPeriod/end"), LocalDate.MAX);
        JsonNode duration = repeat.path("boundsDuration");
        if (duration.isMissingNode()) {
            return period;
        }
        long amount = duration.path("value").asLong();
        return first.plus(amount, unit(duration.path("code").asText("d"))).minusDays(1);
    }

    private static ChronoUnit unit(String code) {
        ChronoUnit unit = UNITS.get(code);
        if (unit == null) {
            throw refused("Questionnaires are assigned by days: the unit is d, wk, mo or a.");
        }
        return unit;
    }

    private List<LocalDate> days() {
        ChronoUnit unit = unit(repeat.path("periodUnit").asText("d"));
        int period = repeat.path("period").asInt(1);
        int frequency = repeat.path("frequency").asInt(1);
        if (period < 1 || frequency < 1) {
            throw refused("'period' and 'frequency' are whole numbers from 1 on.");
        }
        if (repeat.has("dayOfWeek")) {
            return onWeekdays(unit == ChronoUnit.WEEKS ? period : 1);
        }
        if (frequency > 1 && unit != ChronoUnit.WEEKS && unit != ChronoUnit.DAYS) {
            throw refused("More than once a month or a year: name the days as 'event' of the Timing.");
        }
        List<LocalDate> days = new ArrayList<>();
        for (int i = 0; days.size() <= MOST && days.size() < count; i++) {
            LocalDate day = frequency == 1
                    ? first.plus((long) i * period, unit)
                    : first.plusDays((long) i * period * (unit == ChronoUnit.WEEKS ? 7 : 1) / frequency);
            if (day.isAfter(end)) {
                return days;
            }
            if (!days.isEmpty() && days.get(days.size() - 1).equals(day)) {
                throw refused("A questionnaire is due once a day at most.");
            }
            days.add(day);
        }
        return days;
    }

    private List<LocalDate> onWeekdays(int everyWeeks) {
        Set<DayOfWeek> wanted = new TreeSet<>();
        for (JsonNode code : repeat.path("dayOfWeek")) {
            DayOfWeek day = WEEKDAYS.get(code.asText());
            if (day == null) {
                throw refused("'dayOfWeek' takes mon, tue, wed, thu, fri, sat and sun.");
            }
            wanted.add(day);
        }
        LocalDate monday = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        List<LocalDate> days = new ArrayList<>();
        while (days.size() <= MOST && days.size() < count && !monday.isAfter(end)) {
            for (DayOfWeek weekday : wanted) {
                LocalDate day = monday.with(TemporalAdjusters.nextOrSame(weekday));
                if (!day.isBefore(first) && !day.isAfter(end) && days.size() < count) {
                    days.add(day);
                }
            }
            monday = monday.plusWeeks(everyWeeks);
        }
        return days;
    }

    private static Refusal refused(String words) {
        return new Refusal(
                Refusal.Reason.UNPROCESSABLE,
                List.of(Issue.error("business-rule", words, ProgrammeDays.place("repeat"))));
    }
}
