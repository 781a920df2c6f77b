package health.throughline.search.value;

import java.time.LocalDate;
import java.time.YearMonth;

/** Reads one date or time from the left; a leap second is the first of the next minute. */
final class DateReader {

    private static final long DAY = 86_400_000L;
    private static final int LONGEST = 64;

    private final String text;
    private int at;

    DateReader(String text) {
        this.text = text;
    }

    /** Thrown at the first character that does not fit; without a stack trace, because it only says no. */
    static final class NotADate extends Exception {

        private static final long serialVersionUID = 1L;

        NotADate() {
            super("not a date", null, false, false);
        }
    }

    DateRange read() throws NotADate {
        require(text.length() <= LONGEST);
        int year = digits(4, 1, 9999);
        if (ended()) {
            return between(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
        }
        skip('-');
        int month = digits(2, 1, 12);
        YearMonth named = YearMonth.of(year, month);
        if (ended()) {
            return between(named.atDay(1), named.plusMonths(1).atDay(1));
        }
        skip('-');
        LocalDate day = named.atDay(digits(2, 1, named.lengthOfMonth()));
        return ended() ? between(day, day.plusDays(1)) : time(day);
    }

    private static DateRange between(LocalDate start, LocalDate end) {
        return new DateRange(start.toEpochDay() * DAY, end.toEpochDay() * DAY - 1);
    }

    private DateRange time(LocalDate day) throws NotADate {
        skip('T');
        long millis = digits(2, 0, 23) * 3_600_000L;
        skip(':');
        millis += digits(2, 0, 59) * 60_000L;
        long span = 60_000;
        if (!ended() && text.charAt(at) == ':') {
            at++;
            millis += digits(2, 0, 60) * 1_000L;
            span = 1_000;
            if (!ended() && text.charAt(at) == '.') {
                at++;
                int from = at;
                millis += fraction();
                span = at - from == 1 ? 100 : at - from == 2 ? 10 : 1;
            }
        }
        long start = day.toEpochDay() * DAY + millis - offset();
        require(ended());
        return new DateRange(start, start + span - 1);
    }

    /** The milliseconds of a fraction of a second; finer ones are cut off. */
    private long fraction() throws NotADate {
        long millis = 0;
        int place = 100;
        int from = at;
        while (!ended() && isDigit(text.charAt(at))) {
            millis += (long) (text.charAt(at++) - '0') * place;
            place /= 10;
        }
        require(at > from);
        return millis;
    }

    /** Milliseconds that local time is ahead of UTC; a blank is a plus sign that was not encoded in a URL. */
    private long offset() throws NotADate {
        if (ended()) {
            return 0;
        }
        char sign = text.charAt(at++);
        if (sign == 'Z') {
            return 0;
        }
        require(sign == '+' || sign == '-' || sign == ' ');
        int hours = digits(2, 0, 14);
        skip(':');
        int minutes = digits(2, 0, hours == 14 ? 0 : 59);
        long ahead = (hours * 60 + minutes) * 60_000L;
        return sign == '-' ? -ahead : ahead;
    }

    private int digits(int count, int least, int most) throws NotADate {
        require(at + count <= text.length());
        int number = 0;
        for (int end = at + count; at < end; at++) {
            require(isDigit(text.charAt(at)));
            number = number * 10 + text.charAt(at) - '0';
        }
        require(number >= least && number <= most);
        return number;
    }

    private void skip(char expected) throws NotADate {
        require(!ended() && text.charAt(at++) == expected);
    }

    private boolean ended() {
        return at == text.length();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void require(boolean holds) throws NotADate {
        if (!holds) {
            throw new NotADate();
        }
    }
}
