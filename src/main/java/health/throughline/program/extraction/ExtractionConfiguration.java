package health.throughline.program.extraction;

import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.terminology.Definitions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the extraction together. */
@Configuration(proxyBeanMethods = false)
class ExtractionConfiguration {

    @Bean
    ResponseExtraction responseExtraction(Definitions definitions) {
        return new ResponseExtraction(definitions);
    }

    @Bean
    ExtractionDerivation extractionDerivation(
            ResponseExtraction extraction, Definitions definitions, ShippedDefinitions shipped) {
        return new ExtractionDerivation(
                extraction,
                definitions,
                url -> shipped.key("Questionnaire", url).isPresent());
    }
}
