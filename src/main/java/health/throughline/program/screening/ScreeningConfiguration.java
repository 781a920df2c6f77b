package health.throughline.program.screening;

import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.expression.Expression;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.search.definition.StoredDefinitions;
import health.throughline.store.ResourceTable;
import health.throughline.store.sql.Sql;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the screening together. */
@Configuration(proxyBeanMethods = false)
class ScreeningConfiguration {

    @Bean
    Instruments instruments(Definitions definitions, ShippedDefinitions shipped, StoredDefinitions stored) {
        return new Instruments(definitions, key -> shipped.find(key).or(() -> stored.read(key)));
    }

    @Bean
    ScreeningDerivation screeningDerivation(Instruments instruments, ResourceTable resources) {
        return new ScreeningDerivation(instruments, reference -> gender(resources, reference));
    }

    /** So that the first response after a start is not scored while its sender waits for the engine. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> expressionsPrepared() {
        return ready -> {
            Thread thread = new Thread(Expression::prepare, "expressions-warm-up");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        };
    }

    private static String gender(ResourceTable resources, String reference) {
        String id = reference.startsWith("Patient/") ? reference.substring("Patient/".length()) : "";
        if (!ResourceKey.isId(id)) {
            return "";
        }
        return resources
                .current(new ResourceKey("Patient", id), Sql.of("r.op < 3"))
                .filter(version -> !version.deleted())
                .map(version -> version.tree().path("gender").asText(""))
                .orElse("");
    }
}
