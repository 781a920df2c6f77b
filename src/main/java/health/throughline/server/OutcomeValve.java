package health.throughline.server;

import health.throughline.api.FhirResponse;
import health.throughline.api.Outcomes;
import health.throughline.fhir.Issue;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Says in an OperationOutcome what Tomcat itself refuses before the FHIR endpoint sees it, such as %2F in a path. */
public final class OutcomeValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Issue issue = status >= 500
                ? Issue.error("exception", "The server failed on this request.", null)
                : Issue.error("invalid", "The server cannot read this request; check its URL and headers.", null);
        byte[] body = FhirResponse.outcome(status, Outcomes.of(issue)).body();
        try {
            response.setContentType(Format.JSON.contentType());
            response.getOutputStream().write(body == null ? new byte[0] : body);
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
