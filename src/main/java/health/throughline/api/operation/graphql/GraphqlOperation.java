package health.throughline.api.operation.graphql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import health.throughline.api.ErrorTranslator;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.PageLinks;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.record.HealthRecord;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.search.query.CriterionParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers GraphQL queries, of the whole record and of one resource.
 *
 * @see <a href="https://hl7.org/fhir/R4/graphql.html">R4 GraphQL</a>
 */
@Component
final class GraphqlOperation implements FhirOperation {

    private final HealthRecord record;
    private final PageLinks links;
    private final SearchRegistry registry;
    private final CriterionParser criteria;
    private volatile @Nullable RecordSchema latest;

    GraphqlOperation(HealthRecord record, PageLinks links, SearchRegistry registry, CriterionParser criteria) {
        this.record = record;
        this.links = links;
        this.registry = registry;
        this.criteria = criteria;
    }

    @Override
    public String name() {
        return "$graphql";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.SYSTEM, Level.INSTANCE);
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
        return "http://hl7.org/fhir/OperationDefinition/Resource-graphql";
    }

    static FhirResponse json(int status, ObjectNode body) {
        return new FhirResponse(status, new LinkedHashMap<>(), "application/json;charset=UTF-8", FhirJson.bytes(body));
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        try {
            return answer(request, route);
        } catch (InvalidSyntaxException e) {
            return GraphqlErrors.of(List.of(e.toInvalidSyntaxError()));
        } catch (RuntimeException e) {
            return GraphqlErrors.of(ErrorTranslator.translate(e));
        }
    }

    private FhirResponse answer(FhirRequest request, Route route) {
        GraphqlRequest asked = GraphqlRequest.of(request);
        Focus focus = route.id().isEmpty() ? Focus.NONE : Focus.on(route);
        if (!route.id().isEmpty()) {
            record.reader().read(route.key(), request.access());
        }
        RecordSchema schema = schema();
        Document parsed = Parser.parse(ParserEnvironment.newParserEnvironment()
                .document(asked.query())
                .parserOptions(ParserOptions.getDefaultOperationParserOptions())
                .build());
        OperationDefinition operation = operation(parsed, asked.operation());
        Document document = new QueryRewrite(schema.definition()).of(focus.around(parsed, operation));
        List<? extends GraphQLError> invalid = ParseAndValidate.validate(schema.definition(), document, Locale.ENGLISH);
        if (!invalid.isEmpty()) {
            return GraphqlErrors.of(invalid);
        }
        ExecutionResult result = schema.engine()
                .execute(ExecutionInput.newExecutionInput(asked.query())
                        .operationName(asked.operation())
                        .variables(asked.variables())
                        .graphQLContext(
                                Map.of(Session.class, new Session(record, links, request), Document.class, document))
                        .build());
        if (!result.getErrors().isEmpty()) {
            return GraphqlErrors.of(result.getErrors());
        }
        return json(200, focus.of(shaped(document, asked, result)));
    }

    private static ObjectNode shaped(Document document, GraphqlRequest asked, ExecutionResult result) {
        Map<String, Object> data = result.getData();
        OperationDefinition operation = operation(document, asked.operation());
        return Focus.aboutTheSchema(operation)
                ? ResultShape.plain(data)
                : new ResultShape(document).of(operation.getSelectionSet(), data);
    }

    /** The operation to carry out. */
    private static OperationDefinition operation(Document document, @Nullable String name) {
        List<OperationDefinition> all = document.getDefinitionsOfType(OperationDefinition.class);
        List<OperationDefinition> meant = all.stream()
                .filter(operation -> name == null || name.equals(operation.getName()))
                .toList();
        if (meant.size() != 1) {
            throw Refusal.invalid(
                    "The request needs one operation, or 'operationName' with the name of one of several.");
        }
        if (meant.get(0).getOperation() != OperationDefinition.Operation.QUERY) {
            throw new Refusal(
                    Refusal.Reason.METHOD_NOT_ALLOWED,
                    "Queries only: create, change and delete resources by the REST interface.");
        }
        return meant.get(0);
    }

    /** Made when first needed, and again when the search parameters have changed. */
    private RecordSchema schema() {
        SearchParameters current = registry.current();
        RecordSchema known = latest;
        if (known != null && known.generation() == current) {
            return known;
        }
        synchronized (this) {
            known = latest;
            if (known == null || known.generation() != current) {
                known = new RecordSchema(current, criteria.special());
                latest = known;
            }
            return known;
        }
    }
}
