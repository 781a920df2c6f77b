package health.throughline.program.alert;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.engine.Assessed;
import health.throughline.program.warning.engine.RuleEngine;
import health.throughline.program.warning.engine.RuleSettings;
import health.throughline.program.warning.picture.PictureReader;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the rules over a patient without raising anything. */
public final class EarlyWarningDryRun {

    /**
     * What one rule says.
     *
     * @param found empty when it has nothing to say, or rests on what the caller does not see
     */
    public record Look(RuleParameters parameters, List<Warning> found) {}

    private final PictureReader pictures;
    private final RuleEngine engine;
    private final RuleSettings rules;
    private final HealthRecord record;
    private final ProgrammeDays days;

    EarlyWarningDryRun(
            PictureReader pictures, RuleEngine engine, RuleSettings rules, HealthRecord record, ProgrammeDays days) {
        this.pictures = pictures;
        this.engine = engine;
        this.rules = rules;
        this.record = record;
        this.days = days;
    }

    /**
     * All rules, also those that are off, as of the end of {@code day}; as of now when that is null or has not passed.
     *
     * @throws health.throughline.fhir.Refusal FORBIDDEN to those who do not treat, NOT_FOUND out of sight
     */
    public List<Look> of(ResourceKey patient, @Nullable LocalDate day, Access access) {
        access.requireRole(Role.CLINICAL_LEAD, Role.THERAPIST, Role.PRESCRIBER, Role.CASE_MANAGER);
        record.reader().read(patient, access);
        access.requireScope(Action.READ, "Observation", patient);
        Instant now = days.now();
        Instant end = day == null ? now : days.start(day.plusDays(1)).minusMillis(1);
        List<Assessed> found = engine.assess(pictures.read(patient, end.isBefore(now) ? end : now));
        return engine.rules().stream()
                .map(rule -> new Look(
                        rules.of(rule.code()),
                        found.stream()
                                .map(Assessed::warning)
                                .filter(warning -> warning.code().equals(rule.code()) && seen(warning, access))
                                .toList()))
                .toList();
    }

    private boolean seen(Warning warning, Access access) {
        return warning.evidence().stream()
                .allMatch(key -> record.reader().find(key, access).isPresent());
    }
}
