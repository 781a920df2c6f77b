package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search.html#list and https://hl7.org/fhir/R4/lifecycle.html#current */
class ListIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void resources() {
        FOUND.with("anna", "Patient", "'gender':'female'")
                .with("bert", "Patient", "")
                .with("cleo", "Patient", "")
                .with(
                        "group",
                        "List",
                        list("{'item':{'reference':'Patient/~anna'}},"
                                + "{'item':{'reference':'Patient/~bert'},'deleted':false},"
                                + "{'item':{'reference':'Patient/~cleo'},'deleted':true,"
                                + "'flag':{'coding':[{'code':'removed'}]}}"))
                .with("other", "List", list("{'item':{'reference':'Patient/~cleo'}}"))
                .with("void", "List", "'status':'current','mode':'working'")
                .with("rash", "AllergyIntolerance", allergy("active", "confirmed", "medication"))
                .with("nuts", "AllergyIntolerance", allergy("active", "unconfirmed", "food"))
                .with("gone", "AllergyIntolerance", allergy("resolved", "confirmed", "medication"))
                .with("wrong", "AllergyIntolerance", allergy("active", "refuted", "medication"))
                .with("mood", "Condition", condition("active", "problem-list-item"))
                .with("visit", "Condition", condition("active", "encounter-diagnosis"))
                .with("past", "Condition", condition("remission", "problem-list-item"))
                .with("pill", "MedicationStatement", medication("active"))
                .with("former", "MedicationStatement", medication("stopped"));
    }

    private static String list(String entries) {
        return "'status':'current','mode':'changes','entry':[" + entries + "]";
    }

    private static String allergy(String clinical, String verification, String category) {
        return coded("clinicalStatus", clinical) + "," + coded("verificationStatus", verification) + ",'category':['"
                + category + "'],'patient':{'reference':'Patient/~anna'}";
    }

    private static String condition(String clinical, String category) {
        return coded("clinicalStatus", clinical) + ",'category':[{'coding':[{'code':'" + category
                + "'}]}],'subject':{'reference':'Patient/~anna'}";
    }

    private static String medication(String status) {
        return "'status':'" + status + "','medicationCodeableConcept':{'text':'x'},"
                + "'subject':{'reference':'Patient/~anna'}";
    }

    private static String coded(String element, String code) {
        return "'" + element + "':{'coding':[{'code':'" + code + "'}]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient; _list=~group;                               anna bert",
                "Patient; _list=List/~group;                          anna bert",
                "Patient; _list=~group,~other;                        anna bert cleo",
                "Patient; _list=~group&gender=female;                 anna",
                "Patient; _list=~group&_list=~other;                  ''",
                "Patient; _list=~void;                                ''",
                "Patient; _filter=not (_list eq ~group);              cleo",
                "Condition; subject:Patient._list=~group;             mood past visit",
                "AllergyIntolerance; _list=$current-allergies;        nuts rash",
                "AllergyIntolerance; _list=$current-drug-allergies&patient=~anna; rash",
                "AllergyIntolerance; _list=$current-allergies&patient=~bert; ''",
                "Condition; _list=$current-problems;                  mood",
                "MedicationStatement; _list=$current-medications;     pill",
            })
    void the_members_of_a_list_are_found_without_those_removed(String type, String query, String names) {
        assertThat(String.join(" ", FOUND.names(type, query))).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Patient;   _list=nosuch-list;         a List that does not exist",
                "Patient;   _list=~group,nosuch-list;  a List that does not exist",
                "Patient;   _list=a/b;                 it takes the id of a List, List/id or one of $current-problems",
                "Patient;   _list=Group/1;             it takes the id of a List",
                "Patient;   _list=;                    it takes the id of a List",
                "Patient;   _list:not=~group;          it takes none",
                "Patient;   _list=$current-problems;   $current-problems is a list of Condition",
                "Condition; _list=$current-goals;      names a list this server does not keep; it keeps $current-problems",
                "Encounter; diagnosis:Condition._list=nosuch-list; a List that does not exist",
            })
    void what_is_no_list_is_refused_and_not_taken_for_an_empty_one(String type, String query, String why) {
        assertThat(FOUND.reply(type, query).expect(400).text()).contains(why);
    }

    @Test
    void the_total_of_a_list_is_counted() {
        assertThat(FOUND.reply("Patient", "_list=~group&_summary=count")
                        .expect(200)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }
}
