package health.throughline.api.operation.graphql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import health.throughline.api.FhirResponse;
import health.throughline.api.Outcomes;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Errors as GraphQL gives them, each with an OperationOutcome.
 *
 * @see <a href="https://hl7.org/fhir/R4/graphql.html#errors">R4 GraphQL, error handling</a>
 */
final class GraphqlErrors {

    private static final int INVALID = 400;

    /** Their messages name what stands in the query and in the schema; those of others quote values. */
    private static final Set<ValidationErrorType> TOLD = EnumSet.of(
            ValidationErrorType.FieldUndefined,
            ValidationErrorType.FieldsConflict,
            ValidationErrorType.FragmentCycle,
            ValidationErrorType.InvalidFragmentType,
            ValidationErrorType.LoneAnonymousOperationViolation,
            ValidationErrorType.MisplacedDirective,
            ValidationErrorType.MissingDirectiveArgument,
            ValidationErrorType.MissingFieldArgument,
            ValidationErrorType.SubselectionNotAllowed,
            ValidationErrorType.SubselectionRequired,
            ValidationErrorType.UndefinedFragment,
            ValidationErrorType.UndefinedVariable,
            ValidationErrorType.UnknownArgument,
            ValidationErrorType.UnknownDirective,
            ValidationErrorType.UnknownOperation,
            ValidationErrorType.UnknownType,
            ValidationErrorType.UnusedFragment,
            ValidationErrorType.UnusedVariable);

    private GraphqlErrors() {}

    static FhirResponse of(List<? extends GraphQLError> errors) {
        ArrayNode all = FhirJson.array();
        int status = 0;
        for (GraphQLError error : errors) {
            Map<String, Object> extensions = error.getExtensions();
            Object response = extensions == null ? null : extensions.get(FetchErrors.RESPONSE);
            if (response instanceof FhirResponse answer) {
                add(all, outcome(answer), error.getLocations());
                status = status == 0 ? answer.status() : status;
            } else {
                ObjectNode outcome = Outcomes.of(Issue.error("invalid", message(error), null))
                        .json();
                add(all, outcome, error.getLocations());
                status = INVALID;
            }
        }
        return response(status, all);
    }

    /** A request that was refused before or after the query was carried out. */
    static FhirResponse of(FhirResponse refused) {
        ArrayNode all = FhirJson.array();
        add(all, outcome(refused), List.of());
        return response(refused.status(), all);
    }

    private static FhirResponse response(int status, ArrayNode errors) {
        ObjectNode answer = FhirJson.object();
        answer.putNull("data");
        answer.set("errors", errors);
        return GraphqlOperation.json(status, answer);
    }

    private static ObjectNode outcome(FhirResponse response) {
        byte[] body = response.body();
        return body == null ? FhirJson.object() : FhirJson.parseStored(body);
    }

    private static void add(ArrayNode errors, ObjectNode outcome, @Nullable List<SourceLocation> locations) {
        ObjectNode error = errors.addObject();
        error.put(
                "message",
                outcome.path("issue").path(0).path("diagnostics").asText("The query could not be answered."));
        if (locations != null && !locations.isEmpty()) {
            ArrayNode places = error.putArray("locations");
            locations.forEach(
                    place -> places.addObject().put("line", place.getLine()).put("column", place.getColumn()));
        }
        error.putObject("extensions").set("resource", outcome);
    }

    private static String message(GraphQLError error) {
        if (error instanceof ValidationError invalid
                && invalid.getValidationErrorType() instanceof ValidationErrorType type
                && TOLD.contains(type)) {
            return invalid.getMessage();
        }
        List<SourceLocation> places = error.getLocations();
        String where = places == null || places.isEmpty()
                ? ""
                : " at line " + places.get(0).getLine() + ", column "
                        + places.get(0).getColumn();
        return error instanceof ValidationError
                ? "An argument or variable" + where + " has a value of the wrong kind, or none where one is needed."
                : "The query cannot be read" + where + "; check its brackets, quotes, names and variables.";
    }
}
