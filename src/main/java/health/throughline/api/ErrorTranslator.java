package health.throughline.api;

import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.store.sql.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into a status and an OperationOutcome; the only place that knows both sides. */
public final class ErrorTranslator {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorTranslator.class);

    private ErrorTranslator() {}

    public static FhirResponse translate(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            FhirResponse response = FhirResponse.outcome(status(refusal.reason()), new Outcomes(refusal.issues()));
            boolean later =
                    refusal.reason() == Refusal.Reason.TIMEOUT || refusal.reason() == Refusal.Reason.UNAVAILABLE;
            if (refusal.reason() == Refusal.Reason.UNAUTHENTICATED) {
                return response.with("WWW-Authenticate", "Bearer realm=\"fhir\"");
            }
            return later ? response.with("Retry-After", "5") : response;
        }
        LOG.error("A request failed unexpectedly", new Sanitized(failure));
        return FhirResponse.outcome(
                500,
                Outcomes.of(Issue.error(
                        "exception",
                        "The server failed on this request; its log tells more under the request's id.",
                        null)));
    }

    private static int status(Refusal.Reason reason) {
        return switch (reason) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN, TOO_COSTLY -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case CONFLICT -> 409;
            case GONE -> 410;
            case PRECONDITION_FAILED, MULTIPLE_MATCHES -> 412;
            case TOO_SLOW -> 408;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case UNPROCESSABLE -> 422;
            case TOO_MANY -> 429;
            case TIMEOUT, UNAVAILABLE -> 503;
        };
    }

    /**
     * The failure's type and place without its message, which could quote a client's data; that of a failed statement tells
     * its name and SQLSTATE only.
     */
    private static final class Sanitized extends Exception {

        private static final long serialVersionUID = 1L;

        Sanitized(Throwable failure) {
            super(text(failure), failure.getCause() == null ? null : new Sanitized(failure.getCause()));
            setStackTrace(failure.getStackTrace());
        }

        private static String text(Throwable failure) {
            String type = failure.getClass().getName();
            return failure instanceof StoreFailure ? type + ": " + failure.getMessage() : type;
        }
    }
}
