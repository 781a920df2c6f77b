package health.throughline.api.operation.graphql;

import graphql.GraphQL;
import graphql.Scalars;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.introspection.Introspection.DirectiveLocation;
import graphql.language.Document;
import graphql.schema.DataFetcherFactories;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import health.throughline.fhir.Fhir;
import health.throughline.search.parameter.SearchParameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The schema of the record for one generation of search parameters, and what runs queries on it. */
final class RecordSchema {

    private final SearchParameters generation;
    private final SearchFields search;
    private final ElementTypes elements = new ElementTypes();
    private final GraphQLSchema schema;
    private final GraphQL engine;

    RecordSchema(SearchParameters generation, Set<String> special) {
        this.generation = generation;
        this.search = new SearchFields(generation, special);
        this.schema = schema();
        this.engine = GraphQL.newGraphQL(schema)
                .defaultDataFetcherExceptionHandler(new FetchErrors())
                .preparsedDocumentProvider((input, parser) -> CompletableFuture.completedFuture(
                        new PreparsedDocumentEntry(input.getGraphQLContext().<Document>get(Document.class))))
                .build();
    }

    SearchParameters generation() {
        return generation;
    }

    GraphQLSchema definition() {
        return schema;
    }

    GraphQL engine() {
        return engine;
    }

    /** Those by which R4 re-arranges results. */
    private static List<GraphQLDirective> directives() {
        List<GraphQLDirective> all = new ArrayList<>();
        for (String name : List.of("flatten", "first", "singleton", "slice")) {
            GraphQLDirective.Builder directive =
                    GraphQLDirective.newDirective().name(name).validLocation(DirectiveLocation.FIELD);
            if (name.equals("slice")) {
                directive.argument(GraphQLArgument.newArgument()
                        .name("path")
                        .type(GraphQLNonNull.nonNull(Scalars.GraphQLString))
                        .build());
            }
            all.add(directive.build());
        }
        return all;
    }

    private GraphQLSchema schema() {
        GraphQLObjectType.Builder query = GraphQLObjectType.newObject().name("Query");
        GraphQLSchema.Builder builder = GraphQLSchema.newSchema().additionalType(elements.resource());
        for (String type : Fhir.resourceTypes()) {
            search.atRoot(type).forEach(query::field);
            SearchFields.pages(type).forEach(builder::additionalType);
        }
        Set<String> resources = new HashSet<>(Fhir.resourceTypes());
        for (String name : elements.definitions().keySet()) {
            GraphQLObjectType.Builder object = elements.object(name);
            if (resources.contains(name)) {
                Fhir.resourceTypes().stream()
                        .filter(source -> search.refers(source, name))
                        .flatMap(source -> search.onResource(source).stream())
                        .forEach(object::field);
            }
            builder.additionalType(object.build());
        }
        FieldValues values = new FieldValues(elements.definitions(), search);
        TypeResolver byType = env -> env.getSchema().getObjectType(((Node) env.getObject()).resourceType());
        GraphQLCodeRegistry code = GraphQLCodeRegistry.newCodeRegistry()
                .defaultDataFetcher(DataFetcherFactories.useDataFetcher(values))
                .typeResolver(ElementTypes.RESOURCE, byType)
                .build();
        directives().forEach(builder::additionalDirective);
        return builder.query(query).codeRegistry(code).build();
    }
}
