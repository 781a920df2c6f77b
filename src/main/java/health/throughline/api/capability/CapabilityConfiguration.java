package health.throughline.api.capability;

import health.throughline.api.FhirOperation;
import health.throughline.api.Interactions;
import health.throughline.search.named.NamedQueries;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.search.query.CriterionParser;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Gathers what the server offers. */
@Configuration(proxyBeanMethods = false)
class CapabilityConfiguration {

    private static final String NAME = "Throughline";

    /** The interactions are looked up when first needed: the one that answers with this is among them. */
    @Bean
    Capabilities capabilities(
            ObjectProvider<BuildProperties> build,
            ObjectProvider<Interactions> interactions,
            SearchRegistry registry,
            List<FhirOperation> operations,
            CriterionParser criteria,
            NamedQueries queries) {
        return new Capabilities(
                software(build.getIfAvailable()),
                SingletonSupplier.of(interactions::getObject),
                registry::current,
                operations,
                new SpecialSearch(criteria.specialParameters(), queries));
    }

    /** Started from classes that no build described, the software is as old as its start. */
    private static Software software(@Nullable BuildProperties build) {
        Instant built = build == null ? null : build.getTime();
        String version = build == null ? null : build.getVersion();
        return new Software(
                NAME,
                version == null ? "development" : version,
                (built == null ? Instant.now() : built).truncatedTo(ChronoUnit.SECONDS));
    }
}
