package health.throughline.program.enrollment;

import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.store.ResourceVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Enrols clients: into treatment, back into it after a relapse, and as alumni. An open enrolment is never doubled. */
@Component
public final class Enrollment {

    private static final Role[] STAFF = {
        Role.ADMISSIONS, Role.CLINICAL_LEAD, Role.CASE_MANAGER, Role.THERAPIST, Role.SYSTEM
    };
    private static final Role[] AND_CLIENT = {
        Role.ADMISSIONS, Role.CLINICAL_LEAD, Role.CASE_MANAGER, Role.THERAPIST, Role.SYSTEM, Role.CLIENT
    };

    private final ClientRecord record;
    private final Episodes episodes;
    private final AlumniConsent consents;
    private final ManagingOrganization organizations;
    private final EnrollmentEntries entries;
    private final Codes codes;
    private final ProgrammeDays days;

    Enrollment(
            ClientRecord record,
            Episodes episodes,
            AlumniConsent consents,
            ManagingOrganization organizations,
            EnrollmentEntries entries,
            Codes codes,
            ProgrammeDays days) {
        this.record = record;
        this.episodes = episodes;
        this.consents = consents;
        this.organizations = organizations;
        this.entries = entries;
        this.codes = codes;
        this.days = days;
    }

    /**
     * What is asked for.
     *
     * @param level empty for the track's own
     * @param start null for today
     * @param careManager null when nobody is named
     * @param organization null to find it
     */
    public record Wanted(
            ResourceKey patient,
            String track,
            List<String> reasons,
            String level,
            @Nullable LocalDate start,
            @Nullable ResourceKey careManager,
            @Nullable ResourceKey organization) {

        boolean alumni() {
            return track.equals(Episode.ALUMNI);
        }
    }

    /** The enrolment, and whether it is new. */
    public record Enrolled(ResourceVersion episode, boolean fresh) {}

    /**
     * Enrols, or answers the enrolment of the same track that is open; one that is planned or paused is taken up again.
     *
     * @throws Refusal UNPROCESSABLE when alumni did not opt in, or nobody says whose programme it is
     */
    public Enrolled enroll(Wanted wanted, Access access) {
        check(wanted);
        record.require(wanted.patient(), Action.CREATE, "EpisodeOfCare", access, wanted.alumni() ? AND_CLIENT : STAFF);
        LocalDate start = wanted.start() == null ? days.today() : wanted.start();
        return record.alone(Set.of(Episodes.lock(wanted.patient())), () -> {
            List<Episode> all = episodes.of(wanted.patient());
            if (wanted.alumni()) {
                consents.require(wanted.patient(), start);
            }
            Optional<Episode> open = all.stream()
                    .filter(episode -> episode.open() && episode.track().equals(wanted.track()))
                    .findFirst();
            return open.map(episode -> again(episode, start, access))
                    .orElseGet(() -> fresh(wanted, start, all, access));
        });
    }

    private void check(Wanted wanted) {
        codes.given(Episode.TRACK, wanted.track(), "track");
        wanted.reasons().forEach(reason -> codes.given("entry-reason", reason, "entryReason"));
        if (!wanted.level().isEmpty()) {
            codes.given(Episode.LEVEL, wanted.level(), "levelOfCare");
        }
        boolean alumniLevel = wanted.level().equals(Episode.ALUMNI);
        if (!wanted.level().isEmpty() && alumniLevel != wanted.alumni()) {
            throw Refusal.invalid(
                    "business-rule",
                    "The level of care 'alumni' goes with the track 'alumni', and no other does; leave it out.",
                    ProgrammeDays.place("levelOfCare"));
        }
        if (wanted.reasons().isEmpty() && !wanted.alumni()) {
            throw Refusal.invalid(
                    "required",
                    "Say why the client comes now: 'entryReason', a code of the CodeSystem entry-reason.",
                    ProgrammeDays.place("entryReason"));
        }
    }

    private Enrolled again(Episode episode, LocalDate start, Access access) {
        boolean waits = !episode.status().equals("active") && !start.isAfter(days.today());
        if (!waits) {
            return new Enrolled(record.read(episode.key(), record.of(episode.patient(), access)), false);
        }
        episode.status("active", days.today());
        return new Enrolled(
                record.write(ClientRecord.update(episode.tree()), record.of(episode.patient(), access)), false);
    }

    private Enrolled fresh(Wanted wanted, LocalDate start, List<Episode> all, Access access) {
        Episode former = Episodes.former(all).orElse(null);
        ResourceKey organization = organizations.of(wanted, former);
        if (organization == null) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    List.of(Issue.error(
                            "required",
                            "Nothing says which organization's programme it is: give 'organization', or set "
                                    + "managingOrganization of the Patient.",
                            ProgrammeDays.place("organization"))));
        }
        List<Entry> written =
                new ArrayList<>(entries.of(new EnrollmentEntries.Start(wanted, start, organization, former), access));
        if (!wanted.alumni()) {
            all.stream()
                    .filter(one -> one.alumni() && one.status().equals("active"))
                    .forEach(alumni -> {
                        alumni.status("onhold", start.isAfter(days.today()) ? days.today() : start);
                        written.add(ClientRecord.update(alumni.tree()));
                    });
        }
        return new Enrolled(
                record.write(written, record.of(wanted.patient(), access)).get(0), true);
    }
}
