package health.throughline.api.operation.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLTypeReference;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.structure.Definition;
import health.throughline.fhir.structure.Definition.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** R4's resources, backbone elements and datatypes as GraphQL's object types. */
final class ElementTypes {

    /** The interface of all resources. */
    static final String RESOURCE = "Resource";

    /** The id and extensions of a primitive value. */
    static final String ELEMENT = "Element";

    /** The field by which a query asks FHIRPath of an element. */
    static final String FHIRPATH = "_fhirpath";

    private static final GraphQLArgument TARGET_TYPE = argument("type", GraphQLList.list(FhirScalars.TEXT));
    private static final GraphQLArgument OPTIONAL = GraphQLArgument.newArgument()
            .name("optional")
            .type(Scalars.GraphQLBoolean)
            .build();

    private final Map<Definition, String> names = new HashMap<>();
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, List<GraphQLArgument>> filters = new HashMap<>();

    ElementTypes() {
        Deque<Definition> open = new ArrayDeque<>();
        Fhir.resourceTypes()
                .forEach(type -> name(type, Definition.ofResource(type).orElseThrow(), open));
        name(ELEMENT, Definition.ofPrimitive(), open);
        while (!open.isEmpty()) {
            Definition definition = open.poll();
            String name = names.getOrDefault(definition, "");
            definition
                    .members()
                    .forEach(member -> member.definition().ifPresent(inner -> name(name(name, member), inner, open)));
        }
    }

    private void name(String name, Definition definition, Deque<Definition> open) {
        if (!names.containsKey(definition)) {
            String free = definitions.containsKey(name) ? name + "_" : name;
            names.put(definition, free);
            definitions.put(free, definition);
            open.add(definition);
        }
    }

    /** Datatypes have names of their own; backbone elements are named by their place: PatientContact. */
    private static String name(String parent, Member member) {
        boolean backbone = member.datatype().endsWith("Component");
        String last =
                Character.toUpperCase(member.name().charAt(0)) + member.name().substring(1);
        return backbone ? parent + last : member.datatype();
    }

    private static GraphQLArgument argument(String name, graphql.schema.GraphQLInputType type) {
        return GraphQLArgument.newArgument().name(name).type(type).build();
    }

    /** By the name of its type. */
    Map<String, Definition> definitions() {
        return definitions;
    }

    GraphQLInterfaceType resource() {
        GraphQLInterfaceType.Builder type = GraphQLInterfaceType.newInterface().name(RESOURCE);
        Definition any = Definition.ofResource("Basic").orElseThrow();
        List.of("resourceType", "id", "meta", "implicitRules", "language")
                .forEach(name -> type.field(field(any.member(name).orElseThrow())));
        return type.field(fhirPath()).build();
    }

    GraphQLObjectType.Builder object(String name) {
        Definition definition = definitions.getOrDefault(name, Definition.ofPrimitive());
        GraphQLObjectType.Builder type = GraphQLObjectType.newObject().name(name);
        if (definition.isResource()) {
            type.withInterface(GraphQLTypeReference.typeRef(RESOURCE));
        }
        for (Member member : definition.members()) {
            type.field(field(member));
            if (member.form().isPrimitive() && !member.name().equals("resourceType")) {
                type.field(sibling(member));
            }
        }
        if (name.equals("Reference")) {
            type.field(GraphQLFieldDefinition.newFieldDefinition()
                    .name("resource")
                    .type(GraphQLTypeReference.typeRef(RESOURCE))
                    .argument(OPTIONAL)
                    .argument(TARGET_TYPE));
        }
        return type.field(fhirPath());
    }

    private static GraphQLFieldDefinition fhirPath() {
        return GraphQLFieldDefinition.newFieldDefinition()
                .name(FHIRPATH)
                .type(Scalars.GraphQLString)
                .argument(argument("path", GraphQLNonNull.nonNull(FhirScalars.TEXT)))
                .build();
    }

    private GraphQLFieldDefinition sibling(Member member) {
        return GraphQLFieldDefinition.newFieldDefinition()
                .name("_" + member.name())
                .type(repeated(member, GraphQLTypeReference.typeRef(ELEMENT)))
                .build();
    }

    private GraphQLFieldDefinition field(Member member) {
        GraphQLFieldDefinition.Builder field =
                GraphQLFieldDefinition.newFieldDefinition().name(member.name()).type(type(member));
        member.definition().ifPresent(inner -> field.arguments(filters(inner)));
        return field.build();
    }

    private GraphQLOutputType type(Member member) {
        GraphQLOutputType one = member.definition()
                .<GraphQLOutputType>map(inner -> GraphQLTypeReference.typeRef(names.getOrDefault(inner, ELEMENT)))
                .orElseGet(() -> switch (member.form()) {
                    case RESOURCE -> GraphQLTypeReference.typeRef(RESOURCE);
                    case XHTML, OBJECT -> Scalars.GraphQLString;
                    default -> FhirScalars.of(member.datatype());
                });
        return repeated(member, one);
    }

    private static GraphQLOutputType repeated(Member member, GraphQLOutputType type) {
        return member.many() ? GraphQLList.list(type) : type;
    }

    /** The arguments that choose among elements of one type. */
    private List<GraphQLArgument> filters(Definition definition) {
        return filters.computeIfAbsent(names.getOrDefault(definition, ELEMENT), name -> {
            List<GraphQLArgument> arguments = new ArrayList<>();
            arguments.add(argument("fhirpath", FhirScalars.TEXT));
            arguments.add(argument("_offset", Scalars.GraphQLInt));
            arguments.add(argument("_count", Scalars.GraphQLInt));
            for (Member member : definition.members()) {
                if (member.form().isPrimitive()) {
                    arguments.add(argument(member.name(), FhirScalars.TEXT));
                }
            }
            return arguments;
        });
    }
}
