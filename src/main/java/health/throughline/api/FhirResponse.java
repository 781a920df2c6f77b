package health.throughline.api;

import health.throughline.fhir.FhirJson;
import health.throughline.store.ResourceVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer: FHIR content as JSON bytes, or content of another type.
 *
 * @param status HTTP status
 * @param contentType null for FHIR content, which is given in the format that was asked for
 * @param body null when there is none
 */
public record FhirResponse(
        int status, Map<String, String> headers, @Nullable String contentType, byte @Nullable [] body) {

    public static FhirResponse of(int status, byte @Nullable [] body) {
        return new FhirResponse(status, new LinkedHashMap<>(), null, body);
    }

    /** One version with the headers that identify it. */
    public static FhirResponse of(int status, ResourceVersion version) {
        return of(status, version.deleted() ? null : version.body())
                .with("ETag", version.etag())
                .with("Last-Modified", HttpDates.format(version.updated()));
    }

    public static FhirResponse outcome(int status, Outcomes outcome) {
        return of(status, FhirJson.bytes(outcome.json()));
    }

    public FhirResponse with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public FhirResponse withBody(byte @Nullable [] other) {
        return new FhirResponse(status, headers, contentType, other);
    }
}
