package health.throughline.server.sample;

/** The programme's weekly shape: nine hours of sessions, a check-in every weekday, a screening every two weeks. */
final class ProgrammeTemplate {

    static final String ID = "iop-twelve-weeks";

    private ProgrammeTemplate() {}

    static Part planDefinition() {
        return Part.resource("PlanDefinition")
                .with("url", SampleProgramme.SYSTEM + "PlanDefinition/" + ID)
                .with("version", "1.0.0")
                .with("name", "TwelveWeekProgramme")
                .with("title", "Twelve weeks of virtual intensive outpatient care")
                .with("type", Part.concept(Code.hl7("plan-definition-type", "clinical-protocol", "Clinical Protocol")))
                .with("status", "active")
                .with("subjectCodeableConcept", Part.of().with("text", "Client of the programme"))
                .list("action", action("Group session", 2), action("Individual session", 1))
                .list("action", action("Daily check-in", 5), fortnightly("PHQ-9"), fortnightly("GAD-7"));
    }

    private static Part action(String title, int timesAWeek) {
        return action(title, repeat(timesAWeek, 1));
    }

    private static Part fortnightly(String title) {
        return action(title, repeat(1, 2));
    }

    private static Part action(String title, Part repeat) {
        return Part.of().with("title", title).with("timingTiming", Part.of().with("repeat", repeat));
    }

    static Part repeat(int times, int weeks) {
        return Part.of()
                .with("frequency", times)
                .with("period", weeks)
                .with("periodUnit", "wk")
                .with("boundsDuration", Part.quantity(12, "weeks", "wk"));
    }
}
