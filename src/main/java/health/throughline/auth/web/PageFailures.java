package health.throughline.auth.web;

import health.throughline.auth.account.AccountRefused;
import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Page;
import health.throughline.fhir.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells in plain words what a page could not do. */
@ConditionalOnWebApplication
@RestControllerAdvice(basePackages = {"health.throughline.auth.login", "health.throughline.auth.admin"})
final class PageFailures {

    private static final Logger LOG = LoggerFactory.getLogger(PageFailures.class);

    @ExceptionHandler
    ResponseEntity<byte[]> refused(AccountRefused refusal) {
        return Page.titled("This cannot be done")
                .error(String.valueOf(refusal.getMessage()))
                .add(Element.of("p").add(Element.link("/account", "Your account")))
                .status(422);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(Refusal refusal) {
        if (refusal.reason() == Refusal.Reason.NOT_FOUND) {
            return Page.titled("Not found")
                    .error(String.valueOf(refusal.getMessage()))
                    .status(404);
        }
        LOG.warn("A page could not be given: {}", refusal.reason());
        return Page.titled("Not now")
                .error(
                        "The server is busy or its database does not answer. Nothing was changed; try again in a minute.")
                .status(503);
    }
}
