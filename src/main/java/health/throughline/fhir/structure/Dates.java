package health.throughline.fhir.structure;

/** The formats of R4's date and time datatypes; only days that the calendar has. */
final class Dates {

    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;
    private static final int SECOND = 19;

    private Dates() {}

    static boolean isDate(String text) {
        return isDatePrefix(text, text.length());
    }

    static boolean isDateTime(String text) {
        return text.length() > DAY ? isInstant(text) : isDate(text);
    }

    static boolean isInstant(String text) {
        if (text.length() <= SECOND || text.charAt(DAY) != 'T' || !isDatePrefix(text, DAY)) {
            return false;
        }
        int end = endOfTime(text, DAY + 1);
        return end > 0 && isZone(text, end);
    }

    static boolean isTime(String text) {
        return endOfTime(text, 0) == text.length();
    }

    private static boolean isDatePrefix(String text, int length) {
        if (length != YEAR && length != MONTH && length != DAY) {
            return false;
        }
        int year = two(text, 0) * 100 + two(text, 2);
        if (two(text, 0) < 0 || two(text, 2) < 0 || year < 1) {
            return false;
        }
        if (length == YEAR) {
            return true;
        }
        int month = text.charAt(YEAR) == '-' ? two(text, YEAR + 1) : -1;
        if (month < 1 || month > 12 || length == MONTH) {
            return month >= 1 && month <= 12;
        }
        int day = text.charAt(MONTH) == '-' ? two(text, MONTH + 1) : -1;
        return day >= 1 && day <= daysOf(year, month);
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return DAYS[month - 1] + (leap && month == 2 ? 1 : 0);
    }

    /** @return where hh:mm:ss and its fraction end, or -1; a leap second is let through as R4's pattern does */
    private static int endOfTime(String text, int start) {
        if (text.length() < start + 8 || text.charAt(start + 2) != ':' || text.charAt(start + 5) != ':') {
            return -1;
        }
        if (!within(text, start, 23) || !within(text, start + 3, 59) || !within(text, start + 6, 60)) {
            return -1;
        }
        int end = start + 8;
        if (end == text.length() || text.charAt(end) != '.') {
            return end;
        }
        int from = ++end;
        while (end < text.length() && Texts.isDigit(text.charAt(end))) {
            end++;
        }
        return end > from ? end : -1;
    }

    private static boolean isZone(String text, int start) {
        int length = text.length() - start;
        if (length == 1) {
            return text.charAt(start) == 'Z';
        }
        if (length != 6 || text.charAt(start + 3) != ':' || "+-".indexOf(text.charAt(start)) < 0) {
            return false;
        }
        int minutes = two(text, start + 4);
        return within(text, start + 1, 13) && within(text, start + 4, 59) || two(text, start + 1) == 14 && minutes == 0;
    }

    private static boolean within(String text, int at, int highest) {
        int number = two(text, at);
        return number >= 0 && number <= highest;
    }

    private static int two(String text, int at) {
        char tens = text.charAt(at);
        char ones = text.charAt(at + 1);
        return Texts.isDigit(tens) && Texts.isDigit(ones) ? (tens - '0') * 10 + ones - '0' : -1;
    }
}
