package health.throughline.server.sample;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** One made-up client: who it is, how it goes, when it started, and the dice for everything else. */
record Client(int number, Trajectory trajectory, LocalDate start, Staff.CareGivers careGivers, SplittableRandom dice) {

    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final LocalDate FIRST_START = LocalDate.of(2026, 1, 5);

    static Client of(int number, long seed, Staff staff) {
        var dice = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        var start = FIRST_START.plusWeeks(number % 4);
        return new Client(number, Trajectory.of(number), start, staff.careGiversOf(number), dice);
    }

    String id() {
        return String.format(Locale.ROOT, "client-%04d", number);
    }

    Part subject() {
        return Part.reference("Patient/" + id());
    }

    Part episode() {
        return Part.reference("EpisodeOfCare/" + id() + "-episode");
    }

    /** The time of day on a day of the programme, with the offset in force there and then. */
    String at(int day, int hour, int minute) {
        var local = start.plusDays(day).atTime(LocalTime.of(hour, minute));
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local.atZone(ZONE).toOffsetDateTime());
    }

    /** The same as an instant in universal time, as meta data wants it. */
    String instant(int day, int hour, int minute) {
        var local = start.plusDays(day).atTime(LocalTime.of(hour, minute));
        return DateTimeFormatter.ISO_INSTANT.format(local.atZone(ZONE));
    }

    String on(int day) {
        return start.plusDays(day).toString();
    }

    boolean happens(double probability) {
        return dice.nextDouble() < probability;
    }

    <T> T any(List<T> choices) {
        return choices.get(dice.nextInt(choices.size()));
    }

    /** A rating around the burden of the day, between 0 and the highest. */
    int rating(int day, double weight, double spread, int highest) {
        var noise = (dice.nextDouble() + dice.nextDouble() - 1) * spread;
        var value = Math.round(trajectory.burden(day) * weight + noise);
        return (int) Math.max(0, Math.min(highest, value));
    }
}
