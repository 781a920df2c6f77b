package health.throughline.api.capability;

import health.throughline.api.FhirOperation;
import health.throughline.api.Interaction;
import health.throughline.api.Route;
import health.throughline.search.named.NamedQueries;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.search.query.CriterionParser;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
            ObjectProvider<Interaction> interactions,
            SearchRegistry registry,
            List<FhirOperation> operations,
            CriterionParser criteria,
            NamedQueries queries) {
        return new Capabilities(
                software(build.getIfAvailable()),
                SingletonSupplier.of(() -> kinds(interactions)),
                registry::current,
                operations,
                new SpecialSearch(criteria.specialParameters(), queries));
    }

    private static Set<Route.Kind> kinds(ObjectProvider<Interaction> interactions) {
        Set<Route.Kind> kinds = EnumSet.noneOf(Route.Kind.class);
        interactions.forEach(interaction -> kinds.addAll(interaction.kinds()));
        return kinds;
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
