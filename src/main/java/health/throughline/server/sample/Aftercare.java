package health.throughline.server.sample;

/** What lies ahead when the twelve weeks end, and what is told in hindsight: families, a relapse, the time as alumni. */
final class Aftercare {

    private static final Code ALUMNI = Code.own("program-track", "alumni", "Alumni");
    private static final int DAYS_TO_CHECK_IN = 30;

    /** Of every ten clients, the first goes on as alumni. */
    private static final int OF_CLIENTS = 10;

    private static final String ALUMNI_CHECK_IN = "alumni-checkin";
    private static final String RELAPSE_REVIEW = "relapse-review";
    private static final Code RELAPSE = Code.own("relapse-type", "relapse", "Relapse");
    private static final int MONTH = 30;
    private static final int MONTHS = 6;

    /** Of every three clients, one brought somebody along. */
    private static final int OF_FAMILIES = 3;

    private static final int FAMILY_DAY = 33;

    private final Client client;
    private final Transaction transaction;

    Aftercare(Client client, Transaction transaction) {
        this.client = client;
        this.transaction = transaction;
    }

    /** Whether the client completes the programme and goes on as alumni. */
    static boolean goesOn(Client client) {
        return client.number() % OF_CLIENTS == 1;
    }

    void write(int day) {
        if (day != Trajectory.LAST_DAY) {
            return;
        }
        if (client.trajectory().present(day)) {
            new Sessions(client, transaction).book(day + 1);
        }
        if (goesOn(client)) {
            transaction.put(client.id() + "-alumni", episode(day));
            transaction.post(CareEvents.task(
                            client, "alumni-checkin", "Ask how the first month went", "routine", day, DAYS_TO_CHECK_IN)
                    .with("status", "requested"));
        }
    }

    private Part episode(int day) {
        return Part.resource("EpisodeOfCare")
                .list("identifier", Part.identifier("episode", client.id() + "-2"))
                .with("status", "active")
                .list("type", Part.concept(ALUMNI))
                .with("patient", client.subject())
                .with("managingOrganization", Staff.organizationReference())
                .with("period", Part.of().with("start", client.on(day + 1)))
                .list("team", Part.reference("CareTeam/" + client.careGivers().team()))
                .list("extension", Part.extension("level-of-care", Code.own("level-of-care", "alumni", "Alumni")))
                .list(
                        "extension",
                        Part.extension(
                                "entry-reason",
                                Code.own("entry-reason", "committed-maintenance", "Committed to staying sober")));
    }

    /** In a transaction of its own, which may be empty: a family session, how a relapse was met, half a year as alumni. */
    void hindsight() {
        if (client.number() % OF_FAMILIES == 1) {
            new Sessions(client, transaction).family(FAMILY_DAY);
        }
        if (client.trajectory() == Trajectory.SUDDEN_RELAPSE) {
            transaction.post(review());
        }
        if (goesOn(client)) {
            for (var month = 1; month <= MONTHS; month++) {
                transaction.post(alumniCheckIn(month));
            }
            transaction.post(message());
        }
    }

    /** The day after, with the therapist; the setback itself follows from it. */
    private Part review() {
        var day = Trajectory.RELAPSE_DAY + 1;
        return response(RELAPSE_REVIEW, day, 17)
                .list("item", item("event-type", Part.of().with("valueCoding", Part.coding(RELAPSE))))
                .list("item", item("event-date", Part.of().with("valueDate", client.on(Trajectory.RELAPSE_DAY))))
                .list("item", item("event-over", Part.of().with("valueBoolean", true)))
                .list("item", item("safe-now", Part.of().with("valueBoolean", true)))
                .list("item", item("plan-used", Part.of().with("valueBoolean", true)))
                .list("item", item("confidence", Part.of().with("valueInteger", 4)))
                .list("item", item("more-support", Part.of().with("valueBoolean", false)));
    }

    private Part alumniCheckIn(int month) {
        var day = Trajectory.LAST_DAY + month * MONTH - 2;
        return response(ALUMNI_CHECK_IN, day, 9)
                .list("item", item("mood-low", Part.of().with("valueInteger", month == 3 ? 5 : 2)))
                .list("item", item("craving", Part.of().with("valueInteger", month == 3 ? 4 : 1)))
                .list("item", item("confidence", Part.of().with("valueInteger", month == 3 ? 6 : 9)))
                .list("item", item("substance-used", Part.of().with("valueBoolean", false)))
                .list("item", item("connected", Part.of().with("valueBoolean", true)))
                .list("item", item("help-now", Part.of().with("valueBoolean", false)))
                .list("item", item("wants-contact", Part.of().with("valueBoolean", false)));
    }

    private Part response(String questionnaire, int day, int hour) {
        return Part.resource("QuestionnaireResponse")
                .with("questionnaire", Instruments.canonical(questionnaire))
                .with("status", "completed")
                .with("subject", client.subject())
                .with("authored", client.at(day, hour, 4))
                .with("author", client.subject())
                .with("source", client.subject());
    }

    private static Part item(String question, Part answer) {
        return Part.of().with("linkId", question).list("answer", answer);
    }

    private Part message() {
        var day = Trajectory.LAST_DAY + 2 * MONTH + 9;
        return Part.resource("Communication")
                .with("status", "completed")
                .with("subject", client.subject())
                .with("sent", client.at(day, 20, 15))
                .list(
                        "recipient",
                        Staff.CareGivers.practitioner(client.careGivers().therapist()))
                .with("sender", client.subject())
                .list(
                        "payload",
                        Part.of().with("contentString", "Six weeks back at work, and Thursdays are fine now."));
    }
}
