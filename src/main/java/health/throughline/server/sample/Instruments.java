package health.throughline.server.sample;

import java.util.List;

/** What the sample answers: PHQ-9, GAD-7 and the daily check-in, which ship with the server. */
final class Instruments {

    static final Instrument PHQ9 = new Instrument(
            "phq-9",
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

    /** A scored questionnaire and its items. */
    record Instrument(String id, List<Code> items) {}

    static String canonical(String id) {
        return SampleProgramme.SYSTEM + "Questionnaire/" + id;
    }

    private static Code checkinItem(String code, String words) {
        return Code.own("checkin-item", code, words);
    }
}
