package health.throughline.fhir.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.exceptions.PathEngineException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;

/** Numbers, and what they come to; none come to nothing, never to 0. */
final class Numbers {

    private final List<BigDecimal> numbers = new ArrayList<>();
    private boolean whole = true;

    private Numbers() {}

    static Numbers of(List<Base> values) {
        Numbers numbers = new Numbers();
        for (Base value : values) {
            BigDecimal number =
                    Values.number(value).orElseThrow(() -> new PathEngineException("Something that is no number"));
            numbers.numbers.add(number);
            numbers.whole &= value instanceof IntegerType;
        }
        return numbers;
    }

    List<Base> answer(String function) {
        Optional<BigDecimal> answer = switch (function) {
            case "sum" -> numbers.stream().reduce(BigDecimal::add);
            case "min" -> numbers.stream().reduce(BigDecimal::min);
            case "max" -> numbers.stream().reduce(BigDecimal::max);
            default -> mean();
        };
        boolean integer = whole && !function.equals("avg");
        return answer.<List<Base>>map(number -> List.of(integer ? integer(number) : new DecimalType(number)))
                .orElseGet(List::of);
    }

    private static Base integer(BigDecimal number) {
        try {
            return new IntegerType(number.intValueExact());
        } catch (ArithmeticException e) {
            return new DecimalType(number);
        }
    }

    private Optional<BigDecimal> mean() {
        return numbers.stream()
                .reduce(BigDecimal::add)
                .map(sum -> sum.divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL64));
    }
}
