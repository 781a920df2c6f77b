package health.throughline.api.operation.measure;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.measure.report.MeasureEvaluator;
import health.throughline.program.measure.report.ReportWriter.ReportType;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what a measure is to be worked out for. */
final class EvaluateParameters {

    static final Set<String> NAMES =
            Set.of("measure", "periodStart", "periodEnd", "reportType", "subject", "practitioner", "suppress");

    /** Of the codes of R4, and those of MeasureReport.type that mean the same. */
    private static final Map<String, ReportType> TYPES = Map.of(
            "subject", ReportType.INDIVIDUAL,
            "individual", ReportType.INDIVIDUAL,
            "subject-list", ReportType.SUBJECT_LIST,
            "population", ReportType.SUMMARY,
            "summary", ReportType.SUMMARY);

    private static final String MEASURES = Canonicals.of("Measure", "");
    private static final int MONTH = "2026-01".length();
    private static final int YEAR = "2026".length();

    private final Given given;
    private final Route route;
    private final boolean outside;

    /** @param outside whether the report leaves the programme */
    EvaluateParameters(Given given, Route route, boolean outside) {
        this.given = given;
        this.route = route;
        this.outside = outside;
    }

    MeasureEvaluator.Asked asked() {
        LocalDate first = day("periodStart", false);
        LocalDate last = day("periodEnd", true);
        if (last.isBefore(first)) {
            throw Refusal.invalid("value", "'periodEnd' lies before 'periodStart'.", place("periodEnd"));
        }
        ResourceKey subject = reference("subject", Set.of("Patient", "Group"));
        ResourceKey practitioner = reference("practitioner", Set.of("Practitioner", "PractitionerRole"));
        ReportType type = type(subject);
        boolean suppressed = outside || given.flag("suppress");
        if (suppressed) {
            requireWhole(type, first, last, subject != null || practitioner != null);
        }
        return new MeasureEvaluator.Asked(measure(), first, last, type, subject, practitioner, suppressed);
    }

    private String measure() {
        String named = given.one("measure").map(EvaluateParameters::name).orElse("");
        if (!route.id().isEmpty()) {
            if (!named.isEmpty()) {
                throw Refusal.invalid("The measure stands in the URL already: leave out 'measure'.");
            }
            return route.id();
        }
        String url = named.contains("|") ? named.substring(0, named.indexOf('|')) : named;
        if (url.startsWith(MEASURES)) {
            return url.substring(MEASURES.length());
        }
        return ResourceKey.of(url)
                .filter(key -> key.type().equals("Measure"))
                .map(ResourceKey::id)
                .orElseThrow(() -> Refusal.invalid(
                        "required",
                        "Name the measure, as in Measure/[id]/$evaluate-measure or by 'measure' with its canonical URL "
                                + MEASURES + "[id].",
                        place("measure")));
    }

    private ReportType type(@Nullable ResourceKey subject) {
        boolean one = subject != null && subject.type().equals("Patient");
        String text = given.text("reportType").orElse(one ? "subject" : "population");
        ReportType type = TYPES.get(text);
        if (type == null) {
            throw Refusal.invalid(
                    "code-invalid", "'reportType' takes subject, subject-list or population.", place("reportType"));
        }
        if (type == ReportType.INDIVIDUAL && !one) {
            throw Refusal.invalid(
                    "required",
                    "A report of one subject needs 'subject' with a Patient; without it, ask for reportType=population.",
                    place("subject"));
        }
        return type;
    }

    /** Two reports that differ by a few days or clients tell apart what neither of them tells. */
    private void requireWhole(ReportType type, LocalDate first, LocalDate last, boolean chosen) {
        String reason = outside
                ? "Small numbers are withheld from reports that leave the programme"
                : "With 'suppress' small numbers are withheld";
        if (type != ReportType.SUMMARY || chosen) {
            throw new Refusal(
                    Refusal.Reason.FORBIDDEN,
                    reason + ", so they are about all clients: ask for reportType=population, without 'subject' and "
                            + "'practitioner'.");
        }
        if (first.getDayOfMonth() != 1 || last.plusDays(1).getDayOfMonth() != 1) {
            throw Refusal.invalid(
                    "value",
                    reason + ", so their period is made of whole months, such as 2026-01-01 to 2026-03-31.",
                    place("periodStart"));
        }
    }

    /** Of a month or a year, its first day or its last. */
    private LocalDate day(String name, boolean end) {
        String text = given.text(name)
                .orElseThrow(() -> Refusal.invalid(
                        "required", "The operation needs '" + name + "', a date such as 2026-01-01.", place(name)));
        try {
            if (text.length() == YEAR) {
                return end
                        ? Year.parse(text).atMonth(12).atEndOfMonth()
                        : Year.parse(text).atDay(1);
            }
            if (text.length() == MONTH) {
                return end
                        ? YearMonth.parse(text).atEndOfMonth()
                        : YearMonth.parse(text).atDay(1);
            }
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.invalid("value", "'" + name + "' takes a date such as 2026-01-01.", place(name));
        }
    }

    private @Nullable ResourceKey reference(String name, Set<String> types) {
        JsonNode value = given.one(name).orElse(null);
        if (value == null) {
            return null;
        }
        return ResourceKey.of(name(value))
                .filter(key -> types.contains(key.type()))
                .orElseThrow(() -> Refusal.invalid(
                        "value",
                        "'" + name + "' takes a reference to this server: "
                                + String.join(
                                        " or ",
                                        new TreeSet<>(types)
                                                .stream()
                                                        .map(type -> type + "/[id]")
                                                        .toList())
                                + ".",
                        place(name)));
    }

    private static String name(JsonNode value) {
        return value.isTextual() ? value.asText() : value.path("reference").asText("");
    }

    private static String place(String name) {
        return "Parameters.parameter.where(name='" + name + "')";
    }
}
