package health.throughline.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import health.throughline.search.SearchValues.Search;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.UriType;

/** Writes an element's value as the search that must find it. */
final class SearchText {

    private static final String CURRENCY = "urn:iso:std:iso:4217";

    private SearchText() {}

    static Optional<Search> of(RuntimeSearchParam parameter, Base value) {
        String name = parameter.getName();
        RestSearchParameterTypeEnum type = parameter.getParamType();
        if (type == RestSearchParameterTypeEnum.REFERENCE && value instanceof Reference reference) {
            return reference(name, reference);
        }
        Optional<String> text = switch (type) {
            case TOKEN -> token(value);
            case STRING -> string(value);
            case DATE -> date(value);
            case QUANTITY -> quantity(value);
            case NUMBER, URI, REFERENCE -> primitive(value);
            default -> Optional.empty();
        };
        return text.map(found -> new Search(name, found));
    }

    /** One part of a composite, by the datatype of its value. */
    static Optional<String> part(Base value) {
        if (value instanceof Quantity) {
            return quantity(value);
        }
        if (value instanceof BaseDateTimeType || value instanceof Period) {
            return date(value);
        }
        if (value instanceof Reference reference) {
            return reference("", reference)
                    .filter(search -> search.name().isEmpty())
                    .map(Search::value);
        }
        return value instanceof StringType ? string(value) : token(value);
    }

    private static Optional<Search> reference(String name, Reference reference) {
        String target = Objects.toString(reference.getReference(), "");
        if (!target.isEmpty() && !target.startsWith("#")) {
            int version = target.indexOf("/_history/");
            return Optional.of(new Search(name, escaped(version < 0 ? target : target.substring(0, version))));
        }
        return token(reference.getIdentifier()).map(identifier -> new Search(name + ":identifier", identifier));
    }

    private static Optional<String> token(Base value) {
        if (value instanceof CodeableConcept concept) {
            return concept.getCoding().stream()
                    .flatMap(coding -> token(coding).stream())
                    .findFirst();
        }
        if (value instanceof Coding coding) {
            return token(coding.getSystem(), coding.getCode());
        }
        if (value instanceof Identifier identifier) {
            return token(identifier.getSystem(), identifier.getValue());
        }
        return value instanceof ContactPoint contact
                ? Optional.ofNullable(contact.getValue()).map(SearchText::escaped)
                : primitive(value);
    }

    private static Optional<String> token(String system, String code) {
        return Optional.ofNullable(code).map(text -> (system == null ? "" : escaped(system)) + "|" + escaped(text));
    }

    private static Optional<String> string(Base value) {
        if (value instanceof HumanName name) {
            return first(Stream.of(name.getFamily(), name.getText(), name.getGivenAsSingleString()));
        }
        if (value instanceof Address address) {
            return first(
                    Stream.of(address.getCity(), address.getText(), address.getPostalCode(), address.getCountry()));
        }
        return value instanceof PrimitiveType<?> primitive
                ? first(Stream.of(primitive.getValueAsString()))
                : Optional.empty();
    }

    /** The first word of the first text there is, in capitals. */
    private static Optional<String> first(Stream<String> texts) {
        return texts.filter(text -> text != null && !text.isBlank())
                .map(text -> escaped(text.strip().split("\\s")[0].toUpperCase(java.util.Locale.ROOT)))
                .findFirst();
    }

    private static Optional<String> date(Base value) {
        if (value instanceof Period period) {
            return period.hasStart()
                    ? Optional.of("ge" + period.getStartElement().getValueAsString())
                    : Optional.ofNullable(period.getEndElement().getValueAsString())
                            .map(end -> "le" + end);
        }
        if (value instanceof Timing timing) {
            return timing.getEvent().stream()
                    .map(event -> "ge" + event.getValueAsString())
                    .findFirst();
        }
        return value instanceof BaseDateTimeType ? primitive(value) : Optional.empty();
    }

    private static Optional<String> quantity(Base value) {
        if (value instanceof Money money && money.hasValue()) {
            String number = money.getValue().toPlainString();
            return Optional.of(money.hasCurrency() ? number + "|" + CURRENCY + "|" + money.getCurrency() : number);
        }
        if (!(value instanceof Quantity quantity) || !quantity.hasValue() || quantity.hasComparator()) {
            return Optional.empty();
        }
        String number = quantity.getValueElement().getValueAsString();
        return Optional.of(
                quantity.hasCode()
                        ? String.join(
                                "|",
                                List.of(
                                        number,
                                        escaped(Objects.toString(quantity.getSystem(), "")),
                                        escaped(quantity.getCode())))
                        : number);
    }

    private static Optional<String> primitive(Base value) {
        boolean contained =
                value instanceof UriType uri && uri.hasValue() && uri.getValue().startsWith("#");
        return value instanceof PrimitiveType<?> primitive && primitive.hasValue() && !contained
                ? Optional.of(escaped(primitive.getValueAsString()))
                : Optional.empty();
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\,$|])", "\\\\$1");
    }
}
