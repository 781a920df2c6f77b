package health.throughline.server.sample;

import java.util.List;

/** The client's way into the programme: diagnoses, episode, care team, consents, medication. */
final class Enrolment {

    private static final List<Code> MOOD = List.of(
            Code.icd10("F33.1", "Major depressive disorder, recurrent, moderate"),
            Code.icd10("F41.1", "Generalized anxiety disorder"),
            Code.icd10("F43.10", "Post-traumatic stress disorder, unspecified"));
    private static final List<Code> SUBSTANCE = List.of(
            Code.icd10("F10.20", "Alcohol dependence, uncomplicated"),
            Code.icd10("F11.20", "Opioid dependence, uncomplicated"),
            Code.icd10("F12.20", "Cannabis dependence, uncomplicated"));
    private static final List<Code> ENTRY_REASONS = List.of(
            Code.own("entry-reason", "step-down-residential", "Stepping down from residential treatment"),
            Code.own("entry-reason", "post-detox", "Recently completed detox"),
            Code.own("entry-reason", "needs-support-with-responsibilities", "Support while managing daily life"),
            Code.own("entry-reason", "relapse-reentry", "Structured re-entry after a relapse"));
    private static final List<String> MEDICATION = List.of(
            "sertraline 50 mg tablet",
            "escitalopram 10 mg tablet",
            "naltrexone 50 mg tablet",
            "trazodone 50 mg tablet");

    private static final Code LEVEL = Code.own("level-of-care", "iop", "Intensive outpatient programme");

    private static final Code COMPLETED = Code.own("discharge-reason", "completed", "Programme completed");

    private final Client client;

    Enrolment(Client client) {
        this.client = client;
    }

    void write(Transaction transaction) {
        var substance = transaction.post(condition(client.any(SUBSTANCE)));
        var mood = transaction.post(condition(client.any(MOOD)));
        var team = transaction.put(client.id() + "-team", careTeam());
        transaction.put(client.id() + "-episode", episode(team, List.of(substance, mood)));
        transaction.post(treatmentConsent());
        transaction.post(familyConsent());
        transaction.post(medication(client.any(MEDICATION), mood));
        transaction.post(earlyRecovery());
    }

    private Part condition(Code diagnosis) {
        return Part.resource("Condition")
                .with("clinicalStatus", Part.concept(Code.hl7("condition-clinical", "active", "Active")))
                .with("verificationStatus", Part.concept(Code.hl7("condition-ver-status", "confirmed", "Confirmed")))
                .list(
                        "category",
                        Part.concept(Code.hl7("condition-category", "problem-list-item", "Problem List Item")))
                .with("code", Part.concept(diagnosis))
                .with("subject", client.subject())
                .with(
                        "onsetDateTime",
                        client.start()
                                .minusMonths(8 + client.dice().nextInt(60))
                                .toString())
                .with("recordedDate", client.on(0))
                .with("recorder", practitioner(client.careGivers().prescriber()));
    }

    private Part careTeam() {
        var caregivers = client.careGivers();
        var team = Part.resource("CareTeam")
                .with("status", "active")
                .with("name", "Programme care team")
                .with("subject", client.subject())
                .with("period", Part.of().with("start", client.on(0)))
                .list("participant", member("therapist", "Therapist", practitioner(caregivers.therapist())))
                .list("participant", member("prescriber", "Prescriber", practitioner(caregivers.prescriber())))
                .list("participant", member("case-manager", "Case manager", caseManager()))
                .list("participant", member("family", "Family member or friend", contact()))
                .list("managingOrganization", Staff.organizationReference());
        return client.number() % 2 == 0 ? team : team.list("participant", peer());
    }

    /** Every other client has chosen one. */
    private static Part peer() {
        return Part.of().list("role", Part.concept(Staff.PEER)).with("member", practitioner(Staff.id(Staff.PEER, 1)));
    }

    private static Part member(String role, String display, Part member) {
        return Part.of()
                .list("role", Part.concept(Code.own("care-team-role", role, display)))
                .with("member", member);
    }

    private Part episode(String team, List<String> conditions) {
        var left = client.trajectory() == Trajectory.SILENT_DROP_OUT;
        var completed = Aftercare.goesOn(client);
        var episode = Part.resource("EpisodeOfCare")
                .list("identifier", Part.identifier("episode", client.id() + "-1"))
                .with("status", completed ? "finished" : left ? "onhold" : "active")
                .list("type", Part.concept(Staff.TRACK))
                .with("patient", client.subject())
                .with("managingOrganization", Staff.organizationReference())
                .with(
                        "period",
                        completed
                                ? Part.period(client.on(0), client.on(Trajectory.LAST_DAY))
                                : Part.of().with("start", client.on(0)))
                .with("careManager", caseManager())
                .list(
                        "team",
                        Part.reference(team),
                        Part.reference("CareTeam/" + client.careGivers().team()))
                .list("extension", Part.extension("level-of-care", LEVEL))
                .list("extension", Part.extension("entry-reason", reason()));
        if (completed) {
            episode.list("extension", Part.extension("discharge-reason", COMPLETED));
        }
        for (var rank = 1; rank <= conditions.size(); rank++) {
            var condition = Part.reference(conditions.get(rank - 1));
            episode.list("diagnosis", Part.of().with("condition", condition).with("rank", rank));
        }
        return episode;
    }

    private Code reason() {
        return ENTRY_REASONS.get(client.number() % ENTRY_REASONS.size());
    }

    private Part treatmentConsent() {
        var purposes = Part.of()
                .with("type", "permit")
                .with("period", Part.of().with("start", client.on(0)))
                .list("purpose", reason("TREAT", "treatment"), reason("HPAYMT", "healthcare payment"));
        return consent("Treatment, payment and operations", purposes);
    }

    private Part familyConsent() {
        var recipient = Code.hl7("v3-ParticipationType", "IRCP", "information recipient");
        var actor = Part.of().with("role", Part.concept(recipient)).with("reference", contact());
        var kinds = Part.of()
                .with("type", "permit")
                .with("period", Part.period(client.on(0), client.on(180)))
                .list("actor", actor)
                .list("purpose", reason("FAMRQT", "family requested"))
                .list(
                        "code",
                        category("attendance", "Attendance"),
                        category("relapse-plan", "Relapse-prevention plan"));
        return consent("What a family member or friend may see", kinds);
    }

    private Part consent(String title, Part provision) {
        return Part.resource("Consent")
                .with("status", "active")
                .with("scope", Part.concept(Code.hl7("consentscope", "patient-privacy", "Privacy Consent")))
                .list("category", Part.concept(Code.loinc("59284-0", "Consent Document")))
                .with("patient", client.subject())
                .with("dateTime", client.at(0, 9, 30))
                .list("performer", client.subject())
                .list("organization", Staff.organizationReference())
                .list("policy", Part.of().with("uri", "https://www.ecfr.gov/current/title-42/part-2"))
                .with("provision", provision)
                .with("text", Part.narrative(title));
    }

    private static Part category(String code, String display) {
        return Part.concept(Code.own("consent-category", code, display));
    }

    private static Part reason(String code, String display) {
        return Part.coding(Code.hl7("v3-ActReason", code, display));
    }

    private Part medication(String name, String condition) {
        return Part.resource("MedicationStatement")
                .with("status", "active")
                .with("medicationCodeableConcept", Part.of().with("text", name))
                .with("subject", client.subject())
                .with("effectivePeriod", Part.of().with("start", client.on(0)))
                .with("dateAsserted", client.on(0))
                .with("informationSource", client.subject())
                .list("reasonReference", Part.reference(condition))
                .list("dosage", Part.of().with("text", "once a day, in the morning"));
    }

    private Part earlyRecovery() {
        return Part.resource("Flag")
                .with("status", "active")
                .list("category", Part.concept(Code.hl7("flag-category", "clinical", "Clinical")))
                .with("code", Part.concept(Code.own("flag-code", "early-recovery-window", "First ninety days")))
                .with("subject", client.subject())
                .with("period", Part.period(client.on(0), client.on(90)))
                .with("author", Staff.organizationReference());
    }

    private Part caseManager() {
        return practitioner(client.careGivers().caseManager());
    }

    private Part contact() {
        return Part.reference("RelatedPerson/" + Household.contactId(client));
    }

    private static Part practitioner(String id) {
        return Staff.CareGivers.practitioner(id);
    }
}
