package health.throughline.benchmark;

import java.util.regex.Pattern;

/** What a load generator saw: completed requests, those that failed, and latency in milliseconds. */
record Load(long requests, long failures, double p50, double p99) {

    private static final Pattern RESULT =
            Pattern.compile("RESULT requests=(\\d+) refused=(\\d+) broken=(\\d+) p50=(\\d+) p99=(\\d+)");

    /** Reads the line that our own script prints at the end; wrk's words for people are left alone. */
    static Load parse(String output) {
        var result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IllegalStateException("wrk printed no result:\n" + output);
        }
        var failures = Long.parseLong(result.group(2)) + Long.parseLong(result.group(3));
        return new Load(Long.parseLong(result.group(1)), failures, micros(result.group(4)), micros(result.group(5)));
    }

    private static double micros(String digits) {
        return Long.parseLong(digits) / 1000.0;
    }
}
