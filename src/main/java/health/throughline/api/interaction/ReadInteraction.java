package health.throughline.api.interaction;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.HttpDates;
import health.throughline.api.Interaction;
import health.throughline.api.Route;
import health.throughline.fhir.Refusal;
import health.throughline.record.HealthRecord;
import health.throughline.store.ResourceVersion;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** read and vread, with If-None-Match and If-Modified-Since. */
@Component
final class ReadInteraction implements Interaction {

    private final HealthRecord record;

    ReadInteraction(HealthRecord record) {
        this.record = record;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.READ, Route.Kind.VREAD);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        ParameterCheck.only(request, Set.of());
        ResourceVersion version = route.kind() == Route.Kind.READ
                ? record.reader().read(route.key(), request.access())
                : record.reader().version(route.key(), number(route.name()), request.access());
        if (notModified(request, version)) {
            return FhirResponse.of(304, version).withBody(null);
        }
        FhirResponse response = FhirResponse.of(200, version);
        return route.type().equals("Binary") ? BinaryContent.answer(request, response) : response;
    }

    static int number(String versionId) {
        if (!versionId.matches("[0-9]{1,9}")) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND, "There is no such version; version ids here are whole numbers.");
        }
        return Integer.parseInt(versionId);
    }

    /** If-None-Match wins over If-Modified-Since (RFC 9110, 13.2.2). */
    private static boolean notModified(FhirRequest request, ResourceVersion version) {
        Optional<String> noneMatch = request.header("If-None-Match");
        if (noneMatch.isPresent()) {
            String plain = version.etag().substring(2);
            return Arrays.stream(noneMatch.get().split(","))
                    .map(String::strip)
                    .anyMatch(tag -> tag.equals("*") || tag.equals(version.etag()) || tag.equals(plain));
        }
        return request.header("If-Modified-Since")
                .flatMap(HttpDates::parse)
                .map(since -> version.updated() / 1000 <= since / 1000)
                .orElse(false);
    }
}
