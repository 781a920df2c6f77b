package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Outcomes;
import health.throughline.api.Preferences;
import health.throughline.api.Release;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.record.Outcome;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.List;

/** The answer to a write, with the content that the Prefer header asks for. */
final class WriteAnswer {

    private WriteAnswer() {}

    static FhirResponse of(Outcome outcome, FhirRequest request) {
        if (outcome.kind() == Outcome.Kind.DELETED) {
            return deleted(outcome, request);
        }
        ResourceVersion version = outcome.current();
        int status = outcome.kind() == Outcome.Kind.CREATED ? 201 : 200;
        FhirResponse response = FhirResponse.of(status, version)
                .with("Location", request.base() + "/" + version.key() + "/_history/" + version.version());
        return switch (Preferences.of(request).content()) {
            case REPRESENTATION -> outcome.readable() ? given(version, response, request) : response.withBody(null);
            case MINIMAL -> response.withBody(null);
            case OPERATION_OUTCOME -> response.withBody(FhirJson.bytes(said(outcome, version)));
        };
    }

    /** What is answered to a write leaves like what is read. */
    private static FhirResponse given(ResourceVersion version, FhirResponse response, FhirRequest request) {
        if (Release.leaves(request.access())) {
            request.access().log().gave(version);
        }
        return response;
    }

    private static ObjectNode said(Outcome outcome, ResourceVersion version) {
        String text = switch (outcome.kind()) {
            case CREATED -> "Created";
            case UPDATED -> "Updated";
            case EXISTED -> "The condition matched an existing resource; nothing was created:";
            default -> "The content is what was there already; no new version was made:";
        };
        List<Issue> issues = new ArrayList<>();
        issues.add(Issue.information(text + " " + version.key() + ", version " + version.version() + "."));
        issues.addAll(outcome.issues());
        return new Outcomes(issues).json();
    }

    private static FhirResponse deleted(Outcome outcome, FhirRequest request) {
        int count = outcome.deleted().size();
        ResourceVersion last = outcome.version();
        FhirResponse response = Preferences.of(request).content() == Preferences.Return.OPERATION_OUTCOME
                ? FhirResponse.outcome(200, Outcomes.of(Issue.information(count + " deleted.")))
                : FhirResponse.of(204, (byte[]) null);
        return last != null && count == 1 ? response.with("ETag", last.etag()) : response;
    }
}
