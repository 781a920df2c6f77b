package health.throughline.server.sample;

import health.throughline.server.sample.Instruments.Instrument;

/** PHQ-9 and GAD-7 every two weeks; the server scores them. */
final class Screenings {

    private static final String SELF_HARM = "44260-8";
    private static final int HOUR = 10;

    private final Client client;
    private final Transaction transaction;

    Screenings(Client client, Transaction transaction) {
        this.client = client;
        this.transaction = transaction;
    }

    void write(int day) {
        var due = day % 14 == 1 || day == Trajectory.LAST_DAY;
        if (due && client.trajectory().present(day)) {
            screen(Instruments.PHQ9, day);
            screen(Instruments.GAD7, day);
        }
        if (due && !client.trajectory().present(day)) {
            transaction.post(assignment(day, "requested"));
        } else if (day == Trajectory.LAST_DAY) {
            transaction.post(assignment(day, "completed"));
        }
    }

    private Part assignment(int day, String status) {
        return CareEvents.task(client, "questionnaire", "Fill in the PHQ-9", "routine", day, 2)
                .with("status", status)
                .with("focus", Part.reference("Questionnaire/" + Instruments.PHQ9.id()));
    }

    private void screen(Instrument instrument, int day) {
        var response = Part.resource("QuestionnaireResponse")
                .with("questionnaire", Instruments.canonical(instrument.id()))
                .with("status", "completed")
                .with("subject", client.subject())
                .with("authored", client.at(day, HOUR, 4))
                .with("author", client.subject())
                .with("source", client.subject());
        for (var item : instrument.items()) {
            response.list("item", answer(item, Instruments.FREQUENCY.get(score(item, day))));
        }
        transaction.post(response);
    }

    /** Thoughts of self-harm are rarer than the other complaints, and come only with a heavy burden. */
    private int score(Code item, int day) {
        if (item.value().equals(SELF_HARM)) {
            return client.trajectory().burden(day) > 6.5 && client.happens(0.2) ? 1 : 0;
        }
        return client.rating(day, 0.3, 1, 3);
    }

    private static Part answer(Code item, Code answer) {
        return Part.of()
                .with("linkId", item.value())
                .with("text", item.display())
                .list("answer", Part.of().with("valueCoding", Part.coding(answer)));
    }
}
