package health.throughline.auth;

import health.throughline.api.FhirRequest;
import health.throughline.api.RequestAccess;
import health.throughline.record.access.Access;
import org.springframework.stereotype.Component;

/** Lets every caller see everything; safe only because the server then listens on the loopback interface alone. */
@Component
final class OpenAccess implements RequestAccess {

    private static final Access EVERYTHING = Access.everything("open");

    @Override
    public Access of(FhirRequest.Headers headers) {
        return EVERYTHING;
    }
}
