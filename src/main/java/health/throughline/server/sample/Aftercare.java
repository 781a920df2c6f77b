package health.throughline.server.sample;

/** What lies ahead when the twelve weeks end: the next group session, and for some the years as alumni. */
final class Aftercare {

    private static final Code ALUMNI = Code.own("program-track", "alumni", "Alumni");
    private static final int DAYS_TO_CHECK_IN = 30;

    /** Of every ten clients, the first goes on as alumni. */
    private static final int OF_CLIENTS = 10;

    private final Client client;
    private final Transaction transaction;

    Aftercare(Client client, Transaction transaction) {
        this.client = client;
        this.transaction = transaction;
    }

    void write(int day) {
        if (day != Trajectory.LAST_DAY) {
            return;
        }
        if (client.trajectory().present(day)) {
            new Sessions(client, transaction).book(day + 1);
        }
        if (client.number() % OF_CLIENTS == 1) {
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
}
