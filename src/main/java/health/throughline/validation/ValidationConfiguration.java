package health.throughline.validation;

import health.throughline.fhir.Refusal;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeCheck;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.search.terminology.ServerTerminology;
import health.throughline.store.sql.Changes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts validation together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ValidationProperties.class)
class ValidationConfiguration {

    @Bean
    ProfileCheck profileCheck(Definitions definitions, ServerTerminology terminology, Changes changes) {
        DefinitionSupport support = DefinitionSupport.lean(definitions);
        KnownCodes codes = codes(terminology);
        return new ProfileCheck(new ValidatorPool(support, new CodeSupport(codes)), codes, changes);
    }

    private static KnownCodes codes(ServerTerminology terminology) {
        return new KnownCodes() {
            @Override
            public boolean knows(String system) {
                return terminology.codeSystem(Canonical.of(system)).isPresent();
            }

            @Override
            public CodeCheck check(@Nullable String valueSet, String system, String code) {
                return terminology.check(valueSet, system, code);
            }

            @Override
            public Optional<Map<String, Set<String>>> codes(String valueSet) {
                try {
                    return Optional.of(terminology.codes(valueSet));
                } catch (Refusal e) {
                    return Optional.empty();
                }
            }
        };
    }

    @Bean
    BackgroundChecks backgroundChecks(ProfileCheck profiles, ValidationProperties properties, MeterRegistry meters) {
        return new BackgroundChecks(profiles, properties.backgroundShare(), meters);
    }

    @Bean
    @ConditionalOnProperty(name = "throughline.validation.warm-up", havingValue = "true", matchIfMissing = true)
    WarmUp validatorWarmUp(ProfileCheck profiles, ShippedDefinitions shipped) {
        return new WarmUp(profiles, shipped);
    }

    @Bean
    ResourceValidator resourceValidator(
            ProfileCheck profiles,
            ValidationProperties properties,
            List<ContentCheck> contents,
            BackgroundChecks background,
            Definitions definitions) {
        ExpectedProfiles expected = new ExpectedProfiles(properties.expected(), definitions);
        return new ResourceValidator(profiles, properties, expected, contents, background);
    }
}
