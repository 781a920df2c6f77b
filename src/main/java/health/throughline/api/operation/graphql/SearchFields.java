package health.throughline.api.operation.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeReference;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.type.SearchKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields by which resources are found: PatientList and PatientConnection, everywhere and by what refers to a
 * resource. Search parameters are their arguments, with '_' for '-'.
 */
final class SearchFields {

    /** The argument that names the search parameter by which the resource at hand is referred to. */
    static final String REFERENCE = "_reference";

    static final String CURSOR = "cursor";
    static final String FHIRPATH = "fhirpath";

    private static final Set<String> OF_THE_ROW = Set.of("_id", "_lastUpdated", "_sort", "_count");

    /** What the REST interface has for these, GraphQL says by itself. */
    private static final Set<String> LEFT_OUT = Set.of("_query");

    private final SearchParameters parameters;
    private final Set<String> special;

    /** @param special the parameters of every type that no element is behind */
    SearchFields(SearchParameters parameters, Set<String> special) {
        this.parameters = parameters;
        this.special = special;
    }

    /** The search parameters of {@code type} by the names of their arguments. */
    Map<String, String> codes(String type) {
        Map<String, String> codes = new LinkedHashMap<>();
        OF_THE_ROW.forEach(code -> codes.put(code, code));
        special.stream()
                .filter(code -> code.startsWith("_") && !LEFT_OUT.contains(code))
                .forEach(code -> codes.put(code, code));
        for (SearchParameter parameter : parameters.of(type)) {
            if (parameter.complete() && !parameter.paths().isEmpty()) {
                codes.put(parameter.code().replace('-', '_'), parameter.code());
            }
        }
        return codes;
    }

    private List<GraphQLArgument> arguments(String type) {
        List<GraphQLArgument> arguments = new ArrayList<>();
        codes(type)
                .keySet()
                .forEach(name -> arguments.add(GraphQLArgument.newArgument()
                        .name(name)
                        .type(GraphQLList.list(FhirScalars.TEXT))
                        .build()));
        arguments.add(text(FHIRPATH));
        return arguments;
    }

    private static GraphQLArgument text(String name) {
        return GraphQLArgument.newArgument().name(name).type(FhirScalars.TEXT).build();
    }

    /** At the root of a query. */
    List<GraphQLFieldDefinition> atRoot(String type) {
        List<GraphQLArgument> arguments = arguments(type);
        GraphQLFieldDefinition one = GraphQLFieldDefinition.newFieldDefinition()
                .name(type)
                .type(GraphQLTypeReference.typeRef(type))
                .argument(GraphQLArgument.newArgument()
                        .name("id")
                        .type(GraphQLNonNull.nonNull(FhirScalars.TEXT))
                        .build())
                .build();
        return List.of(
                one,
                list(type).arguments(arguments).build(),
                connection(type).arguments(arguments).argument(text(CURSOR)).build());
    }

    /** On a resource that resources of {@code type} may refer to. */
    List<GraphQLFieldDefinition> onResource(String type) {
        List<GraphQLArgument> arguments = new ArrayList<>(arguments(type));
        arguments.add(GraphQLArgument.newArgument()
                .name(REFERENCE)
                .type(GraphQLNonNull.nonNull(FhirScalars.TEXT))
                .build());
        return List.of(
                list(type).arguments(arguments).build(),
                connection(type).arguments(arguments).build());
    }

    /** Whether resources of {@code type} may refer to {@code target}. */
    boolean refers(String type, String target) {
        return parameters.of(type).stream()
                .filter(parameter -> parameter.kind() == SearchKind.REFERENCE && parameter.complete())
                .anyMatch(parameter ->
                        parameter.targets().isEmpty() || parameter.targets().contains(target));
    }

    boolean isReference(String type, String code) {
        return parameters
                .find(type, code)
                .filter(parameter -> parameter.kind() == SearchKind.REFERENCE)
                .isPresent();
    }

    private static GraphQLFieldDefinition.Builder list(String type) {
        return GraphQLFieldDefinition.newFieldDefinition()
                .name(type + "List")
                .type(GraphQLList.list(GraphQLTypeReference.typeRef(type)));
    }

    private static GraphQLFieldDefinition.Builder connection(String type) {
        return GraphQLFieldDefinition.newFieldDefinition()
                .name(type + "Connection")
                .type(GraphQLTypeReference.typeRef(type + "Connection"));
    }

    /** The types of a page and of its entries. */
    static List<GraphQLObjectType> pages(String type) {
        GraphQLObjectType.Builder page = GraphQLObjectType.newObject().name(type + "Connection");
        List.of("count", "offset", "pagesize")
                .forEach(name -> page.field(
                        GraphQLFieldDefinition.newFieldDefinition().name(name).type(Scalars.GraphQLInt)));
        List.of("first", "previous", "next", "last")
                .forEach(name -> page.field(
                        GraphQLFieldDefinition.newFieldDefinition().name(name).type(Scalars.GraphQLString)));
        page.field(GraphQLFieldDefinition.newFieldDefinition()
                .name("edges")
                .type(GraphQLList.list(GraphQLTypeReference.typeRef(type + "Edge"))));
        GraphQLObjectType edge = GraphQLObjectType.newObject()
                .name(type + "Edge")
                .field(GraphQLFieldDefinition.newFieldDefinition().name("mode").type(FhirScalars.of("code")))
                .field(GraphQLFieldDefinition.newFieldDefinition().name("score").type(FhirScalars.of("decimal")))
                .field(GraphQLFieldDefinition.newFieldDefinition()
                        .name("resource")
                        .type(GraphQLTypeReference.typeRef(type)))
                .build();
        return List.of(page.build(), edge);
    }
}
