package health.throughline.api.operation.graphql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.language.Argument;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import java.util.ArrayList;
import java.util.List;

/** What a query is asked of: the record, or one resource of it, from which it then starts. */
record Focus(String type, String id) {

    static final Focus NONE = new Focus("", "");

    private static final String KEY = "focus__";

    static Focus on(Route route) {
        return new Focus(route.type(), route.id());
    }

    /** Whether {@code operation} asks for nothing but the schema. */
    static boolean aboutTheSchema(OperationDefinition operation) {
        List<Field> fields = operation.getSelectionSet().getSelectionsOfType(Field.class);
        return fields.size() == operation.getSelectionSet().getSelections().size()
                && fields.stream().allMatch(field -> field.getName().startsWith("__"));
    }

    /** The same query as one of the record. */
    Document around(Document document, OperationDefinition operation) {
        if (type.isEmpty() || aboutTheSchema(operation)) {
            return document;
        }
        Field field = Field.newField(type)
                .alias(KEY)
                .arguments(
                        List.of(Argument.newArgument("id", StringValue.of(id)).build()))
                .selectionSet(operation.getSelectionSet())
                .build();
        OperationDefinition whole = operation.transform(builder -> builder.selectionSet(
                SelectionSet.newSelectionSet(List.of(field)).build()));
        List<Definition> definitions = new ArrayList<>();
        for (Definition<?> definition : document.getDefinitions()) {
            definitions.add(definition == operation ? whole : definition);
        }
        return document.transform(builder -> builder.definitions(definitions));
    }

    /** The answer to the query as it was asked. */
    ObjectNode of(ObjectNode result) {
        ObjectNode answer = FhirJson.object();
        answer.set("data", result.path(KEY) instanceof ObjectNode inner ? inner : result);
        return answer;
    }
}
