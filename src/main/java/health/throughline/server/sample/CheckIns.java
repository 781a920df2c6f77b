package health.throughline.server.sample;

/** The daily check-ins on weekdays; the server takes the ratings from them. */
final class CheckIns {

    private static final int HOUR = 8;

    private final Client client;
    private final Transaction transaction;

    CheckIns(Client client, Transaction transaction) {
        this.client = client;
        this.transaction = transaction;
    }

    void write(int day) {
        var weekday = day % 7 < 5;
        if (!weekday || !client.trajectory().present(day) || !client.happens(0.9)) {
            return;
        }
        var mood = client.rating(day, 1, 2, 10);
        var craving = client.rating(day, 0.8, 3, 10);
        var sleep = (16 - client.rating(day, 0.7, 3, 9)) / 2.0;
        transaction.post(response(day, mood, craving, sleep));
    }

    private Part response(int day, int mood, int craving, double sleep) {
        var response = Part.resource("QuestionnaireResponse")
                .with("questionnaire", Instruments.canonical(Instruments.DAILY_CHECKIN))
                .with("status", "completed")
                .with("subject", client.subject())
                .with("authored", client.at(day, HOUR, 4))
                .with("author", client.subject())
                .with("source", client.subject());
        for (var question : Instruments.RATINGS) {
            response.list("item", item(question, Part.of().with("valueInteger", answer(question, day, mood, craving))));
        }
        var used = client.trajectory() == Trajectory.SUDDEN_RELAPSE && day >= Trajectory.RELAPSE_DAY && craving > 6;
        return response.list("item", item(Instruments.SLEEP_HOURS, Part.of().with("valueDecimal", sleep)))
                .list("item", item(Instruments.SUBSTANCE_USED, Part.of().with("valueBoolean", used)));
    }

    private int answer(Code question, int day, int mood, int craving) {
        return switch (question.value()) {
            case "mood-low" -> mood;
            case "craving" -> craving;
            case "confidence" -> 10 - client.rating(day, 0.9, 2, 10);
            default -> client.rating(day, 0.9, 3, 10);
        };
    }

    private static Part item(Code question, Part answer) {
        return Part.of()
                .with("linkId", question.value())
                .with("text", question.display())
                .list("answer", answer);
    }
}
