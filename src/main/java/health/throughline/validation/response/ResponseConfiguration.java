package health.throughline.validation.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.terminology.CodeCheck;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.search.terminology.ServerTerminology;
import health.throughline.validation.ValidationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the checking of answers together. */
@Configuration(proxyBeanMethods = false)
class ResponseConfiguration {

    @Bean
    ResponseCheck responseCheck(
            Definitions definitions, ServerTerminology terminology, ValidationProperties properties) {
        return new ResponseCheck(definitions, new OptionCheck(valueSets(terminology)), properties.responses());
    }

    private static OptionCheck.ValueSets valueSets(ServerTerminology terminology) {
        return new OptionCheck.ValueSets() {
            @Override
            public CodeCheck check(String valueSet, String system, String code) {
                return terminology.check(valueSet, system, code);
            }

            @Override
            public CodeCheck check(ObjectNode valueSet, String system, String code) {
                return terminology.check(valueSet, system, code, true);
            }
        };
    }
}
