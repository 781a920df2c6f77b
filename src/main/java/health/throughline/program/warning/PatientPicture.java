package health.throughline.program.warning;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.fact.Assignment;
import health.throughline.program.warning.fact.Care;
import health.throughline.program.warning.fact.Concern;
import health.throughline.program.warning.fact.Ending;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Papers;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.fact.Readings;
import health.throughline.program.warning.fact.Supply;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a patient at a moment, as early warning sees it. Nothing in it is later than {@code asOf}, but what was
 * known before of days to come: due times, hard days, ends of consents. Facts stand at the time they are about, not at the
 * time they were stored; of a corrected one the newest version counts, and what was entered in error is not there.
 *
 * @param zone in which the programme's days begin and end
 * @param concerns oldest first
 * @param supplies oldest first
 */
public record PatientPicture(
        ResourceKey patient,
        Instant asOf,
        ZoneId zone,
        Readings readings,
        Care care,
        List<Concern> concerns,
        Papers papers,
        List<Supply> supplies) {

    public PatientPicture {
        concerns = concerns.stream()
                .sorted(Comparator.comparing(Concern::at)
                        .thenComparing(one -> one.key().id()))
                .toList();
        supplies = supplies.stream()
                .sorted(Comparator.comparing(Supply::from)
                        .thenComparing(one -> one.key().id()))
                .toList();
    }

    /** One of whom nothing is known. */
    public static PatientPicture empty(ResourceKey patient, Instant asOf, ZoneId zone) {
        return new PatientPicture(patient, asOf, zone, Readings.NONE, Care.NONE, List.of(), Papers.NONE, List.of());
    }

    public LocalDate today() {
        return day(asOf);
    }

    /** The programme's day in which {@code moment} lies. */
    public LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    /** When {@code day} begins, also where the clock change leaves midnight out. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The newest known reading of {@code code}, when it is not older than {@code days} days. */
    public Optional<Reading> recent(String code, int days) {
        LocalDate oldest = today().minusDays(days);
        return readings.latest(code).filter(reading -> !reading.day().isBefore(oldest));
    }

    /** What this one would have been at an earlier moment. */
    public PatientPicture at(Instant moment) {
        LocalDate day = day(moment);
        return new PatientPicture(
                patient,
                moment,
                zone,
                readings.until(moment),
                careAt(moment, day),
                concerns.stream().filter(one -> !one.at().isAfter(moment)).toList(),
                new Papers(
                        papers.plans().stream()
                                .filter(plan -> !plan.written().isAfter(day))
                                .toList(),
                        papers.consents().stream()
                                .filter(one -> inForce(one, day))
                                .toList()),
                supplies.stream().filter(one -> !one.from().isAfter(day)).toList());
    }

    private static boolean inForce(Ending consent, LocalDate day) {
        return !consent.since().isAfter(day);
    }

    private Care careAt(Instant moment, LocalDate day) {
        return new Care(
                care.episodes().stream()
                        .filter(episode -> !episode.start().isAfter(day))
                        .map(episode -> at(episode, day))
                        .toList(),
                care.sessions().stream()
                        .filter(session -> !session.start().isAfter(moment))
                        .toList(),
                care.assignments().stream()
                        .filter(assignment -> !assignment.assigned().isAfter(moment))
                        .map(assignment -> at(assignment, moment))
                        .toList(),
                care.diagnoses());
    }

    private static Episode at(Episode episode, LocalDate day) {
        LocalDate end = episode.end();
        return end == null || !end.isAfter(day)
                ? episode
                : new Episode(episode.key(), episode.level(), episode.tracks(), episode.start(), null);
    }

    private static Assignment at(Assignment one, Instant moment) {
        Instant completed = one.completed();
        return completed == null || !completed.isAfter(moment)
                ? one
                : new Assignment(one.key(), one.code(), one.assigned(), one.due(), null);
    }
}
