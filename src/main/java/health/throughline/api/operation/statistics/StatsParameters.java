package health.throughline.api.operation.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.search.value.DateRange;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What $stats is asked.
 *
 * @param start date or time as asked; null for the beginning
 * @param end the same; null for the end
 * @param include how many source Observations are wanted along; 0 for none
 */
record StatsParameters(
        String subject,
        Set<Code> codes,
        Set<Statistic> statistics,
        @Nullable String start,
        @Nullable String end,
        int include) {

    /** Most Observations that one answer is made from, and may bring along. */
    static final int MOST = 10_000;

    private static final Set<String> SINGLE = Set.of("subject", "system", "duration", "period", "include", "limit");
    private static final Set<String> REPEATED = Set.of("code", "coding", "statistic");
    private static final BigDecimal SECONDS = BigDecimal.valueOf(3600);
    private static final int MOST_CODES = 50;

    /** A code of a system. */
    record Code(String system, String code) {

        static Code of(JsonNode coding) {
            return new Code(
                    coding.path("system").asText(""), coding.path("code").asText(""));
        }
    }

    private record Period(@Nullable String start, @Nullable String end) {}

    static StatsParameters of(FhirRequest request, Clock clock) {
        Given given = Given.of(request, SINGLE, REPEATED);
        String subject = given.text("subject")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Refusal.invalid("'subject' is needed: a reference such as Patient/123."));
        Set<Statistic> statistics = new LinkedHashSet<>();
        given.texts("statistic")
                .forEach(text -> List.of(text.split(",")).forEach(one -> statistics.add(Statistic.of(one))));
        if (statistics.isEmpty()) {
            throw Refusal.invalid("'statistic' is needed, as in statistic=average&statistic=count.");
        }
        Period period = period(given, clock);
        return new StatsParameters(subject, codes(given), statistics, period.start(), period.end(), include(given));
    }

    private static Set<Code> codes(Given given) {
        Set<Code> codes = new LinkedHashSet<>();
        String system = given.text("system").orElse("");
        for (String code : given.texts("code")) {
            codes.add(new Code(system, code));
        }
        for (JsonNode coding : given.all("coding")) {
            codes.add(coding.isTextual() ? token(coding.asText()) : Code.of(coding));
        }
        boolean complete = codes.stream()
                .noneMatch(code -> code.system().isEmpty() || code.code().isEmpty());
        if (codes.isEmpty() || codes.size() > MOST_CODES || !complete) {
            throw Refusal.invalid("Up to " + MOST_CODES + " codes are needed, each with its system: code=8867-4&"
                    + "system=http://loinc.org, or coding=http://loinc.org|8867-4.");
        }
        return codes;
    }

    private static Code token(String text) {
        int bar = text.indexOf('|');
        return bar < 0 ? new Code("", text) : new Code(text.substring(0, bar), text.substring(bar + 1));
    }

    private static Period period(Given given, Clock clock) {
        if (given.one("duration").isPresent() && given.one("period").isPresent()) {
            throw Refusal.invalid("Give 'duration' or 'period', not both.");
        }
        if (given.one("duration").isPresent()) {
            return last(given.text("duration").orElse(""), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
        return given.one("period").map(StatsParameters::period).orElse(new Period(null, null));
    }

    private static Period last(String hours, Instant now) {
        if (!hours.matches("\\d{1,7}(\\.\\d{1,6})?")) {
            throw Refusal.invalid("'duration' takes a number of hours, such as 24 or 0.5.");
        }
        long seconds = new BigDecimal(hours).multiply(SECONDS).longValue();
        return new Period(now.minusSeconds(seconds).toString(), now.toString());
    }

    private static Period period(JsonNode period) {
        Period asked = new Period(time(period, "start"), time(period, "end"));
        if (asked.start() == null && asked.end() == null) {
            throw Refusal.invalid("'period' takes a Period with a start, an end or both, in a Parameters resource by "
                    + "POST; by GET, 'duration' takes hours.");
        }
        return asked;
    }

    private static @Nullable String time(JsonNode period, String name) {
        String text = period.path(name).asText("");
        if (text.isEmpty()) {
            return null;
        }
        if (DateRange.parse(text).isEmpty()) {
            throw Refusal.invalid("The " + name + " of 'period' is no date or time.");
        }
        return text;
    }

    private static int include(Given given) {
        if (!given.flag("include")) {
            return 0;
        }
        String limit = given.text("limit").orElse(Integer.toString(MOST));
        if (!limit.matches("[1-9]\\d{0,8}")) {
            throw Refusal.invalid("'limit' takes a whole number from 1 up.");
        }
        return Math.min(Integer.parseInt(limit), MOST);
    }

    /** As search parameter values: the code in any coding of the Observation or of a component. */
    String codeValues() {
        List<String> values = new ArrayList<>();
        codes.forEach(code -> values.add(escaped(code.system()) + "|" + escaped(code.code())));
        return String.join(",", values);
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\,|$])", "\\\\$1");
    }
}
