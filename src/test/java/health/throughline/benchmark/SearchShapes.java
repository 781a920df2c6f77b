package health.throughline.benchmark;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The searches of a programme's day and of its partners' systems, with the processor time each may take in milliseconds:
 * what is asked of one client, and the first page of what is asked of all.
 */
final class SearchShapes {

    private static final double CLIENT = 0.7;
    private static final double POPULATION = 3;
    private static final int ROTATED = 400;

    private static final String SYSTEM = "https://throughline.example/fhir/";
    private static final String ITEM = SYSTEM + "CodeSystem/checkin-item|";
    private static final String LOINC = "http://loinc.org|";
    private static final String CHECKIN = SYSTEM + "Questionnaire/daily-checkin";

    /** What is asked of one client, whose id stands for {@code {c}} and number for {@code {n}}. */
    private static final Map<String, String> OF_ONE = ofOne();

    /** What is asked of all; {@code {d}} stands for a day. */
    private static final Map<String, String> OF_ALL = ofAll();

    private final int clients;

    SearchShapes(int clients) {
        this.clients = clients;
    }

    private static Map<String, String> ofOne() {
        Map<String, String> shapes = new TreeMap<>();
        shapes.put("latest-observations", "/Observation?patient=Patient/{c}&_sort=-date&_count=20");
        shapes.put(
                "survey-since",
                "/Observation?patient=Patient/{c}&category=survey&date=ge2026-03-01&_sort=-date&_count=20");
        shapes.put(
                "code-list",
                "/Observation?patient=Patient/{c}&code=" + ITEM + "craving," + ITEM + "mood-low," + ITEM
                        + "sleep&_sort=-date");
        shapes.put("code-text", "/Observation?patient=Patient/{c}&code:text=anxiety");
        shapes.put(
                "filter",
                "/Observation?_filter=patient eq Patient/{c} and (code eq " + ITEM + "craving or code eq " + ITEM
                        + "mood-low)");
        shapes.put("conditions", "/Condition?patient={c}&clinical-status=active&_include=Condition:encounter");
        shapes.put("goals", "/Goal?patient={c}&lifecycle-status:not=cancelled&_sort=start-date");
        shapes.put(
                "plan-with-goals-and-authors",
                "/CarePlan?patient={c}&status=active&_include=CarePlan:goal&_include=CarePlan:subject"
                        + "&_include:iterate=Patient:general-practitioner");
        shapes.put(
                "appointments",
                "/Appointment?patient={c}&status=fulfilled,booked&date=ge2026-03-01&date=lt2026-04-15&_sort=date");
        shapes.put(
                "responses",
                "/QuestionnaireResponse?patient={c}&questionnaire=" + CHECKIN + "&_sort=-authored&_count=14");
        shapes.put("compartment-type", "/Patient/{c}/Observation?code=" + LOINC + "44261-6");
        shapes.put("compartment-all", "/Patient/{c}/*?_type=CarePlan,Goal,Condition,RelatedPerson&_count=20");
        shapes.put("by-record-number", "/Patient?identifier=" + SYSTEM + "identifier/record-number|{n}");
        shapes.put("lastn", "/Observation/$lastn?patient=Patient/{c}&category=survey&max=1");
        shapes.put("family", "/RelatedPerson?patient={c}&active=true&_include=RelatedPerson:patient");
        return shapes;
    }

    private static Map<String, String> ofAll() {
        Map<String, String> shapes = new TreeMap<>();
        shapes.put(
                "open-alerts-of-a-team", "/DetectedIssue?_query=open-alerts&severity=high,moderate&team=CareTeam/{t}");
        shapes.put("high-cravings-of-a-day", "/Observation?_query=high-cravings&threshold=6&day={d}");
        shapes.put("no-attended-session", "/Patient?_query=no-attended-session&since={d}");
        shapes.put("checkin-stopped", "/Patient?_query=checkin-stopped&since={d}");
        shapes.put("overdue-questionnaires", "/Task?_query=overdue-questionnaires&before={d}");
        shapes.put("team-overdue-questionnaires", "/Task?_query=overdue-questionnaires&before={d}&team=CareTeam/{t}");
        shapes.put("team-no-attended-session", "/Patient?_query=no-attended-session&since={d}&team=CareTeam/{t}");
        shapes.put("team-plans-to-review", "/CarePlan?_query=plans-to-review&since={d}&team=CareTeam/{t}");
        shapes.put("plans-to-review", "/CarePlan?_query=plans-to-review&since={d}");
        shapes.put("name", "/Patient?name=be&_sort=family");
        shapes.put("name-contains", "/Patient?family:contains=bau");
        shapes.put("newest-of-a-code", "/Observation?code=44261-6");
        shapes.put("latest-of-a-code", "/Observation?code=" + LOINC + "44261-6&_sort=-date");
        shapes.put("latest-of-several-codes", "/Observation?code=44261-6,70274-6," + ITEM + "craving&_sort=-date");
        shapes.put("rare-and-common", "/Observation?status=final&code=" + LOINC + "44261-6&value-quantity=gt22");
        shapes.put(
                "ten-conditions",
                "/Observation?status=final&category=survey&code=" + LOINC + "44261-6&value-quantity=gt10"
                        + "&value-quantity=lt25&date=ge2026-02-01&date=lt2026-04-30&subject:missing=false"
                        + "&_lastUpdated=ge2020-01-01&status:not=cancelled");
        shapes.put("changed-since", "/Observation?_lastUpdated=ge2020-01-01&_sort=_lastUpdated&_count=50");
        shapes.put("deep-chain", "/Goal?patient.general-practitioner:Practitioner.name=a");
        shapes.put(
                "nested-has",
                "/Practitioner?_has:Patient:general-practitioner:_has:Condition:patient:clinical-status=active");
        shapes.put("not", "/Patient?gender:not=male&_sort=-birthdate");
        shapes.put("missing", "/Task?owner:missing=false&status=completed");
        shapes.put("display", "/Condition?code:text=anxiety");
        shapes.put("narrative", "/CarePlan?_text=much");
        shapes.put("content", "/CarePlan?_content=walk");
        shapes.put("whole-system", "?_type=Flag,DetectedIssue&_lastUpdated=ge2020-01-01");
        shapes.put("thousand-ids", "/Patient?_id=" + ids() + "&_count=20");
        shapes.put("unit-converted", "/Observation?code=" + LOINC + "44261-6&value-quantity=ge15||{score}");
        return shapes;
    }

    private static String ids() {
        return IntStream.rangeClosed(1, 1000).mapToObj(StoredIds::client).collect(Collectors.joining(","));
    }

    List<Shape> all() {
        List<Shape> one = OF_ONE.entrySet().stream()
                .map(shape -> shape("one-" + shape.getKey(), CLIENT, shape.getValue(), this::ofClient))
                .toList();
        List<Shape> all = OF_ALL.entrySet().stream()
                .map(shape -> shape("all-" + shape.getKey(), POPULATION, shape.getValue(), this::ofDay))
                .toList();
        return java.util.stream.Stream.concat(one.stream(), all.stream()).toList();
    }

    private interface Filled {
        String text(String template, int number);
    }

    private Shape shape(String name, double aim, String template, Filled filled) {
        IntFunction<Request> request = number -> Request.get(encoded(filled.text(template, number)));
        return new Shape(
                name,
                aim,
                IntStream.range(0, Math.min(ROTATED, clients)).mapToObj(request).toList());
    }

    private String ofClient(String template, int number) {
        int client = 1 + (int) ((long) number * 7919 % clients);
        return template.replace("{c}", StoredIds.client(client))
                .replace("{n}", String.format(Locale.ROOT, "TL-%06d", client));
    }

    private String ofDay(String template, int number) {
        String day = java.time.LocalDate.of(2026, 3, 1).plusDays(number % 40).toString();
        int team = 1 + number % Math.max(1, Math.min(10, clients / 27));
        return template.replace("{d}", day).replace("{t}", "care-team-" + team);
    }

    private static String encoded(String path) {
        int query = path.indexOf('?');
        String parameters = List.of(path.substring(query + 1).split("&")).stream()
                .map(parameter -> {
                    int equals = parameter.indexOf('=');
                    return parameter.substring(0, equals + 1)
                            + URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
                })
                .collect(Collectors.joining("&"));
        return path.substring(0, query + 1) + parameters;
    }
}
