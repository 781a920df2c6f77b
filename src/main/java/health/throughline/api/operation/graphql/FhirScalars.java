package health.throughline.api.operation.graphql;

import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.execution.CoercedVariables;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** FHIR's primitive datatypes as GraphQL's scalars; values go through as they are. */
final class FhirScalars {

    /** What arguments take: R4 writes names without quotes, as in {@code Patient(id: example)}. */
    static final GraphQLScalarType TEXT = GraphQLScalarType.newScalar()
            .name("Text")
            .description("A string; a name, a number or a boolean is taken as its text")
            .coercing(new TextCoercing())
            .build();

    private static final Map<String, GraphQLScalarType> KNOWN = new ConcurrentHashMap<>(Map.of(
            "string", Scalars.GraphQLString,
            "boolean", Scalars.GraphQLBoolean,
            "integer", Scalars.GraphQLInt,
            "positiveInt", Scalars.GraphQLInt,
            "unsignedInt", Scalars.GraphQLInt));

    private FhirScalars() {}

    static GraphQLScalarType of(String datatype) {
        return KNOWN.computeIfAbsent(
                datatype,
                name -> GraphQLScalarType.newScalar()
                        .name(name)
                        .description("The FHIR datatype " + name)
                        .coercing(new TextCoercing())
                        .build());
    }

    /** Lets values out as they are, and takes every literal as its text. */
    private static final class TextCoercing implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return String.valueOf(input);
        }

        @Override
        public Object parseLiteral(
                Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (literal instanceof StringValue text) {
                return String.valueOf(text.getValue());
            }
            if (literal instanceof EnumValue name) {
                return name.getName();
            }
            if (literal instanceof IntValue number) {
                return number.getValue().toString();
            }
            if (literal instanceof FloatValue number) {
                return number.getValue().toPlainString();
            }
            if (literal instanceof BooleanValue flag) {
                return Boolean.toString(flag.isValue());
            }
            throw new CoercingParseLiteralException("a string, name, number or boolean is expected");
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(String.valueOf(input));
        }
    }
}
