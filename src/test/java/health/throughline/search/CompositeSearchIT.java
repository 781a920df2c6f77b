package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/search.html#composite. */
class CompositeSearchIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void resources() {
        String code = "'code':{'coding':[{'system':'urn:test:c','code':'a'},{'code':'b$c'}]},";
        FOUND.observation("concept", code + "'valueCodeableConcept':{'coding':[{'system':'urn:v','code':'x$1'}]}")
                .observation("date", code + "'valueDateTime':'2026-03-14'")
                .observation("period", code + "'valuePeriod':{'start':'2026-03-01','end':'2026-03-31'}")
                .observation("text", code + "'valueString':'Müde, sehr'")
                .observation(
                        "component",
                        "'code':{'text':'x'},'component':[{" + code
                                + "'valueCodeableConcept':{'coding':[{'code':'y'}]}}]")
                .with(
                        "sequence",
                        "MolecularSequence",
                        "'coordinateSystem':0,'referenceSeq':{'chromosome':{'coding':[{'system':'urn:chr','code':'7'}]},"
                                + "'windowStart':10,'windowEnd':90},"
                                + "'variant':[{'start':100,'end':200},{'start':300,'end':400}]")
                .with(
                        "group",
                        "Group",
                        "'type':'person','actual':true,'characteristic':["
                                + "{'code':{'coding':[{'code':'gender'}]},"
                                + "'valueCodeableConcept':{'coding':[{'code':'mixed'}]},'exclude':false},"
                                + "{'code':{'coding':[{'code':'adult'}]},'valueBoolean':true,'exclude':false}]")
                .with(
                        "document",
                        "DocumentReference",
                        "'status':'current','content':[{'attachment':{'url':'urn:x'}}],"
                                + "'relatesTo':[{'code':'replaces','target':{'reference':'DocumentReference/old'}}]")
                .with(
                        "questionnaire",
                        "Questionnaire",
                        "'status':'active','useContext':[{'code':{'system':'urn:u','code':'age'},'valueRange':{"
                                + "'low':{'value':18,'unit':'a','system':'http://unitsofmeasure.org','code':'a'}}},"
                                + "{'code':{'system':'urn:u','code':'focus'},"
                                + "'valueCodeableConcept':{'coding':[{'system':'http://snomed.info/sct','code':'408934002'}]}}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Observation; code-value-concept=a$x\\$1;                   concept",
                "Observation; code-value-concept=urn:test:c|a$urn:v|x\\$1;  concept",
                "Observation; code-value-concept=b\\$c$x\\$1;               concept",
                "Observation; code-value-concept=|b\\$c$urn:v|x\\$1;        concept",
                "Observation; code-value-concept=a$y;                       ''",
                "Observation; combo-code-value-concept=a$y,a$x\\$1;         component concept",
                "Observation; component-code-value-concept=a$y;             component",
                "Observation; code-value-date=a$2026-03-14;                 date",
                "Observation; code-value-date=a$2026-03;                    date period",
                "Observation; code-value-date=a$ge2026-03-20;               period",
                "Observation; code-value-string=a$mude;                     text",
                "Observation; code-value-string=a$MÜDE\\, SEHR;             text",
                "Observation; code-value-string=a$sehr;                     ''",
                "MolecularSequence; chromosome-variant-coordinate=7$100$200;         sequence",
                "MolecularSequence; chromosome-variant-coordinate=urn:chr|7$ge300$le400; sequence",
                "MolecularSequence; chromosome-variant-coordinate=7$100$400;         ''",
                "MolecularSequence; chromosome-variant-coordinate=7$gt100$lt400;     ''",
                "MolecularSequence; chromosome-variant-coordinate=8$100$200;         ''",
                "MolecularSequence; chromosome-variant-coordinate=8$1$2,7$300$400;   sequence",
                "MolecularSequence; chromosome-window-coordinate=7$lt20$gt80;        sequence",
                "Group; characteristic-value=gender$mixed;                  group",
                "Group; characteristic-value=adult$true,owner$Eve;          group",
                "Group; characteristic-value=gender$true;                   ''",
                "DocumentReference; relationship=replaces$DocumentReference/old; document",
                "DocumentReference; relationship=replaces$old;              document",
                "DocumentReference; relationship=appends$DocumentReference/old; ''",
                "Questionnaire; context-type-quantity=age$ge20||a;          questionnaire",
                "Questionnaire; context-type-quantity=age$gt240|http://unitsofmeasure.org|mo; questionnaire",
                "Questionnaire; context-type-quantity=age$lt18||a;          ''",
                "Questionnaire; context-type-value=focus$http://snomed.info/sct|408934002; questionnaire"
            })
    void the_parts_hold_within_one_element(String type, String condition, String names) {
        assertThat(FOUND.names(type, condition))
                .containsExactlyInAnyOrder(names.isBlank() ? new String[0] : names.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code-value-concept=a",
                "code-value-concept=a$",
                "code-value-concept=$x",
                "code-value-concept=a$x$y",
                "code-value-quantity=a$x",
                "code-value-date=a$soon",
                "code-value-quantity:exact=a$1"
            })
    void what_lacks_a_part_is_refused(String condition) {
        assertThat(FOUND.reply("Observation", condition).status()).isEqualTo(400);
    }
}
