package health.throughline.server.sample;

/** Three sessions a week by video: the appointment, what came of it, and how long the client was there. */
final class Sessions {

    private static final Code VIDEO = new Code("http://terminology.hl7.org/CodeSystem/v3-ActCode", "VR", "virtual");
    private static final Code GROUP = Code.own("session-type", "group", "Group session");
    private static final Code INDIVIDUAL = Code.own("session-type", "individual", "Individual session");
    private static final Code FAMILY = Code.own("session-type", "family", "Family session");
    private static final Code ATTENDANCE = Code.own("attendance", "session-attendance", "Attendance at a session");
    private static final int HOUR = 18;

    private final Client client;
    private final Transaction transaction;
    private final Findings findings;

    Sessions(Client client, Transaction transaction) {
        this.client = client;
        this.transaction = transaction;
        this.findings = new Findings(client);
    }

    void write(int day) {
        switch (day % 7) {
            case 0, 3 -> session(GROUP, 180, day);
            case 2 -> session(INDIVIDUAL, 60, day);
            default -> {}
        }
    }

    private void session(Code type, int minutes, int day) {
        var trajectory = client.trajectory();
        var attended = trajectory.present(day) && !client.happens(0.02 + trajectory.burden(day) / 40);
        var appointment = transaction.post(appointment(type, minutes, day, attended ? "fulfilled" : "noshow"));
        if (!attended) {
            transaction.post(attendance(day, appointment, "no-show", "No-show", 0, minutes));
            return;
        }
        transaction.post(encounter(type, minutes, day, appointment));
        if (client.happens(0.15)) {
            transaction.post(attendance(day, appointment, "partial", "Attended in part", minutes / 2, minutes));
        } else {
            transaction.post(attendance(day, appointment, "attended", "Attended", minutes, minutes));
        }
    }

    /** One to which somebody close to the client came along. */
    void family(int day) {
        var appointment = transaction.post(appointment(FAMILY, 60, day, "fulfilled"));
        transaction.post(encounter(FAMILY, 60, day, appointment));
        transaction.post(attendance(day, appointment, "attended", "Attended", 60, 60));
    }

    /** A group session that is still to come. */
    void book(int day) {
        transaction.post(appointment(GROUP, 180, day, "booked"));
    }

    private Part appointment(Code type, int minutes, int day, String status) {
        return Part.resource("Appointment")
                .with("status", status)
                .list("serviceType", Part.concept(type))
                .with("description", type.display())
                .with("start", client.at(day, HOUR, 0))
                .with("end", client.at(day, HOUR + minutes / 60, 0))
                .with("minutesDuration", minutes)
                .with("created", client.at(0, 12, 0))
                .list("participant", invited(client.subject()))
                .list("participant", invited(therapist()))
                .list("participant", invited(Part.reference("HealthcareService/iop-evening")));
    }

    private static Part invited(Part actor) {
        return Part.of().with("actor", actor).with("required", "required").with("status", "accepted");
    }

    private Part encounter(Code type, int minutes, int day, String appointment) {
        var leads = Code.hl7("v3-ParticipationType", "PPRF", "primary performer");
        return Part.resource("Encounter")
                .with("status", "finished")
                .with("class", Part.coding(VIDEO))
                .list("type", Part.concept(type))
                .with("subject", client.subject())
                .list("episodeOfCare", client.episode())
                .list("participant", Part.of().list("type", Part.concept(leads)).with("individual", therapist()))
                .list("appointment", Part.reference(appointment))
                .with("period", Part.period(client.at(day, HOUR, 0), client.at(day, HOUR + minutes / 60, 0)))
                .with("length", Part.quantity(minutes, "minutes", "min"))
                .list("location", Part.of().with("location", Part.reference("Location/iop-online")))
                .with("serviceProvider", Staff.organizationReference());
    }

    private Part attendance(int day, String appointment, String code, String display, int minutes, int planned) {
        var status = Code.own("attendance-status", code, display);
        return findings.finding(Findings.ACTIVITY, ATTENDANCE, day, HOUR + planned / 60)
                .list("focus", Part.reference(appointment))
                .with("valueCodeableConcept", Part.concept(status))
                .list("component", minutes("scheduled-minutes", "Minutes scheduled", planned))
                .list("component", minutes("attended-minutes", "Minutes attended", minutes));
    }

    private static Part minutes(String code, String display, int minutes) {
        return Part.of()
                .with("code", Part.concept(Code.own("attendance", code, display)))
                .with("valueQuantity", Part.quantity(minutes, "minutes", "min"));
    }

    private Part therapist() {
        return Staff.CareGivers.practitioner(client.careGivers().therapist());
    }
}
