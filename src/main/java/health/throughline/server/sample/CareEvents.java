package health.throughline.server.sample;

import java.util.Map;

/** What the team does between sessions: messages, plan reviews, and warnings with the task they raise. */
final class CareEvents {

    /** The day on which a rule would have noticed, for those who get worse. */
    private static final Map<Trajectory, Warning> WARNINGS = Map.of(
            Trajectory.SLOW_DRIFT,
            new Warning(45, "mood-ewma", "Mood drifting from its own baseline", "moderate"),
            Trajectory.SUDDEN_RELAPSE,
            new Warning(Trajectory.RELAPSE_DAY + 1, "relapse-reported", "Relapse reported", "high"),
            Trajectory.SILENT_DROP_OUT,
            new Warning(42, "missed-checkins", "No check-in for several days", "low"));

    private final Client client;
    private final Transaction transaction;

    CareEvents(Client client, Transaction transaction) {
        this.client = client;
        this.transaction = transaction;
    }

    /** A rule's finding: when, which rule, in words, how severe. */
    private record Warning(int day, String rule, String words, String severity) {}

    void write(int day) {
        if (day % 14 == 4) {
            transaction.post(message(day));
        }
        if (day % 21 == 18) {
            transaction.post(planReview(day));
        }
        var warning = WARNINGS.get(client.trajectory());
        if (warning != null && warning.day() == day) {
            raise(warning);
        }
    }

    private Part message(int day) {
        return Part.resource("Communication")
                .with("status", "completed")
                .list("category", Part.concept(Code.hl7("communication-category", "reminder", "Reminder")))
                .with("priority", "routine")
                .with("subject", client.subject())
                .with("sent", client.at(day, 13, 20))
                .list("recipient", client.subject())
                .with("sender", therapist())
                .list("payload", Part.of().with("contentString", "See you tonight. Bring one thing that went well."));
    }

    private Part planReview(int day) {
        return task(client, "plan-review", "Go through the relapse-prevention plan together", "routine", day, 1)
                .with("status", client.trajectory().present(day) ? "completed" : "requested")
                .with("focus", Part.reference("CarePlan/" + Plans.relapsePlanId(client)));
    }

    private void raise(Warning warning) {
        var issue = transaction.post(issue(warning));
        var priority = warning.severity().equals("high") ? "urgent" : "asap";
        transaction.post(
                task(client, "alert-response", "Contact the client: " + warning.words(), priority, warning.day(), 1)
                        .with("status", "accepted")
                        .with("focus", Part.reference(issue)));
        if (client.trajectory() == Trajectory.SUDDEN_RELAPSE) {
            transaction.post(flag(warning.day()));
        }
    }

    private Part issue(Warning warning) {
        return Part.resource("DetectedIssue")
                .list("identifier", Part.identifier("alert", warning.rule() + "-" + client.id()))
                .with("status", "preliminary")
                .with("code", Part.concept(Code.own("alert-type", warning.rule(), warning.words())))
                .with("severity", warning.severity())
                .with("patient", client.subject())
                .with("identifiedDateTime", client.at(warning.day(), 9, 0))
                .with("detail", warning.words());
    }

    /** A task of the client's therapist, given on a day and due some days later, still without its status. */
    static Part task(Client client, String code, String words, String priority, int day, int daysToDo) {
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

    private Part flag(int day) {
        return Part.resource("Flag")
                .with("status", "active")
                .list("category", Part.concept(Code.hl7("flag-category", "safety", "Safety")))
                .with("code", Part.concept(Code.own("flag-code", "overdose-risk", "Overdose risk after abstinence")))
                .with("subject", client.subject())
                .with("period", Part.of().with("start", client.on(day)))
                .with("author", therapist());
    }

    private Part therapist() {
        return Staff.CareGivers.practitioner(client.careGivers().therapist());
    }
}
