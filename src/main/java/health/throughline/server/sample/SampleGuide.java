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
                            + "identifier/record-number%7CTL-000002"));

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

    public static List<Step> steps() {
        return STEPS;
    }

    public static String text(String base) {
        return STEPS.stream()
                .map(step -> step.curl(base))
                .collect(Collectors.joining("\n\n", "What to try:\n\n", "\n"));
    }
}
