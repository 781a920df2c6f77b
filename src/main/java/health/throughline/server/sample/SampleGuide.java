package health.throughline.server.sample;

import java.util.List;
import java.util.stream.Collectors;

/** Tells a newcomer what to ask the sample; every id in it exists once a client has been loaded. */
public final class SampleGuide {

    private static final List<Step> STEPS = List.of(
            new Step("Who is in the programme", "/Patient?_count=10"),
            new Step("One client's whole record", "/Patient/client-0001/$everything?_count=50"),
            new Step(
                    "How the depression score went, newest first",
                    "/Observation?patient=Patient/client-0001&code=http://loinc.org%7C44261-6&_sort=-date"),
            new Step(
                    "The relapse-prevention plan with its goals",
                    "/CarePlan?patient=Patient/client-0001&category=" + Plans.RELAPSE_PREVENTION.system() + "%7C"
                            + Plans.RELAPSE_PREVENTION.value() + "&_include=CarePlan:goal"),
            new Step(
                    "Daily check-ins of all clients since February",
                    "/QuestionnaireResponse?questionnaire=" + Instruments.canonical(Instruments.DAILY_CHECKIN)
                            + "&authored=ge2026-02-01&_count=20"),
            new Step(
                    "PHQ-9 totals of 15 and more, counted",
                    "/Observation?code=http://loinc.org%7C44261-6&value-quantity=ge15&_total=accurate"),
            new Step(
                    "The warnings raised, by the client's record number",
                    "/DetectedIssue?patient.identifier=" + SampleProgramme.SYSTEM
                            + "identifier/record-number%7CTL-000002"),
            new Step(
                    "A relapse, as the client told it the day after",
                    "/Observation?patient=Patient/client-0002&code=" + SampleProgramme.SYSTEM
                            + "CodeSystem/finding%7Crelapse-event"));

    /** The first of each kind, by number. */
    private static final List<Person> PEOPLE = List.of(
            new Person(
                    1,
                    "gets better, completes the programme and stays in touch for half a year",
                    "/QuestionnaireResponse?patient=Patient/client-0001&questionnaire="
                            + Instruments.canonical("alumni-checkin") + "&_sort=authored"),
            new Person(
                    2,
                    "does well until a relapse in the eighth week; craving, day by day",
                    "/Observation?patient=Patient/client-0002&code=" + SampleProgramme.SYSTEM
                            + "CodeSystem/checkin-item%7Ccraving&_sort=date&_count=100"),
            new Person(
                    3,
                    "drifts, so slowly that no single day shows it; low mood, day by day",
                    "/Observation?patient=Patient/client-0003&code=" + SampleProgramme.SYSTEM
                            + "CodeSystem/checkin-item%7Cmood-low&_sort=date&_count=100"),
            new Person(
                    4,
                    "stays where they were; the scores, newest first",
                    "/Observation?patient=Patient/client-0004&code=http://loinc.org%7C44261-6&_sort=-date"),
            new Person(
                    6,
                    "falls silent in the sixth week; the last check-in",
                    "/QuestionnaireResponse?patient=Patient/client-0006&_sort=-authored&_count=1"));

    private static final Step MEASURED = new Step(
            "How many sessions were attended in the first quarter, by severity",
            "/Measure/attendance-rate/$evaluate-measure?periodStart=2026-01&periodEnd=2026-03");

    private SampleGuide() {}

    /**
     * A question and the request that answers it.
     *
     * @param query what follows the FHIR base
     */
    public record Step(String question, String query) {

        private String curl(String base) {
            return "# " + question + "\ncurl -g '" + base + query + "'";
        }
    }

    /** A client from whom something is to be learnt. */
    private record Person(int number, String story, String query) {}

    public static List<Step> steps() {
        return STEPS;
    }

    public static String text(String base) {
        return STEPS.stream()
                .map(step -> step.curl(base))
                .collect(Collectors.joining("\n\n", "What to try:\n\n", "\n"));
    }

    /** The same, with the most instructive of so many clients. */
    public static String text(String base, int clients) {
        var people = PEOPLE.stream()
                .filter(person -> person.number() <= clients)
                .map(person -> new Step("Client " + person.number() + " " + person.story(), person.query()).curl(base))
                .collect(Collectors.joining("\n\n", "\nWhom to look at:\n\n", "\n\n"));
        return text(base) + people + MEASURED.curl(base) + "\n";
    }
}
