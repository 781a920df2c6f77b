package health.throughline.server.sample;

/** The Observations of the sample, which differ in code and value only. */
final class Findings {

    static final Code SURVEY = Code.hl7("observation-category", "survey", "Survey");
    static final Code ACTIVITY = Code.hl7("observation-category", "activity", "Activity");

    private final Client client;

    Findings(Client client) {
        this.client = client;
    }

    /** A final Observation of the client on a day at an hour, still without its value. */
    Part finding(Code category, Code code, int day, int hour) {
        return Part.resource("Observation")
                .with("status", "final")
                .list("category", Part.concept(category))
                .with("code", Part.concept(code))
                .with("subject", client.subject())
                .with("effectiveDateTime", client.at(day, hour, 5))
                .with("issued", client.instant(day, hour, 6))
                .list("performer", client.subject());
    }

    /** The scale's own bounds, so that a rating can be read without knowing the questionnaire. */
    static Part scale(int highest, String unit) {
        return Part.of()
                .with("low", Part.quantity(0, unit, "{score}"))
                .with("high", Part.quantity(highest, unit, "{score}"))
                .with("text", "0 (none) to " + highest + " (worst)");
    }
}
