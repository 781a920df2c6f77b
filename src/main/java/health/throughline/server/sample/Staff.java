package health.throughline.server.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The programme's organization and the people who work there; it grows with the number of clients. */
final class Staff {

    static final String ORGANIZATION = "iop-programme";
    static final Code TRACK = Code.own("program-track", "co-occurring", "Co-occurring disorders track");

    private static final int CLIENTS_PER_THERAPIST = 12;
    private static final int CLIENTS_PER_CASE_MANAGER = 40;

    private static final Code THERAPIST = Code.own("care-team-role", "therapist", "Therapist");
    private static final Code PRESCRIBER = Code.own("care-team-role", "prescriber", "Prescriber");
    private static final Code CASE_MANAGER = Code.own("care-team-role", "case-manager", "Case manager");

    private static final Code CLINICAL_LEAD = Code.own("care-team-role", "clinical-lead", "Clinical lead");
    private static final Code ADMISSIONS =
            Code.own("care-team-role", "admissions-coordinator", "Admissions coordinator");
    static final Code PEER = Code.own("care-team-role", "peer-support-specialist", "Peer support specialist");

    private static final int THERAPISTS_PER_TEAM = 4;
    private static final String TEAM = "care-team-";

    private final int therapists;
    private final int caseManagers;
    private final int teams;

    Staff(int clients) {
        this.therapists = 3 + clients / CLIENTS_PER_THERAPIST;
        this.caseManagers = 1 + clients / CLIENTS_PER_CASE_MANAGER;
        this.teams = 1 + therapists / THERAPISTS_PER_TEAM;
    }

    /** The ids of the practitioners in charge of one client, and of the programme's team they work in. */
    record CareGivers(String therapist, String prescriber, String caseManager, String team) {

        static Part practitioner(String id) {
            return Part.reference("Practitioner/" + id);
        }
    }

    CareGivers careGiversOf(int client) {
        return new CareGivers(
                id(THERAPIST, 1 + client % therapists),
                id(PRESCRIBER, 1 + client % 2),
                id(CASE_MANAGER, 1 + client % caseManagers),
                teamOf(1 + client % therapists));
    }

    private String teamOf(int therapist) {
        return TEAM + (1 + therapist % teams);
    }

    List<StableResource> resources() {
        var resources = new ArrayList<>(List.of(
                new StableResource(ORGANIZATION, organization()),
                new StableResource("iop-online", location()),
                new StableResource("iop-evening", service())));
        add(resources, THERAPIST, therapists, "LPC");
        add(resources, PRESCRIBER, 2, "PMHNP");
        add(resources, CASE_MANAGER, caseManagers, "LCSW");
        add(resources, CLINICAL_LEAD, 1, "LCADC");
        add(resources, ADMISSIONS, 1, "LSW");
        add(resources, PEER, 1, "CPRS");
        for (var team = 1; team <= teams; team++) {
            resources.add(new StableResource(TEAM + team, team(team)));
        }
        return resources;
    }

    static Part organizationReference() {
        return Part.reference("Organization/" + ORGANIZATION);
    }

    private static void add(List<StableResource> resources, Code role, int count, String licence) {
        for (var number = 1; number <= count; number++) {
            var id = id(role, number);
            resources.add(new StableResource(id, practitioner(role, number, licence)));
            resources.add(new StableResource(id + "-role", practitionerRole(id, role)));
        }
    }

    static String id(Code role, int number) {
        return role.value() + "-" + number;
    }

    private static Part organization() {
        return Part.resource("Organization")
                .list("identifier", Part.identifier("organization", ORGANIZATION))
                .with("active", true)
                .list("type", Part.concept(Code.hl7("organization-type", "prov", "Healthcare Provider")))
                .with("name", "Wayfinder Recovery Programme (sample)")
                .list("telecom", telecom("phone", "555-0100", "work"))
                .list(
                        "address",
                        Part.of()
                                .list("line", "1 Canal Road")
                                .with("city", "Easthaven")
                                .with("state", "NJ"));
    }

    private static Part location() {
        return Part.resource("Location")
                .with("status", "active")
                .with("name", "Online sessions")
                .with("mode", "instance")
                .with("managingOrganization", organizationReference());
    }

    private static Part service() {
        return Part.resource("HealthcareService")
                .with("active", true)
                .with("providedBy", organizationReference())
                .list("type", Part.concept(TRACK))
                .list("location", Part.reference("Location/iop-online"))
                .with("name", "Evening intensive outpatient programme")
                .with("comment", "Three evenings a week, three hours each, by video.");
    }

    private static Part practitioner(Code role, int number, String licence) {
        var salt = number + role.value().length();
        var given = Names.of(number % 2 == 0 ? Names.FEMALE : Names.MALE, salt);
        var family = Names.of(Names.FAMILY, salt * 3);
        var qualification = Part.of()
                .list("identifier", Part.identifier("licence", String.format(Locale.ROOT, "%s-%05d", licence, number)))
                .with("code", Part.of().with("text", licence + ", New Jersey"));
        return Part.resource("Practitioner")
                .list("identifier", Part.identifier("staff-number", id(role, number)))
                .with("active", true)
                .list("name", name("official", given, family))
                .list("telecom", telecom("email", id(role, number) + "@wayfinder.example", "work"))
                .with("gender", number % 2 == 0 ? "female" : "male")
                .list("qualification", qualification);
    }

    private static Part practitionerRole(String practitioner, Code role) {
        return Part.resource("PractitionerRole")
                .with("active", true)
                .with("practitioner", CareGivers.practitioner(practitioner))
                .with("organization", organizationReference())
                .list("code", Part.concept(role))
                .list("healthcareService", Part.reference("HealthcareService/iop-evening"))
                .list("telecom", telecom("email", practitioner + "@wayfinder.example", "work"));
    }

    /** A team of the programme, which no client's data is in. */
    private Part team(int number) {
        var team = Part.resource("CareTeam")
                .with("status", "active")
                .with("name", "Evening team " + number)
                .list("managingOrganization", organizationReference());
        for (var therapist = 1; therapist <= therapists; therapist++) {
            if (teamOf(therapist).equals(TEAM + number)) {
                team.list(
                        "participant",
                        Part.of()
                                .list("role", Part.concept(THERAPIST))
                                .with("member", CareGivers.practitioner(id(THERAPIST, therapist))));
            }
        }
        return team;
    }

    static Part name(String use, String given, String family) {
        return Part.of().with("use", use).with("family", family).list("given", given);
    }

    static Part telecom(String system, String value, String use) {
        return Part.of().with("system", system).with("value", value).with("use", use);
    }
}
