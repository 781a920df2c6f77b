package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/search.html#quantity. */
class UcumSearchIT {

    private static final Found FOUND = new Found();
    private static final String UCUM = "http://unitsofmeasure.org";

    @BeforeAll
    static void resources() {
        FOUND.observation("mg", quantity("'value':5.4", "mg", "mg"))
                .observation("g", quantity("'value':0.0054", "g", "gram"))
                .observation("ug", quantity("'value':5400", "ug", "mcg"))
                .observation("heavy", quantity("'value':2", "kg", "kg"))
                .observation("less", quantity("'value':1,'comparator':'<'", "g", "g"))
                .observation("atmost", quantity("'value':1,'comparator':'<='", "g", "g"))
                .observation("more", quantity("'value':3,'comparator':'>'", "kg", "kg"))
                .observation("atleast", quantity("'value':3,'comparator':'>='", "kg", "kg"))
                .observation("mmhg", quantity("'value':120", "mm[Hg]", "mmHg"))
                .observation("pressure", "'valueQuantity':{'value':120,'unit':'mmHg'}")
                .observation("warm", quantity("'value':37", "Cel", "°C"))
                .observation("fever", quantity("'value':100", "[degF]", "°F"))
                .observation("iu", quantity("'value':7", "[iU]/L", "IU/L"))
                .observation(
                        "pills", "'valueQuantity':{'value':2,'system':'urn:test:form','code':'tab','unit':'tablet'}")
                .observation(
                        "wave",
                        "'valueSampledData':{'origin':{'value':10,'unit':'mV','system':'" + UCUM
                                + "','code':'mV'},'period':10,'factor':2,'dimensions':1,'data':'0 5 E -1'}")
                .observation(
                        "clipped",
                        "'valueSampledData':{'origin':{'value':0,'unit':'mV','system':'" + UCUM
                                + "','code':'mV'},'period':10,'dimensions':1,'data':'30 U 31'}")
                .observation(
                        "coded",
                        "'code':{'coding':[{'system':'urn:test:c','code':'weight'}]},"
                                + quantity("'value':70000", "g", "g"))
                .observation(
                        "parts",
                        "'code':{'text':'x'},'component':[{'code':{'coding':[{'code':'dose'}]},"
                                + quantity("'value':2", "h", "h") + "}]");
    }

    private static String quantity(String value, String code, String unit) {
        return "'valueQuantity':{" + value + ",'system':'" + UCUM + "','code':'" + code + "','unit':'" + unit + "'}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "5.4|U|mg;        g mg ug",
                "5.40e-3|U|g;     g mg ug",
                "0.0054|U|g;      g mg ug",
                "5400|U|ug;       g mg ug",
                "5.3|U|mg;        ''",
                "ne5.4|U|mg;      atleast atmost coded heavy less more",
                "gt0.001|U|kg;    atleast coded heavy more",
                "ge2000|U|g;      atleast coded heavy more",
                "gt2000|U|g;      atleast coded more",
                "lt5.4|U|mg;      atmost less",
                "le5.4|U|mg;      atmost g less mg ug",
                "ap5.5|U|mg;      atmost g less mg ug",
                "sa3|U|kg;        coded more",
                "ge1|U|g;         atleast atmost coded heavy more",
                "eb1|U|g;         g less mg ug",
                "le3|U|kg;        atleast atmost g heavy less mg ug",
                "lt3|U|kg;        atmost g heavy less mg ug",
                "37|U|Cel;        warm",
                "100|U|[degF];    fever",
                "310|U|K;         ''",
                "7|U|[iU]/L;      iu",
                "0.007|U|[iU]/mL; iu",
                "7|U|mmol/L;      ''",
                "16|U|kPa;        mmhg",
                "2|U|no-unit;     ''",
                "2|urn:test:form|tab; pills",
                "2|urn:test:form|tablet; ''",
                "2|urn:test:form|; pills",
                "2||tab;          pills",
                "2||tablet;       pills",
                "120||mmHg;       mmhg pressure",
                "120||mm[Hg];     mmhg",
                "120|U|mm[Hg];    mmhg",
                "120|U|mmHg;      ''",
                "5400||mcg;       ug",
                "0.0054||gram;    g"
            })
    void a_ucum_unit_finds_the_same_amount_in_every_unit_of_its_dimension(String value, String names) {
        assertThat(FOUND.names("Observation", "value-quantity=" + value.replace("|U|", "|" + UCUM + "|")))
                .containsExactlyInAnyOrder(names.isBlank() ? new String[0] : names.split(" "));
    }

    @Test
    void sampled_data_is_searched_by_its_bounds() {
        assertThat(FOUND.names("Observation", "value-quantity=gt19.5||mV")).containsExactly("clipped", "wave");
        assertThat(FOUND.names("Observation", "value-quantity=gt20||mV")).containsExactly("clipped");
        assertThat(FOUND.names("Observation", "value-quantity=lt0.009|" + UCUM + "|V"))
                .containsExactly("wave");
        assertThat(FOUND.names("Observation", "value-quantity=sa29||mV")).containsExactly("clipped");
    }

    @Test
    void composites_convert_too() {
        assertThat(FOUND.names("Observation", "code-value-quantity=weight$70.0|" + UCUM + "|kg"))
                .containsExactly("coded");
        assertThat(FOUND.names("Observation", "code=urn:test:c|weight&value-quantity=70.0|" + UCUM + "|kg"))
                .containsExactly("coded");
        assertThat(FOUND.names("Observation", "component-code-value-quantity=dose$120|" + UCUM + "|min"))
                .containsExactly("parts");
        assertThat(FOUND.names("Observation", "combo-code-value-quantity=dose$lt121|" + UCUM + "|min,weight$gt69||kg"))
                .containsExactly("parts");
    }

    @Test
    void a_unit_used_for_the_first_time_is_known_at_once() {
        Found found = new Found().observation("stone", quantity("'value':11", "[stone_av]", "st"));
        assertThat(found.names("Observation", "value-quantity=69.9|" + UCUM + "|kg"))
                .containsExactly("stone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mg", "5|mg", "5||", "5|a|b|c", "1e999", "5,4 mg|x", "xx5", "NaN", "gt", "5.4||mg||"})
    void what_is_no_quantity_is_refused(String value) {
        assertThat(FOUND.reply("Observation", "value-quantity=" + value).status())
                .isEqualTo(400);
    }
}
