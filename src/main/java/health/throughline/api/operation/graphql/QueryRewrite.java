package health.throughline.api.operation.graphql;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what R4 allows beyond GraphQL into GraphQL: fields of a referred resource without a fragment on its type, several
 * {@code resource} by type, and the values that {@code @slice} names. What it adds has two underscores in its key.
 */
final class QueryRewrite {

    /** The key under which a result tells its type. */
    static final String TYPE = "type__";

    /** The key under which a result tells the name of its slice. */
    static final String SLICE = "slice__";

    private static final int DEEPEST = 30;

    private final GraphQLSchema schema;
    private int added;

    QueryRewrite(GraphQLSchema schema) {
        this.schema = schema;
    }

    Document of(Document document) {
        List<Definition> definitions = new ArrayList<>();
        for (Definition<?> definition : document.getDefinitions()) {
            definitions.add(rewritten(definition));
        }
        return document.transform(builder -> builder.definitions(definitions));
    }

    private Definition<?> rewritten(Definition<?> definition) {
        if (definition instanceof OperationDefinition operation) {
            SelectionSet set = selections(operation.getSelectionSet(), schema.getQueryType(), Fhir.resourceTypes(), 0);
            return operation.transform(builder -> builder.selectionSet(set));
        }
        if (definition instanceof FragmentDefinition fragment) {
            GraphQLType type = schema.getType(fragment.getTypeCondition().getName());
            SelectionSet set = selections(fragment.getSelectionSet(), type, Fhir.resourceTypes(), 0);
            return fragment.transform(builder -> builder.selectionSet(set));
        }
        return definition;
    }

    /** @param candidates the types that a resource at hand may be of, when it may be of several */
    private SelectionSet selections(
            SelectionSet set, @Nullable GraphQLType type, Iterable<String> candidates, int depth) {
        if (depth > DEEPEST) {
            throw Refusal.invalid("A query is nested at most " + DEEPEST + " levels deep.");
        }
        List<Selection<?>> all = new ArrayList<>();
        boolean ofOneType = true;
        for (Selection<?> selection : set.getSelections()) {
            if (selection instanceof Field field) {
                all.addAll(field(field, type, candidates, depth));
            } else if (selection instanceof InlineFragment fragment) {
                TypeName condition = fragment.getTypeCondition();
                GraphQLType inner = condition == null ? type : schema.getType(condition.getName());
                SelectionSet rewritten = selections(fragment.getSelectionSet(), inner, candidates, depth + 1);
                all.add(fragment.transform(builder -> builder.selectionSet(rewritten)));
                ofOneType = false;
            } else {
                all.add(selection);
                ofOneType = false;
            }
        }
        if (!ofOneType || type instanceof GraphQLInterfaceType) {
            all.add(Field.newField("__typename").alias(TYPE).build());
        }
        return SelectionSet.newSelectionSet(all).build();
    }

    private List<Selection<?>> field(Field field, @Nullable GraphQLType type, Iterable<String> candidates, int depth) {
        if (!(type instanceof GraphQLFieldsContainer container)
                || field.getName().startsWith("__")) {
            return List.of(field);
        }
        GraphQLFieldDefinition definition = container.getFieldDefinition(field.getName());
        if (definition == null) {
            return type instanceof GraphQLInterfaceType ? byType(field, candidates, depth) : List.of(field);
        }
        boolean byType = definition.getName().equals("resource") && argument(field, "type") != null;
        Field sliced = sliced(field);
        SelectionSet set = sliced.getSelectionSet();
        if (set == null) {
            return List.of(sliced);
        }
        GraphQLType inner = GraphQLTypeUtil.unwrapAll(definition.getType());
        SelectionSet rewritten = selections(set, inner, byType ? types(field) : Fhir.resourceTypes(), depth + 1);
        String key = byType ? unique(sliced) : sliced.getAlias();
        return List.of(
                sliced.transform(builder -> builder.selectionSet(rewritten).alias(key)));
    }

    /** The field in a fragment for each type that has it. */
    private List<Selection<?>> byType(Field field, Iterable<String> candidates, int depth) {
        List<Selection<?>> fragments = new ArrayList<>();
        for (String candidate : candidates) {
            if (schema.getType(candidate) instanceof GraphQLFieldsContainer type
                    && type.getFieldDefinition(field.getName()) != null) {
                Field own = field.transform(builder -> builder.alias(unique(field)));
                fragments.add(InlineFragment.newInlineFragment()
                        .typeCondition(TypeName.newTypeName(candidate).build())
                        .selectionSet(SelectionSet.newSelectionSet(field(own, type, candidates, depth))
                                .build())
                        .build());
            }
        }
        return fragments.isEmpty() ? List.of(field) : fragments;
    }

    private String unique(Field field) {
        return field.getResultKey() + "__" + added++;
    }

    private static @Nullable Value<?> argument(Field field, String name) {
        return field.getArguments().stream()
                .filter(argument -> argument.getName().equals(name))
                .findFirst()
                .map(Argument::getValue)
                .orElse(null);
    }

    private static Iterable<String> types(Field field) {
        Value<?> value = argument(field, "type");
        List<Value> values =
                value instanceof ArrayValue list ? list.getValues() : value == null ? List.of() : List.of(value);
        List<String> types = new ArrayList<>();
        for (Value<?> one : values) {
            if (one instanceof EnumValue name) {
                types.add(name.getName());
            } else if (one instanceof StringValue text) {
                types.add(text.getValue());
            }
        }
        return types.isEmpty() ? Fhir.resourceTypes() : types;
    }

    /** With the value by which {@code @slice} names each element, unless that is its place. */
    private static Field sliced(Field field) {
        Optional<String> path = slice(field);
        SelectionSet set = field.getSelectionSet();
        if (path.isEmpty() || path.get().equals("$index")) {
            return field;
        }
        if (set == null) {
            throw Refusal.invalid("Elements without fields are sliced by \"$index\" only.");
        }
        List<Selection<?>> all = new ArrayList<>();
        set.getSelections().forEach(all::add);
        all.add(Field.newField(ElementTypes.FHIRPATH)
                .alias(SLICE)
                .arguments(List.of(
                        Argument.newArgument("path", StringValue.of(path.get())).build()))
                .build());
        return field.transform(builder ->
                builder.selectionSet(SelectionSet.newSelectionSet(all).build()));
    }

    /** The path of a field's {@code @slice}. */
    static Optional<String> slice(Field field) {
        return field.getDirectives("slice").stream()
                .map(Directive::getArguments)
                .flatMap(List::stream)
                .map(Argument::getValue)
                .filter(StringValue.class::isInstance)
                .map(value -> ((StringValue) value).getValue())
                .findFirst();
    }
}
