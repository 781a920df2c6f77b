package health.throughline.server.sample;

/** What is to be done for the client by somebody, by a certain day. */
final class Tasks {

    private final Client client;

    Tasks(Client client) {
        this.client = client;
    }

    /** A task of the client's therapist, given on a day and due some days later, still without its status. */
    Part task(String code, String words, String priority, int day, int daysToDo) {
        return Part.resource("Task")
                .with("intent", "order")
                .with("priority", priority)
                .with("code", Part.concept(Code.own("task-code", code, words)))
                .with("description", words)
                .with("for", client.subject())
                .with("authoredOn", client.at(day, 9, 0))
                .with("lastModified", client.at(day, 15, 0))
                .with("requester", Staff.organizationReference())
                .with("owner", Staff.CareGivers.practitioner(client.careGivers().therapist()))
                .with(
                        "restriction",
                        Part.of().with("period", Part.period(client.at(day, 9, 0), client.at(day + daysToDo, 9, 0))));
    }
}
