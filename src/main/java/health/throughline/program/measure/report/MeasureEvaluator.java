package health.throughline.program.measure.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ProgrammeMeasure;
import health.throughline.program.measure.ReportingPeriod;
import health.throughline.program.measure.catalogue.MeasureCatalogue;
import health.throughline.program.measure.reading.CohortReader;
import health.throughline.program.measure.reading.Members;
import health.throughline.program.measure.report.ReportWriter.Heading;
import health.throughline.program.measure.report.ReportWriter.ReportType;
import health.throughline.record.access.Access;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out a measure of the programme for the clients whom the caller sees. */
public final class MeasureEvaluator {

    private final ShippedDefinitions definitions;
    private final CohortReader reader;
    private final Members members;

    public MeasureEvaluator(ShippedDefinitions definitions, CohortReader reader, Members members) {
        this.definitions = definitions;
        this.reader = reader;
        this.members = members;
    }

    /**
     * What is asked.
     *
     * @param measure the id of a Measure that ships with the server
     * @param subject a Patient or a Group; null for all clients
     * @param practitioner the clients must be on whose care teams; null for any
     * @param suppressed whether small numbers are withheld
     */
    public record Asked(
            String measure,
            LocalDate first,
            LocalDate last,
            ReportType type,
            @Nullable ResourceKey subject,
            @Nullable ResourceKey practitioner,
            boolean suppressed) {}

    /** @throws Refusal NOT_FOUND when there is no such measure, or the subject is not in the caller's sight */
    public ObjectNode report(Asked asked, OffsetDateTime now, Access access) {
        ProgrammeMeasure measure = MeasureCatalogue.find(asked.measure())
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "This server works out the measures that ship with it: "
                                + MeasureCatalogue.all().stream()
                                        .map(ProgrammeMeasure::id)
                                        .collect(Collectors.joining(", "))
                                + "."));
        ObjectNode definition =
                definitions.find(new ResourceKey("Measure", measure.id())).orElseThrow();
        ReportingPeriod period = new ReportingPeriod(asked.first(), asked.last(), now.toLocalDate());
        Set<ResourceKey> only = members.of(asked.subject(), asked.practitioner(), access);
        List<MeasureCase> clients = reader.read(measure, period, only, access);
        List<GroupResult> results = Evaluation.of(measure, clients, period);
        ResourceKey subject = asked.subject();
        Heading heading = new Heading(asked.type(), period, now, subject == null ? null : subject.toString());
        return ReportWriter.write(definition, measure, heading, asked.suppressed() ? Suppression.of(results) : results);
    }
}
