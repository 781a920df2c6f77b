package health.throughline.auth.token;

import health.throughline.api.FhirRequest;
import health.throughline.api.RequestAccess;
import health.throughline.record.access.Access;
import health.throughline.record.access.Rights;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets every caller see everything; safe only because the server then listens on the loopback interface alone. */
final class OpenAccess implements RequestAccess {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAccess.class);
    private static final Rights EVERYTHING = Access.everything("open").rights();

    OpenAccess() {
        LOG.warn("""
                ACCESS CONTROL IS OFF (throughline.auth.mode=open): whoever reaches this port reads and writes every \
                client's record. For development on this machine only.""");
    }

    @Override
    public Access of(FhirRequest.Headers headers) {
        return new Access(EVERYTHING);
    }
}
