package health.throughline.server;

import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import health.throughline.api.ErrorTranslator;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.HapiProvider;
import health.throughline.api.Interactions;
import health.throughline.api.Route;
import health.throughline.auth.client.CrossOrigin;
import health.throughline.auth.site.RequestIds;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import health.throughline.record.access.Access;
import health.throughline.server.page.Frame;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The FHIR endpoint. Interactions and our own operations take one short way from URL to last byte; operations written with
 * HAPI's annotations are left to the HAPI server that this one extends.
 */
final class FhirServer extends RestfulServer {

    private static final long serialVersionUID = 1L;

    private final transient RequestReader reader;
    private final transient Interactions interactions;
    private final transient CrossOrigin cors;
    private final transient FhirGuard guard;
    private final transient MeterRegistry meters;
    private final transient FhirRequest unreadable;
    private final transient List<HapiProvider> providers;
    private final transient Set<String> annotated;
    private final transient Map<String, Timer> timers = new ConcurrentHashMap<>();

    FhirServer(
            RequestReader reader,
            Interactions interactions,
            CrossOrigin cors,
            FhirGuard guard,
            MeterRegistry meters,
            List<HapiProvider> providers) {
        this.providers = List.copyOf(providers);
        this.annotated = providers.stream()
                .flatMap(provider -> provider.names().stream())
                .collect(Collectors.toSet());
        this.reader = reader;
        this.interactions = interactions;
        this.cors = cors;
        this.guard = guard;
        this.meters = meters;
        this.unreadable = new FhirRequest(
                "", List.of(), List.of(), FhirRequest.NO_HEADERS, new byte[0], reader.base(), Access.nothing());
    }

    /** HAPI's part starts only where something is left to it. */
    @Override
    public void init(ServletConfig config) throws ServletException {
        if (!providers.isEmpty()) {
            setFhirContext(Fhir.context());
            registerProviders(providers);
            setServerAddressStrategy(new HardcodedServerAddressStrategy(reader.base()));
            super.init(config);
        }
    }

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse answer) throws ServletException, IOException {
        String id = RequestIds.of(http);
        answer.setHeader(RequestIds.HEADER, id);
        crossOrigin(http, answer);
        if (http.getMethod().equals("OPTIONS")) {
            answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        long wait = guard.limits().secondsToWait(http);
        if (wait == 0 && !annotated.isEmpty() && isAnnotated(http)) {
            leaveToHapi(http, answer);
            return;
        }
        MDC.put("request", id);
        long start = System.nanoTime();
        Exchange exchange = exchange(http, answer, id, wait);
        send(exchange, http, answer);
        timers.computeIfAbsent(exchange.name(), this::timer).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    /** @param wait seconds that the caller must wait; 0 for none */
    private Exchange exchange(HttpServletRequest http, HttpServletResponse answer, String id, long wait) {
        Exchange exchange = new Exchange();
        try {
            if (wait > 0) {
                answer.setHeader("Retry-After", Long.toString(wait));
                throw FhirLimits.refusal(wait);
            }
            exchange.answer(http, id);
        } catch (RuntimeException e) {
            exchange.fail(http, e);
        }
        try {
            exchange.audit(http, id);
        } catch (RuntimeException e) {
            exchange.fail(http, e);
        } finally {
            MDC.remove("request");
        }
        return exchange;
    }

    private void crossOrigin(HttpServletRequest http, HttpServletResponse answer) {
        if (RequestReader.isOpen(http)) {
            CrossOrigin.anyOrigin(http, answer);
        } else {
            cors.headers(http, answer);
        }
    }

    /** Who has no access is told so as everywhere else. */
    private void leaveToHapi(HttpServletRequest http, HttpServletResponse answer) throws ServletException, IOException {
        try {
            http.setAttribute(HapiProvider.ACCESS, reader.access(http));
        } catch (Refusal e) {
            Exchange refused = new Exchange();
            refused.fail(http, e);
            send(refused, http, answer);
            return;
        }
        super.service(http, answer);
    }

    private boolean isAnnotated(HttpServletRequest http) {
        String path = http.getRequestURI();
        return annotated.contains(path.substring(path.lastIndexOf('/') + 1).replace("%24", "$"));
    }

    /** One request on its way to its answer. */
    private final class Exchange {

        private FhirRequest request = unreadable;
        private @Nullable Format format;
        private @Nullable Route route;
        private @Nullable FhirResponse response;

        void answer(HttpServletRequest http, String id) {
            request = reader.read(http, id);
            Format asked = Format.of(request);
            format = asked;
            route = Route.of(request.method(), request.path());
            response = rendered(interactions.answer(request, route), asked);
        }

        /** Before anything leaves. */
        void audit(HttpServletRequest http, String id) {
            FhirResponse ending = Objects.requireNonNull(response);
            if (ending.status() == RequestAudit.UNAUTHENTICATED) {
                guard.audit().refused(RequestReader.asked(http, id), http.getRemoteAddr());
            } else {
                response = guard.audit().ended(ending, route, request.access());
            }
        }

        /** A request that was not understood that far is answered in the format that its Accept header asks for. */
        void fail(HttpServletRequest http, RuntimeException failure) {
            Format asked = format == null ? Format.accepted(http.getHeader("Accept")) : format;
            format = asked;
            FhirResponse outcome = ErrorTranslator.translate(failure);
            byte[] body = outcome.body();
            response = body == null ? outcome : outcome.withBody(ResponseRenderer.whole(body, asked, request));
        }

        private FhirResponse rendered(FhirResponse plain, Format asked) {
            byte[] body = plain.body();
            return body == null || plain.contentType() != null
                    ? plain
                    : plain.withBody(ResponseRenderer.render(body, asked, request));
        }

        String name() {
            return (route == null ? "none" : route.kind().code()) + "|"
                    + (response == null ? 0 : response.status() / 100);
        }
    }

    private static void send(Exchange exchange, HttpServletRequest http, HttpServletResponse answer)
            throws IOException {
        FhirResponse response = Objects.requireNonNull(exchange.response);
        answer.setStatus(response.status());
        answer.setHeader("Cache-Control", "no-store");
        response.headers().forEach(answer::setHeader);
        byte[] body = response.body();
        if (body == null) {
            return;
        }
        answer.setHeader("X-Content-Type-Options", "nosniff");
        String contentType = response.contentType();
        if (contentType == null) {
            inFormat(Objects.requireNonNull(exchange.format), answer);
        } else {
            answer.setContentType(contentType);
        }
        answer.setContentLength(body.length);
        if (!http.getMethod().equals("HEAD")) {
            answer.getOutputStream().write(body);
        }
    }

    private static void inFormat(Format format, HttpServletResponse answer) {
        answer.setContentType(format.contentType());
        answer.addHeader("Vary", "Accept");
        if (format == Format.HTML) {
            Frame.HEADERS.forEach(answer::setHeader);
        }
    }

    private Timer timer(String name) {
        String[] parts = name.split("\\|");
        return Timer.builder("throughline.interaction")
                .description("Time from a request's arrival to the end of its answer, by FHIR interaction")
                .tag("interaction", parts[0])
                .tag("status", parts[1] + "xx")
                .register(meters);
    }
}
