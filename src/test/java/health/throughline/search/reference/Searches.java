package health.throughline.search.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SearchParameter;

/** Writes values of a record as conditions at random: another precision, a prefix, a modifier. */
public final class Searches {

    private static final List<String> PREFIXES = List.of("", "", "", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb");
    private static final Set<SearchParamType> SIMPLE = Set.of(
            SearchParamType.DATE,
            SearchParamType.STRING,
            SearchParamType.NUMBER,
            SearchParamType.TOKEN,
            SearchParamType.REFERENCE,
            SearchParamType.QUANTITY,
            SearchParamType.URI);

    private Searches() {}

    /** Whether the parameter can be asked for by one value of its own. */
    public static boolean simple(SearchParameter parameter) {
        return SIMPLE.contains(parameter.getType())
                && parameter.hasExpression()
                && !Set.of("_id", "_lastUpdated").contains(parameter.getCode());
    }

    /** The parameter's name with one of the modifiers it may have, or without. */
    public static String name(SearchParameter parameter, Random random) {
        String modifier = random.nextInt(4) != 0
                ? ""
                : switch (parameter.getType()) {
                    case STRING -> random.nextBoolean() ? ":exact" : ":contains";
                    case TOKEN -> parameter.getCode().equals("_id") ? "" : ":not";
                    default -> "";
                };
        return parameter.getCode() + modifier;
    }

    /** A condition that this value suggests; empty when it suggests none. */
    public static String value(SearchParameter parameter, String name, Base value, Random random) {
        return switch (parameter.getType()) {
            case DATE -> date(value, random);
            case NUMBER -> value instanceof DecimalType decimal ? number(decimal.getValue(), random) : primitive(value);
            case QUANTITY -> value instanceof Quantity quantity ? quantity(quantity, random) : "";
            case STRING -> string(value, name, random);
            case TOKEN -> token(value, random);
            case REFERENCE -> value instanceof Reference reference ? reference(reference, random) : primitive(value);
            case URI -> primitive(value);
            default -> "";
        };
    }

    private static String primitive(Base value) {
        return value instanceof PrimitiveType<?> primitive && primitive.hasValue()
                ? Escaped.escape(primitive.getValueAsString())
                : "";
    }

    private static String prefix(Random random) {
        return PREFIXES.get(random.nextInt(PREFIXES.size()));
    }

    private static String date(Base value, Random random) {
        String text = value instanceof BaseDateTimeType date
                ? date.getValueAsString()
                : value instanceof Period period
                        ? random.nextBoolean() || !period.hasEnd()
                                ? period.getStartElement().getValueAsString()
                                : period.getEndElement().getValueAsString()
                        : null;
        if (text == null) {
            return "";
        }
        List<Integer> lengths = List.of(4, 7, 10, text.length());
        return prefix(random) + text.substring(0, Math.min(text.length(), lengths.get(random.nextInt(4))));
    }

    private static String number(BigDecimal value, Random random) {
        int scale = Math.max(0, value.scale() - random.nextInt(2) + random.nextInt(2));
        return prefix(random) + value.setScale(scale, RoundingMode.HALF_UP).toPlainString();
    }

    private static String quantity(Quantity quantity, Random random) {
        if (!quantity.hasValue() || quantity.hasComparator()) {
            return "";
        }
        String number = number(quantity.getValue(), random);
        if (!quantity.hasCode() || random.nextBoolean()) {
            return number;
        }
        String system = Units.UCUM.equals(quantity.getSystem()) || random.nextBoolean()
                ? ""
                : Escaped.escape(Objects.toString(quantity.getSystem(), ""));
        return number + "|" + system + "|" + Escaped.escape(quantity.getCode());
    }

    private static String string(Base value, String name, Random random) {
        List<String> texts = StringMatch.texts(value);
        String text =
                texts.isEmpty() ? "" : texts.get(random.nextInt(texts.size())).strip();
        if (text.isBlank() || text.length() > 60 || text.contains("&")) {
            return "";
        }
        int from = name.endsWith(":contains") ? random.nextInt(text.length()) : 0;
        int until = name.endsWith(":exact") ? text.length() : from + 1 + random.nextInt(text.length() - from);
        return Escaped.escape(text.substring(from, until)).isBlank()
                ? ""
                : Escaped.escape(text.substring(from, until).strip());
    }

    private static String token(Base value, Random random) {
        List<Codes.Code> codes = Codes.of(value);
        if (codes.isEmpty()) {
            return "";
        }
        Codes.Code code = codes.get(random.nextInt(codes.size()));
        if (code.code().isEmpty() || code.code().contains("&")) {
            return "";
        }
        boolean bare = value instanceof IdType || value instanceof ContactPoint || random.nextBoolean();
        return (bare ? "" : Escaped.escape(code.system()) + "|") + Escaped.escape(code.code());
    }

    private static String reference(Reference reference, Random random) {
        String text = Objects.toString(reference.getReference(), "");
        if (text.isEmpty() || text.startsWith("#") || text.contains("/_history/")) {
            return "";
        }
        return Escaped.escape(
                random.nextBoolean() || text.contains(":") ? text : text.substring(text.lastIndexOf('/') + 1));
    }
}
