package health.throughline.fhir.unit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.BaseUnit;
import org.fhir.ucum.Component;
import org.fhir.ucum.DefinedUnit;
import org.fhir.ucum.ExpressionParser;
import org.fhir.ucum.Factor;
import org.fhir.ucum.Operator;
import org.fhir.ucum.Symbol;
import org.fhir.ucum.Term;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumModel;
import org.fhir.ucum.Unit;

/**
 * Reduces unit expressions to base units. The library's own converter takes international and other arbitrary units for
 * plain numbers, so that it would convert [iU]/L to mmol/L; here each is a dimension of its own, as UCUM (§24) wants it.
 */
final class UnitReduction {

    private static final int LARGEST_EXPONENT = 30;
    private static final double LARGEST_FACTOR = 1e200;
    private static final int DEEPEST = 20;

    private final UcumModel model;
    private final ExpressionParser parser;
    private final Map<String, Product> defined = new ConcurrentHashMap<>();

    UnitReduction(UcumModel model) {
        this.model = model;
        this.parser = new ExpressionParser(model);
    }

    /** A factor times base units with their exponents. */
    private record Product(BigDecimal factor, Map<String, Integer> exponents) {

        static final Product ONE = new Product(BigDecimal.ONE, Map.of());

        Product times(Product other, int sign) {
            BigDecimal both = sign > 0
                    ? factor.multiply(other.factor, MathContext.DECIMAL128)
                    : factor.divide(other.factor, MathContext.DECIMAL128);
            Map<String, Integer> sum = new TreeMap<>(exponents);
            other.exponents.forEach((base, exponent) -> sum.merge(base, sign * exponent, Integer::sum));
            sum.values().removeIf(exponent -> exponent == 0);
            return new Product(both, sum);
        }

        Product power(int exponent) {
            Product result = ONE;
            for (int i = 0; i < Math.abs(exponent); i++) {
                result = result.times(this, exponent);
            }
            return result;
        }
    }

    /** What is not a ratio of base units. */
    private static final class NotARatio extends Exception {

        private static final long serialVersionUID = 1L;
    }

    Optional<UcumUnit> reduce(String code) {
        try {
            Product product = product(parser.parse(code), 0);
            double size = product.factor().doubleValue();
            boolean fits = size > 1 / LARGEST_FACTOR && size < LARGEST_FACTOR;
            return fits ? Optional.of(new UcumUnit(dimension(product), product.factor())) : Optional.empty();
        } catch (NotARatio | UcumException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String dimension(Product product) {
        StringBuilder text = new StringBuilder();
        product.exponents()
                .forEach((base, exponent) -> text.append(base).append(exponent).append('.'));
        return text.toString();
    }

    private Product product(Term expression, int depth) throws NotARatio, UcumException {
        if (depth > DEEPEST) {
            throw new NotARatio();
        }
        Product result = Product.ONE;
        int sign = 1;
        for (Term term = expression; term != null; term = term.getTerm()) {
            if (term.hasComp()) {
                result = result.times(component(term.getComp(), depth), sign);
            }
            sign = term.hasOp() && term.getOp() == Operator.DIVISION ? -1 : 1;
        }
        return result;
    }

    private Product component(Component component, int depth) throws NotARatio, UcumException {
        if (component instanceof Term inner) {
            return product(inner, depth + 1);
        }
        if (component instanceof Factor number) {
            return new Product(BigDecimal.valueOf(number.getValue()), Map.of());
        }
        Symbol symbol = (Symbol) component;
        if (Math.abs(symbol.getExponent()) > LARGEST_EXPONENT) {
            throw new NotARatio();
        }
        Product unit = unit(symbol.getUnit(), depth);
        if (symbol.hasPrefix()) {
            BigDecimal prefix = new BigDecimal(symbol.getPrefix().getValue().asDecimal());
            unit = new Product(unit.factor().multiply(prefix), unit.exponents());
        }
        return unit.power(symbol.getExponent());
    }

    private Product unit(Unit unit, int depth) throws NotARatio, UcumException {
        if (unit instanceof BaseUnit) {
            return new Product(BigDecimal.ONE, Map.of(unit.getCode(), 1));
        }
        Product known = defined.get(unit.getCode());
        if (known == null) {
            known = definition((DefinedUnit) unit, depth);
            defined.put(unit.getCode(), known);
        }
        return known;
    }

    private Product definition(DefinedUnit unit, int depth) throws NotARatio, UcumException {
        if (unit.isSpecial()) {
            throw new NotARatio();
        }
        BigDecimal factor = new BigDecimal(unit.getValue().getValue().asDecimal());
        String of = unit.getValue().getUnit();
        boolean arbitrary = of.equals("1") && factor.compareTo(BigDecimal.ONE) == 0;
        if (arbitrary) {
            return new Product(BigDecimal.ONE, Map.of(unit.getCode(), 1));
        }
        Product base = product(new ExpressionParser(model).parse(of), depth + 1);
        return base.times(new Product(factor, Map.of()), 1);
    }
}
