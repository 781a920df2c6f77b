package health.throughline.auth.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.site.Random256;
import health.throughline.fhir.FhirJson;
import health.throughline.store.auth.HandleTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The handles of EHR launches: each is for one app and one user, works once, and for a short time. */
public final class Launches {

    private static final String KIND = "launch";
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final HandleTable handles;

    public Launches(HandleTable handles) {
        this.handles = handles;
    }

    /** @return the handle, to be given to the app as its parameter {@code launch} */
    public String mint(String clientId, String subject, LaunchContext context) {
        String handle = Random256.text();
        ObjectNode detail = FhirJson.object().put("client", clientId).put("subject", subject);
        detail.set("context", context.json());
        handles.put(KIND, handle, new String(FhirJson.bytes(detail), StandardCharsets.UTF_8), LIFETIME);
        return handle;
    }

    /** What the handle stands for; empty when there is no such handle, or it is not of this app and user. It is used up. */
    public Optional<LaunchContext> take(String handle, String clientId, String subject) {
        return handles.take(KIND, handle)
                .map(detail -> FhirJson.parseStored(detail.getBytes(StandardCharsets.UTF_8)))
                .filter(detail -> detail.path("client").asText().equals(clientId))
                .filter(detail -> detail.path("subject").asText().equals(subject))
                .map(detail -> LaunchContext.read(detail.path("context")));
    }
}
