package health.throughline.program.measure.report;

import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.program.measure.reading.CohortReader;
import health.throughline.program.measure.reading.Members;
import health.throughline.record.HealthRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the measures together. */
@Configuration(proxyBeanMethods = false)
class MeasureConfiguration {

    @Bean
    MeasureEvaluator measureEvaluator(ShippedDefinitions definitions, HealthRecord record) {
        return new MeasureEvaluator(definitions, new CohortReader(record), new Members(record));
    }
}
