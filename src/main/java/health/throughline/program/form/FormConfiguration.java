package health.throughline.program.form;

import health.throughline.fhir.terminology.Definitions;
import health.throughline.record.HealthRecord;
import health.throughline.validation.response.ResponseCheck;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the work on forms together. */
@Configuration(proxyBeanMethods = false)
class FormConfiguration {

    @Bean
    AdaptiveForm adaptiveForm(Definitions definitions, ResponseCheck check) {
        return new AdaptiveForm(definitions, check, Clock.systemUTC());
    }

    @Bean
    FormAssembly formAssembly(Definitions definitions) {
        return new FormAssembly(definitions);
    }

    @Bean
    FormPopulation formPopulation(HealthRecord record) {
        return new FormPopulation(record, Clock.systemUTC());
    }
}
