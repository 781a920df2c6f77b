package health.throughline.api.operation;

import health.throughline.api.FhirOperation;
import health.throughline.record.HealthRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the three operations on meta. */
@Configuration(proxyBeanMethods = false)
class MetaOperations {

    @Bean
    FhirOperation meta(HealthRecord record) {
        return MetaOperation.read(record);
    }

    @Bean
    FhirOperation metaAdd(HealthRecord record) {
        return MetaOperation.add(record);
    }

    @Bean
    FhirOperation metaDelete(HealthRecord record) {
        return MetaOperation.delete(record);
    }
}
