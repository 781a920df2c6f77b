package health.throughline.program.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.expression.Expression;
import health.throughline.fhir.expression.Scope;
import health.throughline.fhir.expression.Values;
import health.throughline.fhir.expression.Weights;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.record.consent.ConsentPeriod;
import health.throughline.record.policy.Lookups;
import health.throughline.search.query.SearchParser.Parameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Applies PlanDefinitions to clients: what applies becomes requests with people and dates. Conditions are FHIRPath on the
 * Patient; {@code %consents} are the client's consents in force to tell someone close to them.
 */
@Component
public final class PlanApplication {

    private static final String FHIRPATH = "text/fhirpath";

    private final Lookups lookups;
    private final Definitions definitions;

    PlanApplication(Lookups lookups, Definitions definitions) {
        this.lookups = lookups;
        this.definitions = definitions;
    }

    /**
     * To whom a protocol is applied; references are empty when there is none.
     *
     * @param at when it begins
     * @param requester who wants it
     * @param focus what the work is about
     */
    public record Client(ResourceKey patient, Instant at, String encounter, String requester, String focus) {

        void refer(ObjectNode resource, String subject, String visit) {
            resource.putObject(subject).put("reference", patient.toString());
            if (!visit.isEmpty() && !encounter.isEmpty()) {
                resource.putObject(visit).put("reference", encounter);
            }
        }

        void author(ObjectNode resource) {
            if (!requester.isEmpty()) {
                resource.putObject("author").put("reference", requester);
            }
        }
    }

    /** The PlanDefinition that {@code canonical} names, applied. */
    public AppliedPlan apply(String canonical, Client client) {
        return apply(
                definitions
                        .find("PlanDefinition", Canonical.of(canonical))
                        .orElseThrow(
                                () -> new Refusal(Refusal.Reason.NOT_FOUND, "No such PlanDefinition is known here.")),
                client);
    }

    /** @param definition a PlanDefinition */
    public AppliedPlan apply(ObjectNode definition, Client client) {
        Parameter patient = new Parameter("patient", client.patient().toString());
        CareTeamRoles team = new CareTeamRoles(lookups.all("CareTeam", patient, new Parameter("status", "active")));
        Resource subject = subject(client.patient());
        Scope scope = Scope.of(subject, Weights.NONE)
                .with("patient", List.of(subject))
                .with("consents", () -> consents(client));
        Run run = new Run(new PlanRequests(PlanRequests.canonical(definition), client, team), scope, subject);
        return new AppliedPlan(definition, client, run.steps(definition.path("action")));
    }

    private Resource subject(ResourceKey patient) {
        return lookups.all("Patient", new Parameter("_id", patient.id())).stream()
                .findFirst()
                .map(Values::resource)
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such Patient."));
    }

    private List<Base> consents(Client client) {
        List<Base> consents = new ArrayList<>();
        Parameter patient = new Parameter("patient", client.patient().toString());
        for (ObjectNode consent : lookups.all("Consent", patient, new Parameter("status", "active"))) {
            JsonNode provision = consent.path("provision");
            boolean permits = !provision.path("type").asText("permit").equals("deny")
                    && ConsentPeriod.of(provision.path("period")).contains(client.at());
            if (permits && toSomeoneClose(provision)) {
                consents.add(Values.resource(consent));
            }
        }
        return consents;
    }

    private static boolean toSomeoneClose(JsonNode provision) {
        for (JsonNode actor : provision.path("actor")) {
            if (actor.path("reference").path("reference").asText("").startsWith("RelatedPerson/")) {
                return true;
            }
        }
        return false;
    }

    /** One application. */
    private final class Run {

        private final PlanRequests requests;
        private final Scope scope;
        private final Base subject;

        Run(PlanRequests requests, Scope scope, Base subject) {
            this.requests = requests;
            this.scope = scope;
            this.subject = subject;
        }

        List<AppliedPlan.Step> steps(JsonNode actions) {
            List<AppliedPlan.Step> steps = new ArrayList<>();
            for (JsonNode action : actions) {
                if (applies(action)) {
                    add(action, steps);
                }
            }
            return steps;
        }

        private void add(JsonNode action, List<AppliedPlan.Step> steps) {
            if (!action.has("action")) {
                steps.add(new AppliedPlan.Step(action, request(action), List.of()));
                return;
            }
            List<AppliedPlan.Step> within = steps(action.path("action"));
            if (!within.isEmpty()) {
                steps.add(new AppliedPlan.Step(action, null, within));
            }
        }

        private boolean applies(JsonNode action) {
            for (JsonNode condition : action.path("condition")) {
                JsonNode expression = condition.path("expression");
                boolean asked = condition.path("kind").asText().equals("applicability");
                if (asked && !expression.path("language").asText().equals(FHIRPATH)) {
                    throw unsupported("a condition of an action", "is in FHIRPath");
                }
                String text = expression.path("expression").asText("");
                if (asked && !Expression.of(text, "condition of the plan").holds(scope, subject)) {
                    return false;
                }
            }
            return true;
        }

        private ObjectNode request(JsonNode action) {
            String canonical = action.path("definitionCanonical").asText("");
            if (canonical.isEmpty()) {
                return requests.of(action, MissingNode.getInstance());
            }
            ObjectNode activity = definitions
                    .find("ActivityDefinition", Canonical.of(canonical))
                    .orElseThrow(
                            () -> unsupported("the definition of an action", "is an ActivityDefinition known here"));
            ObjectNode request = requests.of(action, activity);
            set(request, activity.path("dynamicValue"));
            set(request, action.path("dynamicValue"));
            return request;
        }

        /** Elements of the request itself, which is as deep as the protocols of the programme go. */
        private void set(ObjectNode request, JsonNode values) {
            for (JsonNode value : values) {
                String path = value.path("path").asText("");
                if (!path.matches("[a-z][A-Za-z]*")) {
                    throw unsupported("the path of a dynamicValue", "names one element of the request");
                }
                String text = value.path("expression").path("expression").asText("");
                Expression.of(text, "dynamicValue of the plan").evaluate(scope, subject).stream()
                        .findFirst()
                        .ifPresent(found -> request.set(path, Values.json(found)));
            }
        }
    }

    private static Refusal unsupported(String what, String how) {
        return new Refusal(
                Refusal.Reason.UNPROCESSABLE, "This PlanDefinition cannot be applied here: " + what + " " + how + ".");
    }
}
