package health.throughline.fhir.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://ucum.org/ucum. */
class UcumTest {

    @ParameterizedTest
    @CsvSource({
        "g, mg, 1000",
        "kg, [lb_av], 2.20462262184877580722973801345027",
        "g/dL, mg/L, 10000",
        "h, min, 60",
        "/min, /h, 60",
        "d, h, 24",
        "a, d, 365.25",
        "m/s, mm/h, 3600000",
        "kPa, mm[Hg], 7.500637554192107",
        "mmol/L, umol/dL, 100",
        "10*3/uL, 10*9/L, 1",
        "{beats}/min, /min, 1",
        "mg/kg/d, mg/(kg.d), 1",
        "mg/kg.d, mg.d/kg, 1",
        "1, %, 100",
        "[iU]/L, m[iU]/mL, 1",
        "[IU], [iU], 1"
    })
    void one_unit_is_so_many_of_another(String from, String to, BigDecimal times) {
        UcumUnit a = Ucum.unit(from).orElseThrow();
        UcumUnit b = Ucum.unit(to).orElseThrow();
        assertThat(a.dimension()).isEqualTo(b.dimension());
        BigDecimal found = a.factor().divide(b.factor(), MathContext.DECIMAL128);
        assertThat(found.doubleValue()).isEqualTo(times.doubleValue());
    }

    @ParameterizedTest
    @CsvSource({"mg, mL", "[iU]/L, mmol/L", "[iU], [arb'U]", "m, s", "g, 1", "mm[Hg], kg"})
    void units_that_measure_something_else_have_another_dimension(String one, String other) {
        assertThat(Ucum.unit(one).orElseThrow().dimension())
                .isNotEqualTo(Ucum.unit(other).orElseThrow().dimension());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Cel", "[degF]", "[pH]", "dB", "nonsense", "mg mg", "", "m99", "((((((((", "2000000000m", "."})
    void special_units_and_what_is_no_unit_are_not_a_multiple_of_others(String code) {
        assertThat(Ucum.unit(code)).isEmpty();
    }

    @Test
    void a_very_long_expression_is_no_unit() {
        assertThat(Ucum.unit("m.".repeat(5_000) + "m")).isEmpty();
    }
}
