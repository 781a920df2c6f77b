package health.throughline.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The shapes of request a programme lives on, with the processor time each may take in milliseconds. */
final class Shapes {

    private static final String SYSTEM = "https://throughline.example/fhir/";
    private static final List<String> TOTALS = List.of("http://loinc.org|44261-6", "http://loinc.org|70274-6");
    private static final List<String> QUESTIONNAIRES = List.of("daily-checkin", "phq-9", "gad-7");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 12);

    private static final String CRAVING = """
            {"resourceType": "Observation", "status": "final", "category": [{"coding": [{\
            "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]}], \
            "code": {"coding": [{"system": "https://throughline.example/fhir/CodeSystem/checkin-item", \
            "code": "craving", "display": "Strongest craving, self-rated"}]}, \
            "subject": {"reference": "Patient/{client}"}, "effectiveDateTime": "{time}", \
            "performer": [{"reference": "Patient/{client}"}], "valueInteger": {value}, \
            "note": [{"text": "Check-in {number}"}]}""";

    private final StoredIds ids;

    Shapes(StoredIds ids) {
        this.ids = ids;
    }

    /** In the order of the report; those that write come last, so that reads do not see their rows. */
    List<Shape> all() {
        return List.of(
                new Shape("read", 0.2, reads()),
                new Shape("vread", 0.2, versions()),
                new Shape("search-observation-by-code", 0.5, scores()),
                new Shape("search-care-plan-with-goals", 0.45, plans()),
                new Shape("search-questionnaire-response-by-date", 1.5, responses()),
                new Shape("everything", 3, perClient(client -> "/Patient/" + client + "/$everything?_count=50")),
                new Shape("search-chained", 0.7, perNumber(Shapes::chained)),
                new Shape("search-has", 1.0, having()),
                new Shape("search-quantity-counted", 1.1, quantities()),
                new Shape("create", 0.6, creates()),
                new Shape("mix", 0.7, mix()));
    }

    private List<Request> reads() {
        return gets(ids.observations().stream().map(each -> "/Observation/" + each.id()));
    }

    private List<Request> versions() {
        return gets(
                ids.observations().stream().map(each -> "/Observation/" + each.id() + "/_history/" + each.version()));
    }

    private List<Request> scores() {
        return perClient(client ->
                "/Observation?patient=Patient/" + client + "&code=" + TOTALS.get(0) + "&_sort=-date&_count=20");
    }

    private List<Request> plans() {
        var category = SYSTEM + "CodeSystem/plan-type|relapse-prevention";
        return perClient(
                client -> "/CarePlan?patient=Patient/" + client + "&category=" + category + "&_include=CarePlan:goal");
    }

    private List<Request> responses() {
        return gets(IntStream.range(0, 70)
                .boxed()
                .flatMap(day -> QUESTIONNAIRES.stream()
                        .map(name -> "/QuestionnaireResponse?questionnaire=" + SYSTEM + "Questionnaire/" + name
                                + "&authored=ge" + FIRST_DAY.plusDays(day) + "&_count=50")));
    }

    private static String chained(int client) {
        return String.format(
                Locale.ROOT,
                "/Observation?patient.identifier=%sidentifier/record-number|TL-%06d&_count=20",
                SYSTEM,
                client);
    }

    private static List<Request> having() {
        return gets(TOTALS.stream().map(code -> "/Patient?_has:Observation:patient:code=" + code + "&_count=20"));
    }

    private static List<Request> quantities() {
        return gets(IntStream.rangeClosed(10, 18)
                .boxed()
                .flatMap(score -> TOTALS.stream()
                        .map(code -> "/Observation?code=" + code + "&value-quantity=gt" + score
                                + "&_count=20&_total=accurate")));
    }

    private List<Request> creates() {
        var bodies = new ArrayList<Request>();
        for (var number = 0; number < 2000; number++) {
            bodies.add(Request.post("/Observation", observation(number)));
        }
        return bodies;
    }

    private String observation(int number) {
        var client = StoredIds.client(1 + number % ids.clients());
        var minute = String.format(Locale.ROOT, "%02d", number % 60);
        return CRAVING.replace("{client}", client)
                .replace("{time}", FIRST_DAY.plusDays(90 + number % 28) + "T08:" + minute + ":00-04:00")
                .replace("{value}", Integer.toString(number % 11))
                .replace("{number}", Integer.toString(number));
    }

    /** Half reads, three searches in ten, two creates in ten. */
    private List<Request> mix() {
        var dice = new Random(Settings.SEED);
        var reads = shuffled(reads(), dice);
        var searches = shuffled(
                Stream.of(scores(), plans(), perNumber(Shapes::chained))
                        .flatMap(List::stream)
                        .toList(),
                dice);
        var creates = creates();
        var mixed = new ArrayList<Request>();
        for (var i = 0; i < 5000; i++) {
            var source = i % 10 < 5 ? reads : i % 10 < 8 ? searches : creates;
            mixed.add(source.get(dice.nextInt(source.size())));
        }
        return shuffled(mixed, dice);
    }

    private static List<Request> shuffled(List<Request> requests, Random dice) {
        var copy = new ArrayList<>(requests);
        Collections.shuffle(copy, dice);
        return copy;
    }

    private List<Request> perClient(UnaryOperator<String> path) {
        return perNumber(number -> path.apply(StoredIds.client(number)));
    }

    private List<Request> perNumber(IntFunction<String> path) {
        return gets(IntStream.rangeClosed(1, ids.clients()).mapToObj(path));
    }

    private static List<Request> gets(Stream<String> paths) {
        return paths.map(Request::get).toList();
    }
}
