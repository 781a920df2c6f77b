package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search.html#number and #quantity. */
class NumberAndQuantitySearchIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void resources() {
        String risk = "'status':'final','subject':{'reference':'Patient/p'},'prediction':[{%s}]";
        FOUND.with("r02", "RiskAssessment", risk.formatted("'probabilityDecimal':0.2"))
                .with("r80", "RiskAssessment", risk.formatted("'probabilityDecimal':80"))
                .with("r100", "RiskAssessment", risk.formatted("'probabilityDecimal':100"))
                .with(
                        "range",
                        "RiskAssessment",
                        risk.formatted("'probabilityRange':{'low':{'value':70}," + "'high':{'value':90}}"));
        String ucum = "'system':'http://unitsofmeasure.org','code':'mg'";
        FOUND.observation("five", "'valueQuantity':{'value':5," + ucum + "}")
                .observation("fivefour", "'valueQuantity':{'value':5.4," + ucum + "}")
                .observation("fivefourty", "'valueQuantity':{'value':5.40,'unit':'mg'}")
                .observation("grams", "'valueQuantity':{'value':5,'system':'http://unitsofmeasure.org','code':'g'}")
                .observation("more", "'valueQuantity':{'value':100,'comparator':'>'," + ucum + "}")
                .observation("less", "'valueQuantity':{'value':1,'comparator':'<'," + ucum + "}")
                .observation("minus", "'valueQuantity':{'value':-3," + ucum + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0.2;     r02",
                "2e-1;    r02",
                "100;     r100",
                "1e2;     r100 r80 range",
                "100.00;  r100",
                "80;      r80",
                "81;      ''",
                "ne80;    r02 r100 range",
                "gt80;    r100 range",
                "ge80;    r100 r80 range",
                "lt80;    r02 range",
                "le80;    r02 r80 range",
                "sa80;    r100",
                "eb80;    r02",
                "ap82;    r80 range",
                "0.2,100; r02 r100"
            })
    void numbers_are_compared_at_the_precision_asked_for(String value, String names) {
        assertThat(FOUND.names("RiskAssessment", "probability=" + value)).containsExactlyInAnyOrder(split(names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "5;                                   five fivefour fivefourty grams",
                "5.0;                                 five grams",
                "5.4;                                 fivefour fivefourty",
                "5.40;                                fivefour fivefourty",
                "5.4|http://unitsofmeasure.org|mg;    fivefour",
                "5.4||mg;                             fivefour fivefourty",
                "5.0|http://unitsofmeasure.org|g;     grams",
                "5.0|urn:other|mg;                    ''",
                "gt50||mg;                            more",
                "ge100||mg;                           more",
                "lt0;                                 less minus",
                "-3;                                  minus",
                "eb2||mg;                             less minus",
                "lt5||mg;                             less minus",
                "le5||mg;                             five less minus"
            })
    void quantities_are_compared_with_and_without_their_unit(String value, String names) {
        assertThat(FOUND.names("Observation", "value-quantity=" + value)).containsExactlyInAnyOrder(split(names));
    }

    private static String[] split(String names) {
        return names.isBlank() ? new String[0] : names.split(" ");
    }
}
