package health.throughline.api.operation.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.path.FhirPaths;
import health.throughline.fhir.structure.Definition;
import health.throughline.fhir.structure.Definition.Member;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of all fields: elements from the resources' JSON, resources by reference and by search. */
final class FieldValues implements DataFetcher<Object> {

    private final Map<String, Definition> definitions;
    private final Searches searches;

    FieldValues(Map<String, Definition> definitions, SearchFields search) {
        this.definitions = definitions;
        this.searches = new Searches(search);
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment env) {
        Session session = env.getGraphQlContext().get(Session.class);
        String field = env.getFieldDefinition().getName();
        Object source = env.getSource();
        if (source instanceof ResultPage page) {
            return page.field(field);
        }
        if (!(source instanceof Node node)) {
            return root(env, session, field);
        }
        if (field.equals(ElementTypes.FHIRPATH)) {
            return FhirPaths.text(
                    session.parsed(node.root()), node.path(), Objects.requireNonNull(env.<String>getArgument("path")));
        }
        String type = ((GraphQLNamedType) env.getParentType()).getName();
        if (type.equals("Reference") && field.equals("resource")) {
            return new References(session).resolve(node, env);
        }
        Definition definition = definitions.get(type);
        if (definition == null) {
            throw new IllegalStateException("No definition of " + type);
        }
        Optional<Member> member = definition.member(field.startsWith("_") ? field.substring(1) : field);
        return member.isPresent()
                ? element(node, member.get(), field, env, session)
                : searches.answer(node, field, env, session);
    }

    private @Nullable Object root(DataFetchingEnvironment env, Session session, String field) {
        return Fhir.isResourceType(field)
                ? new References(session).named(field, Objects.requireNonNull(env.<String>getArgument("id")))
                : searches.answer(null, field, env, session);
    }

    private @Nullable Object element(
            Node node, Member member, String field, DataFetchingEnvironment env, Session session) {
        JsonNode value = node.value().path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isArray()) {
            Object one = one(node, member, value, -1);
            return one instanceof Node inner && !chosen(inner, env, session) ? null : one;
        }
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            Object one = one(node, member, value.get(i), i);
            if (!(one instanceof Node inner) || chosen(inner, env, session)) {
                all.add(one);
            }
        }
        return window(all, env);
    }

    private static @Nullable Object one(Node node, Member member, JsonNode value, int index) {
        if (value.isObject()) {
            return node.child(member, value, index);
        }
        if (value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber() && !member.datatype().equals("decimal")) {
            return value.asInt();
        }
        return value.isNumber() ? (Object) new BigDecimal(value.asText()) : value.asText();
    }

    /** Whether the element is what the arguments ask for. */
    private static boolean chosen(Node node, DataFetchingEnvironment env, Session session) {
        for (Map.Entry<String, Object> argument : env.getArguments().entrySet()) {
            String name = argument.getKey();
            if (name.equals(SearchFields.FHIRPATH)) {
                if (!FhirPaths.holds(session.parsed(node.root()), node.path(), String.valueOf(argument.getValue()))) {
                    return false;
                }
            } else if (!name.equals("_offset") && !name.equals("_count") && !equal(node, argument)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Node node, Map.Entry<String, Object> argument) {
        JsonNode value = node.value().path(argument.getKey());
        String wanted = String.valueOf(argument.getValue());
        if (!value.isArray()) {
            return value.isValueNode() && value.asText().equals(wanted);
        }
        for (JsonNode one : value) {
            if (one.asText("").equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static List<@Nullable Object> window(List<@Nullable Object> all, DataFetchingEnvironment env) {
        int offset = number(env, "_offset", 0);
        int count = number(env, "_count", Integer.MAX_VALUE);
        int start = Math.min(offset, all.size());
        return all.subList(start, start + Math.min(count, all.size() - start));
    }

    private static int number(DataFetchingEnvironment env, String name, int otherwise) {
        Integer given = env.containsArgument(name) ? env.getArgument(name) : null;
        if (given != null && given < 0) {
            throw Refusal.invalid("'" + name + "' takes a whole number from 0 up.");
        }
        return given == null ? otherwise : given;
    }
}
