package health.throughline.api.operation.validate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Outcomes;
import health.throughline.api.Route;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.record.HealthRecord;
import health.throughline.record.integrity.ReferenceIntegrity;
import health.throughline.validation.Policy;
import health.throughline.validation.ResourceValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Tells all there is to say of a resource, or of what would become of one, and stores nothing.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">R4 $validate</a>
 */
@Component
final class ValidateOperation implements FhirOperation {

    private final ResourceValidator validator;
    private final ReferenceIntegrity integrity;
    private final HealthRecord record;

    ValidateOperation(ResourceValidator validator, ReferenceIntegrity integrity, HealthRecord record) {
        this.validator = validator;
        this.integrity = integrity;
        this.record = record;
    }

    @Override
    public String name() {
        return "$validate";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Resource-validate";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        ValidateRequest asked = ValidateRequest.of(request);
        List<Issue> issues =
                asked.mode() == ValidateRequest.Mode.DELETE ? deletion(request, route) : content(asked, request, route);
        if (issues.isEmpty()) {
            issues.add(Issue.information("Nothing to object to."));
        }
        return FhirResponse.outcome(200, new Outcomes(issues));
    }

    private List<Issue> deletion(FhirRequest request, Route route) {
        if (route.id().isEmpty()) {
            throw Refusal.invalid("The mode delete is about one resource; call " + route.type() + "/[id]/$validate.");
        }
        record.reader().read(route.key(), request.access());
        return integrity.policy() == Policy.OFF
                ? new ArrayList<>()
                : new ArrayList<>(
                        integrity.referring(route.key(), request.access().restriction()));
    }

    private List<Issue> content(ValidateRequest asked, FhirRequest request, Route route) {
        if (asked.mode() == ValidateRequest.Mode.PROFILE && asked.profiles().isEmpty()) {
            throw Refusal.invalid("The mode profile needs a 'profile', the canonical URL of one.");
        }
        ObjectNode resource = asked.resource() == null ? stored(request, route) : asked.resource();
        List<Issue> issues = new ArrayList<>();
        String type = resource.path("resourceType").asText("");
        if (!type.equals(route.type())) {
            issues.add(Issue.error(
                    "invalid", "The resource is not a " + route.type() + ", as the URL says it is.", "resourceType"));
            return issues;
        }
        issues.addAll(identity(asked.mode(), resource, route));
        boolean only = asked.mode() == ValidateRequest.Mode.PROFILE;
        issues.addAll(validator.examine(resource, asked.profiles(), only));
        if (integrity.concerns(resource)) {
            issues.addAll(integrity.missing(resource, request.access().restriction()));
        }
        return issues;
    }

    private ObjectNode stored(FhirRequest request, Route route) {
        if (route.id().isEmpty()) {
            throw Refusal.invalid("Send the resource, by itself or as the parameter 'resource'.");
        }
        return record.reader().read(route.key(), request.access()).tree();
    }

    private static List<Issue> identity(ValidateRequest.Mode mode, ObjectNode resource, Route route) {
        String place = route.type() + ".id";
        String id = resource.path("id").asText("");
        boolean other = !route.id().isEmpty() && !id.isEmpty() && !id.equals(route.id());
        if (mode == ValidateRequest.Mode.UPDATE && (id.isEmpty() || other)) {
            return List.of(Issue.error("value", "For an update, the id in the content is the one in the URL.", place));
        }
        return other
                ? List.of(Issue.error("value", "The id in the content is not the one in the URL.", place))
                : List.of();
    }
}
