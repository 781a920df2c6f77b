package health.throughline.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.ShippedDefinitions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Lets the validator read the programme's profiles soon after the start, so that no sender waits for that. It rests as long
 * as it works, on a thread that gives way to others.
 */
final class WarmUp implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String STRUCTURE = "StructureDefinition";

    private final ProfileCheck profiles;
    private final ShippedDefinitions shipped;

    WarmUp(ProfileCheck profiles, ShippedDefinitions shipped) {
        this.profiles = profiles;
        this.shipped = shipped;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Thread thread = new Thread(this::run, "validation-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void run() {
        long start = System.nanoTime();
        try {
            TimeUnit.SECONDS.sleep(1);
            for (ResourceKey key : shipped.keys()) {
                if (key.type().equals(STRUCTURE)) {
                    step(key);
                }
            }
            LOG.info(
                    "The validator has read its profiles within {} s",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The validator will read its profiles when they are needed: {}",
                    e.getClass().getName());
        }
    }

    private void step(ResourceKey key) throws InterruptedException {
        long start = System.nanoTime();
        ObjectNode profile = shipped.find(key).orElseThrow();
        String type = profile.path("type").asText("");
        if (Fhir.isResourceType(type)) {
            ObjectNode empty = FhirJson.object().put("resourceType", type);
            profiles.findings(empty, List.of(profile.path("url").asText("")));
        }
        TimeUnit.NANOSECONDS.sleep(System.nanoTime() - start);
    }
}
