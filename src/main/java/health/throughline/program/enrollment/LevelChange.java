package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.store.ResourceVersion;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moves a client to more or less care within one enrolment; the history keeps each level with its days. */
@Component
public final class LevelChange {

    private final ClientRecord record;
    private final Codes codes;
    private final ProgrammeDays days;

    LevelChange(ClientRecord record, Codes codes, ProgrammeDays days) {
        this.record = record;
        this.codes = codes;
        this.days = days;
    }

    /**
     * Changes the level; the level that holds already changes nothing.
     *
     * @param reason in words; empty when none is given
     * @param from null for today
     */
    public ResourceVersion change(
            ResourceKey key, String level, String reason, @Nullable LocalDate from, Access access) {
        codes.given(Episode.LEVEL, level, "levelOfCare");
        Episode seen = new Episode(record.read(key, access).tree());
        record.require(
                seen.patient(),
                Action.UPDATE,
                "EpisodeOfCare",
                access,
                Role.CLINICAL_LEAD,
                Role.THERAPIST,
                Role.PRESCRIBER,
                Role.CASE_MANAGER,
                Role.SYSTEM);
        LocalDate day = from == null ? days.today() : from;
        return record.alone(Set.of(Episodes.lock(seen.patient())), () -> {
            ResourceVersion current = record.read(key, record.of(seen.patient(), access));
            Episode episode = new Episode(current.tree());
            requireFits(episode, level, day);
            if (episode.level().equals(level)) {
                return current;
            }
            return record.write(
                    ClientRecord.update(changed(episode, level, reason, day)), record.of(seen.patient(), access));
        });
    }

    private static void requireFits(Episode episode, String level, LocalDate day) {
        if (!episode.open()) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT,
                    "This enrolment has ended; enrol the client anew with EpisodeOfCare/$enroll.");
        }
        if (episode.alumni() || level.equals(Episode.ALUMNI)) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    "Being an alumna or alumnus is an enrolment of its own; use EpisodeOfCare/$enroll.");
        }
        if (day.toString().compareTo(episode.start()) < 0) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE, "The level cannot change before the first day of the enrolment.");
        }
    }

    private ObjectNode changed(Episode episode, String level, String reason, LocalDate day) {
        String before = episode.level();
        ArrayNode history = episode.tree().withArray("statusHistory");
        if (history.isEmpty()) {
            history.addObject()
                    .put("status", episode.status())
                    .putObject("period")
                    .put("start", episode.start());
        }
        if (history.get(history.size() - 1) instanceof ObjectNode last && !last.has("extension") && !before.isEmpty()) {
            extension(last, Episode.LEVEL).set("valueCodeableConcept", codes.concept(Episode.LEVEL, before));
        }
        ObjectNode next = episode.status(episode.status(), day);
        extension(next, Episode.LEVEL).set("valueCodeableConcept", codes.concept(Episode.LEVEL, level));
        if (!reason.isBlank()) {
            extension(next, "change-reason").put("valueString", reason.strip());
        }
        if (!before.isEmpty()) {
            episode.extension("previous-level-of-care", codes.concept(Episode.LEVEL, before));
        }
        return episode.extension(Episode.LEVEL, codes.concept(Episode.LEVEL, level))
                .tree();
    }

    private static ObjectNode extension(ObjectNode element, String id) {
        return element.withArray("extension").addObject().put("url", Canonicals.of("StructureDefinition", id));
    }
}
