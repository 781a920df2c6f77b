package health.throughline.server.sample;

import java.util.ArrayList;
import java.util.List;

/** The client's goals, the treatment plan and the relapse-prevention plan. */
final class Plans {

    static final Code RELAPSE_PREVENTION = Code.own("plan-type", "relapse-prevention", "Relapse-prevention plan");

    private static final Code ASSESS_PLAN = new Code(
            "http://hl7.org/fhir/us/core/CodeSystem/careplan-category",
            "assess-plan",
            "Assessment and Plan of Treatment");
    private static final Code TREATMENT = Code.own("plan-type", "treatment", "Treatment plan");
    private static final Code CRISIS = Code.own("plan-type", "crisis", "Crisis plan");

    private static final List<Entry> GOALS = List.of(
            new Entry("emotional-regulation", "Name the feeling before acting on it, most days of the week"),
            new Entry("recovery", "Thirty days in a row without drinking or using"),
            new Entry("connection", "Reach out to one supportive person every day"),
            new Entry("routine", "In bed by eleven on weekdays"),
            new Entry("work", "Back to part-time work by the end of the programme"));
    private static final List<Entry> TRIGGERS = List.of(
            new Entry("stress", "Deadlines at work that pile up on Thursdays"),
            new Entry("loneliness", "Evenings alone after the children leave"),
            new Entry("conflict", "Arguments about money"),
            new Entry("people-who-use", "Running into people I used to drink with"));
    private static final List<Entry> SIGNS = List.of(
            new Entry("isolation", "I stop answering messages from my sister"),
            new Entry("sleep", "I am awake past two, three nights in a row"),
            new Entry("romanticising-use", "I catch myself thinking it was not that bad"),
            new Entry("skipping-sessions", "I look for reasons to miss group"));
    private static final List<Entry> COPING = List.of(
            new Entry("urge-surfing", "Set a timer for twenty minutes and watch the urge rise and fall"),
            new Entry("call-support", "Call my sponsor before, not after"),
            new Entry("leave-situation", "Leave, then explain by text"),
            new Entry("exercise", "Walk the long way round the reservoir"));
    private static final List<Entry> CRISIS_STEPS = List.of(
            new Entry("crisis-step", "Go to the room where somebody else is"),
            new Entry("crisis-step", "Call or text 988 and say that I need to talk"),
            new Entry("means-safety", "Ask my brother to keep the spare medication"));

    private final Client client;

    Plans(Client client) {
        this.client = client;
    }

    /** A code with the words the client chose for it. */
    private record Entry(String code, String words) {}

    void write(Transaction transaction) {
        var goals = new ArrayList<String>();
        var first = client.dice().nextInt(GOALS.size());
        for (var i = 0; i < 4; i++) {
            goals.add(transaction.post(goal(GOALS.get((first + i) % GOALS.size()))));
        }
        transaction.post(treatmentPlan(goals));
        transaction.put(relapsePlanId(client), relapsePreventionPlan(goals.subList(0, 2)));
        transaction.post(crisisPlan());
    }

    static String relapsePlanId(Client client) {
        return client.id() + "-relapse-plan";
    }

    private Part goal(Entry goal) {
        var achievement = switch (client.trajectory()) {
            case IMPROVING -> Code.hl7("goal-achievement", "improving", "Improving");
            case PLATEAU -> Code.hl7("goal-achievement", "no-change", "No Change");
            case SLOW_DRIFT, SUDDEN_RELAPSE -> Code.hl7("goal-achievement", "worsening", "Worsening");
            case SILENT_DROP_OUT -> Code.hl7("goal-achievement", "in-progress", "In Progress");
        };
        return Part.resource("Goal")
                .with("lifecycleStatus", "active")
                .with("achievementStatus", Part.concept(achievement))
                .list("category", Part.concept(Code.own("goal-category", goal.code(), goal.code())))
                .with("description", Part.of().with("text", goal.words()))
                .with("subject", client.subject())
                .with("startDate", client.on(2))
                .list("target", Part.of().with("dueDate", client.on(Trajectory.LAST_DAY)))
                .with("statusDate", client.on(14))
                .with("expressedBy", client.subject());
    }

    private Part treatmentPlan(List<String> goals) {
        return plan(TREATMENT, "Three evenings a week by video, with a check-in every weekday", goals)
                .list("instantiatesCanonical", SampleProgramme.SYSTEM + "PlanDefinition/" + ProgrammeTemplate.ID)
                .list("activity", session("Group session", 2), session("Individual session", 1));
    }

    private static Part session(String words, int timesAWeek) {
        var timing = Part.of().with("repeat", ProgrammeTemplate.repeat(timesAWeek, 1));
        var detail = Part.of()
                .with("status", "in-progress")
                .with("scheduledTiming", timing)
                .with("description", words);
        return Part.of().with("detail", detail);
    }

    private Part relapsePreventionPlan(List<String> goals) {
        var trigger = client.any(TRIGGERS);
        return plan(RELAPSE_PREVENTION, "Triggers, early signs and what helps, in the client's own words", goals)
                .list("activity", section("trigger", "trigger", trigger, List.of()))
                .list("activity", section("warning-sign", "warning-sign", client.any(SIGNS), List.of()))
                .list("activity", section("coping", "coping-strategy", client.any(COPING), List.of(trigger)))
                .list("activity", support());
    }

    private Part crisisPlan() {
        var plan = plan(CRISIS, "What to do when it gets too much", List.of());
        for (var step : CRISIS_STEPS) {
            plan.list("activity", Part.of().with("detail", detail(Part.concept(section(step.code())), step.words())));
        }
        return plan;
    }

    private Part plan(Code type, String words, List<String> goals) {
        var plan = Part.resource("CarePlan")
                .with("text", Part.narrative(words))
                .with("status", "active")
                .with("intent", "plan")
                .list("category", Part.concept(ASSESS_PLAN), Part.concept(type))
                .with("title", type.display())
                .with("subject", client.subject())
                .with("period", Part.period(client.on(3), client.on(Trajectory.LAST_DAY)))
                .with("created", client.at(3, 16, 10))
                .with(
                        "author",
                        Staff.CareGivers.practitioner(client.careGivers().therapist()))
                .list("careTeam", Part.reference("CareTeam/" + client.id() + "-team"));
        for (var goal : goals) {
            plan.list("goal", Part.reference(goal));
        }
        return plan;
    }

    /** @param answers the triggers that a coping entry answers */
    private static Part section(String section, String system, Entry entry, List<Entry> answers) {
        var code = Part.concept(section(section), Code.own(system, entry.code(), entry.code()));
        var detail = detail(code, entry.words());
        for (var trigger : answers) {
            detail.list("reasonCode", Part.concept(Code.own("trigger", trigger.code(), trigger.code())));
        }
        return Part.of().with("detail", detail);
    }

    private static Code section(String code) {
        return Code.own("plan-section", code, code);
    }

    private static Part detail(Part code, String words) {
        return Part.of().with("code", code).with("status", "in-progress").with("description", words);
    }

    private Part support() {
        var detail = Part.of()
                .with("code", Part.concept(section("support")))
                .with("status", "in-progress")
                .list("performer", Part.reference("RelatedPerson/" + Household.contactId(client)))
                .with("description", "The person I agreed to call first");
        return Part.of().with("detail", detail);
    }
}
