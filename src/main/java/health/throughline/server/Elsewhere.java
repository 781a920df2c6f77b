package health.throughline.server;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Outcomes;
import health.throughline.fhir.Issue;
import health.throughline.record.access.Access;
import health.throughline.server.page.Frame;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what goes wrong outside the FHIR endpoint, in the same way as there. */
@Controller
final class Elsewhere implements ErrorController {

    private final String base;

    Elsewhere(ServerProperties properties) {
        this.base = properties.base();
    }

    @RequestMapping("/error")
    void answer(HttpServletRequest http, HttpServletResponse answer) throws IOException {
        int status = http.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        FhirResponse outcome = FhirResponse.outcome(status, Outcomes.of(issue(status)));
        FhirRequest request =
                new FhirRequest("", List.of(), List.of(), FhirRequest.NO_HEADERS, new byte[0], base, Access.nothing());
        Format format = Format.accepted(http.getHeader("Accept"));
        answer.setStatus(status);
        answer.setContentType(format.contentType());
        if (format == Format.HTML) {
            Frame.HEADERS.forEach(answer::setHeader);
        }
        answer.getOutputStream().write(ResponseRenderer.whole(Objects.requireNonNull(outcome.body()), format, request));
    }

    private Issue issue(int status) {
        if (status == HttpServletResponse.SC_NOT_FOUND) {
            return Issue.error("not-found", "Nothing is found at this URL; FHIR is at " + base + ".", null);
        }
        return status < 500
                ? Issue.error("invalid", "The server does not take this request here; FHIR is at " + base + ".", null)
                : Issue.error("exception", "The server failed on this request; its log tells more.", null);
    }
}
