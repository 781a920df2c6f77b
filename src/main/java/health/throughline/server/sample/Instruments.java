package health.throughline.server.sample;

import java.util.List;

/** The questionnaires of the sample: PHQ-9, GAD-7 and the daily check-in. */
final class Instruments {

    static final Instrument PHQ9 = new Instrument(
            "phq-9",
            "Patient Health Questionnaire (PHQ-9)",
            Code.loinc("44249-1", "PHQ-9 quick depression assessment panel [Reported.PHQ]"),
            Code.loinc("44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"),
            List.of(
                    Code.loinc("44250-9", "Little interest or pleasure in doing things"),
                    Code.loinc("44255-8", "Feeling down, depressed, or hopeless"),
                    Code.loinc("44259-0", "Trouble falling or staying asleep, or sleeping too much"),
                    Code.loinc("44254-1", "Feeling tired or having little energy"),
                    Code.loinc("44251-7", "Poor appetite or overeating"),
                    Code.loinc("44258-2", "Feeling bad about yourself"),
                    Code.loinc("44252-5", "Trouble concentrating on things"),
                    Code.loinc("44253-3", "Moving or speaking slowly, or being restless"),
                    Code.loinc("44260-8", "Thoughts that you would be better off dead, or of hurting yourself")));

    static final Instrument GAD7 = new Instrument(
            "gad-7",
            "Generalized Anxiety Disorder 7-item scale (GAD-7)",
            Code.loinc("69737-5", "Generalized anxiety disorder 7 item (GAD-7)"),
            Code.loinc("70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]"),
            List.of(
                    Code.loinc("69725-0", "Feeling nervous, anxious, or on edge"),
                    Code.loinc("68509-9", "Not being able to stop or control worrying"),
                    Code.loinc("69733-4", "Worrying too much about different things"),
                    Code.loinc("69734-2", "Trouble relaxing"),
                    Code.loinc("69735-9", "Being so restless that it is hard to sit still"),
                    Code.loinc("69689-8", "Becoming easily annoyed or irritable"),
                    Code.loinc("69736-7", "Feeling afraid as if something awful might happen")));

    /** Both instruments offer the same four answers, scored 0 to 3 in this order. */
    static final List<Code> FREQUENCY = List.of(
            Code.loinc("LA6568-5", "Not at all"),
            Code.loinc("LA6569-3", "Several days"),
            Code.loinc("LA6570-1", "More than half the days"),
            Code.loinc("LA6571-9", "Nearly every day"));

    static final String DAILY_CHECKIN = "daily-checkin";

    /** The ratings from 0 to 10 of a check-in. */
    static final List<Code> RATINGS = List.of(
            checkinItem("mood-low", "How low is your mood this morning?"),
            checkinItem("anxious", "How anxious do you feel?"),
            checkinItem("irritable", "How irritable do you feel?"),
            checkinItem("lonely", "How lonely do you feel?"),
            checkinItem("craving", "How strong was your strongest craving since yesterday?"),
            checkinItem("confidence", "How sure are you of staying on track today?"));

    static final Code SLEEP_HOURS = checkinItem("sleep-hours", "How many hours did you sleep?");
    static final Code SUBSTANCE_USED = checkinItem("substance-used", "Did you drink or use since yesterday?");

    private Instruments() {}

    /** A scored questionnaire with its LOINC panel, total and items. */
    record Instrument(String id, String title, Code panel, Code total, List<Code> items) {

        Part questionnaire() {
            var questionnaire = Instruments.questionnaire(id, title).list("code", Part.coding(panel));
            for (var item : items) {
                questionnaire.list("item", choice(item));
            }
            return questionnaire;
        }

        private static Part choice(Code item) {
            var choice = item(item, "choice").list("code", Part.coding(item));
            for (var answer : FREQUENCY) {
                choice.list("answerOption", Part.of().with("valueCoding", Part.coding(answer)));
            }
            return choice;
        }
    }

    static List<StableResource> all() {
        return List.of(
                new StableResource(PHQ9.id(), PHQ9.questionnaire()),
                new StableResource(GAD7.id(), GAD7.questionnaire()),
                new StableResource(DAILY_CHECKIN, dailyCheckin()));
    }

    static String canonical(String id) {
        return SampleProgramme.SYSTEM + "Questionnaire/" + id;
    }

    private static Part dailyCheckin() {
        var questionnaire = questionnaire(DAILY_CHECKIN, "Daily check-in");
        for (var rating : RATINGS) {
            questionnaire.list("item", item(rating, "integer"));
        }
        return questionnaire.list("item", item(SLEEP_HOURS, "decimal")).list("item", item(SUBSTANCE_USED, "boolean"));
    }

    private static Part questionnaire(String id, String title) {
        return Part.resource("Questionnaire")
                .with("url", canonical(id))
                .with("version", "1.0.0")
                .with("name", title.replaceAll("[^A-Za-z0-9]", ""))
                .with("title", title)
                .with("status", "active")
                .list("subjectType", "Patient");
    }

    private static Part item(Code item, String type) {
        return Part.of()
                .with("linkId", item.value())
                .with("text", item.display())
                .with("type", type);
    }

    private static Code checkinItem(String code, String words) {
        return Code.own("checkin-item", code, words);
    }
}
