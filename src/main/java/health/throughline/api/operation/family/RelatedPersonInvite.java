package health.throughline.api.operation.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.program.family.Invitation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** RelatedPerson/$invite: brings in a person close to a client. */
@Component
final class RelatedPersonInvite implements OwnOperation {

    private final Invitation invitation;

    RelatedPersonInvite(Invitation invitation) {
        this.invitation = invitation;
    }

    @Override
    public String id() {
        return "RelatedPerson-invite";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("contact"), Set.of("involvement"));
        List<String> involvement = given.texts("involvement");
        if (involvement.isEmpty()) {
            throw Refusal.invalid(
                    "required",
                    "Say in 'involvement' which part the person has, such as crisis-contact.",
                    "Parameters.parameter");
        }
        return FhirResponse.of(200, invitation.invite(route.key(), involvement, contact(given), request.access()));
    }

    private static @Nullable ObjectNode contact(Given given) {
        return given.one("contact")
                .map(value -> {
                    if (value instanceof ObjectNode contact && contact.has("system") && contact.has("value")) {
                        return contact;
                    }
                    throw Refusal.invalid(
                            "value",
                            "The parameter 'contact' takes a ContactPoint with a system and a value.",
                            "Parameters.parameter.where(name='contact')");
                })
                .orElse(null);
    }
}
