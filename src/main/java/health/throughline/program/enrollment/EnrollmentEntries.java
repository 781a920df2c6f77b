package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.ClientTask;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an enrolment consists of: the episode first, then the care team, the flag of the early weeks, and the first tasks. */
@Component
final class EnrollmentEntries {

    private static final int EARLY_DAYS = 90;
    private static final int DAYS_TO_INTAKE = 3;

    /** When alumni are asked how they are, in months. */
    private static final List<Integer> CHECK_INS = List.of(1, 3, 6, 12);

    private static final String CHECK_IN = Canonicals.of("Questionnaire", "alumni-checkin");

    private final ClientRecord record;
    private final ClientTask tasks;
    private final Codes codes;
    private final ProgrammeDays days;

    EnrollmentEntries(ClientRecord record, ClientTask tasks, Codes codes, ProgrammeDays days) {
        this.record = record;
        this.tasks = tasks;
        this.codes = codes;
        this.days = days;
    }

    /** All that is known when an enrolment begins; {@code former} is the one that ended last, null when there was none. */
    record Start(
            Enrollment.Wanted wanted,
            LocalDate day,
            ResourceKey organization,
            @Nullable Episode former) {}

    List<Entry> of(Start start, Access access) {
        Enrollment.Wanted wanted = start.wanted();
        String url = ClientRecord.url();
        List<Entry> entries = new ArrayList<>();
        List<String> teams = teams(wanted.patient());
        ResourceKey manager = wanted.careManager();
        if (teams.isEmpty() && manager != null) {
            String team = ClientRecord.url();
            teams.add(team);
            entries.add(ClientRecord.create(careTeam(start, manager), team));
        }
        entries.add(0, ClientRecord.create(episode(start, teams), url));
        ResourceKey requester = access.rights().caller().user().resource();
        if (wanted.alumni()) {
            for (int months : CHECK_INS) {
                entries.add(ClientRecord.create(checkIn(start, months, requester)));
            }
        } else {
            entries.add(ClientRecord.create(flag(start)));
            ObjectNode intake = tasks.of(new ClientTask.Wanted(
                    "intake",
                    "Have the first long talk and fill in the intake form together",
                    wanted.patient(),
                    manager,
                    requester,
                    start.day().plusDays(DAYS_TO_INTAKE)));
            intake.putObject("focus").put("reference", url);
            entries.add(ClientRecord.create(intake));
        }
        return entries;
    }

    private List<String> teams(ResourceKey patient) {
        List<String> teams = new ArrayList<>();
        record.all("CareTeam", new Parameter("patient", patient.toString()), new Parameter("status", "active"))
                .forEach(team -> teams.add(ClientRecord.key(team).toString()));
        return teams;
    }

    private ObjectNode episode(Start start, List<String> teams) {
        Enrollment.Wanted wanted = start.wanted();
        ObjectNode tree = FhirJson.object().put("resourceType", "EpisodeOfCare");
        tree.putObject("meta")
                .putArray("profile")
                .add(Canonicals.of(
                        "StructureDefinition", wanted.alumni() ? "iop-alumni-episode" : "iop-episode-of-care"));
        extensions(tree.putArray("extension"), start);
        String status = start.day().isAfter(days.today()) ? "planned" : "active";
        tree.put("status", status);
        ObjectNode history = tree.putArray("statusHistory").addObject().put("status", status);
        history.putObject("period").put("start", start.day().toString());
        tree.putArray("type").add(codes.concept(Episode.TRACK, wanted.track()));
        tree.putObject("patient").put("reference", wanted.patient().toString());
        tree.putObject("managingOrganization")
                .put("reference", start.organization().toString());
        tree.putObject("period").put("start", start.day().toString());
        if (wanted.careManager() != null) {
            tree.putObject("careManager").put("reference", wanted.careManager().toString());
        }
        teams.forEach(team -> tree.withArray("team").addObject().put("reference", team));
        return tree;
    }

    private void extensions(ArrayNode extensions, Start start) {
        Enrollment.Wanted wanted = start.wanted();
        String usual = wanted.alumni() ? Episode.ALUMNI : "iop";
        String level = wanted.level().isEmpty() ? usual : wanted.level();
        extension(extensions, Episode.LEVEL).set("valueCodeableConcept", codes.concept(Episode.LEVEL, level));
        wanted.reasons()
                .forEach(reason -> extension(extensions, "entry-reason")
                        .set("valueCodeableConcept", codes.concept("entry-reason", reason)));
        Episode former = start.former();
        if (former != null) {
            extension(extensions, "previous-episode")
                    .putObject("valueReference")
                    .put("reference", former.key().toString());
            if (!former.level().isEmpty()) {
                extension(extensions, "previous-level-of-care")
                        .set("valueCodeableConcept", codes.concept(Episode.LEVEL, former.level()));
            }
        }
    }

    private static ObjectNode extension(ArrayNode extensions, String id) {
        return extensions.addObject().put("url", Canonicals.of("StructureDefinition", id));
    }

    private ObjectNode careTeam(Start start, ResourceKey manager) {
        ObjectNode team = FhirJson.object().put("resourceType", "CareTeam");
        team.putObject("meta").putArray("profile").add(Canonicals.of("StructureDefinition", "iop-care-team"));
        team.put("status", "active").put("name", "Care team");
        String patient = start.wanted().patient().toString();
        team.putObject("subject").put("reference", patient);
        team.putObject("period").put("start", start.day().toString());
        ArrayNode participants = team.putArray("participant");
        member(participants.addObject(), "client", patient);
        member(participants.addObject(), "case-manager", manager.toString());
        team.putArray("managingOrganization")
                .addObject()
                .put("reference", start.organization().toString());
        return team;
    }

    private void member(ObjectNode participant, String role, String member) {
        participant.putArray("role").add(codes.concept("care-team-role", role));
        participant.putObject("member").put("reference", member);
    }

    /** The time after treatment elsewhere, or at its start, in which relapse is likeliest. */
    private ObjectNode flag(Start start) {
        ObjectNode flag = FhirJson.object().put("resourceType", "Flag");
        flag.putObject("meta").putArray("profile").add(Canonicals.of("StructureDefinition", "iop-flag"));
        flag.put("status", "active");
        flag.putArray("category").add(Codes.hl7("flag-category", "clinical", "Clinical"));
        flag.set("code", codes.concept("flag-code", "early-recovery-window"));
        flag.putObject("subject").put("reference", start.wanted().patient().toString());
        flag.putObject("period")
                .put("start", start.day().toString())
                .put("end", start.day().plusDays(EARLY_DAYS).toString());
        flag.putObject("author").put("reference", start.organization().toString());
        return flag;
    }

    private ObjectNode checkIn(Start start, int months, @Nullable ResourceKey requester) {
        ObjectNode task = tasks.of(new ClientTask.Wanted(
                "alumni-checkin",
                "Tell how you are, " + (months == 1 ? "one month" : months + " months") + " after the programme",
                start.wanted().patient(),
                start.wanted().patient(),
                requester,
                start.day().plusMonths(months)));
        return tasks.withQuestionnaire(task, CHECK_IN);
    }
}
