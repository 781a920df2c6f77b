package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search_filter.html */
class FilterIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void resources() {
        FOUND.with("org", "Organization", "'name':'Harbour'")
                .with("bay", "Organization", "'name':'Bay'")
                .with(
                        "anna",
                        "Patient",
                        "'active':true,'gender':'female','birthDate':'1980-01-01',"
                                + "'name':[{'family':'Åberg','given':['Anna','Lee']}],"
                                + "'managingOrganization':{'reference':'Organization/~org'}")
                .with(
                        "bert",
                        "Patient",
                        "'active':false,'gender':'male','birthDate':'1990-05-05','name':[{'family':'Lee (Jr) of A,B'}]")
                .with("cleo", "Patient", "'managingOrganization':{'reference':'Organization/~bay'}")
                .with("done", "Encounter", encounter("finished", "anna", "2026-11-10"))
                .with("missed", "Encounter", encounter("cancelled", "bert", "2026-11-10"))
                .with("old", "Encounter", encounter("finished", "bert", "2026-01-10"))
                .observation("hr", value("anna", "hr", 60) + ",'effectiveDateTime':'2026-11-10'")
                .observation("fast", value("bert", "hr", 120) + ",'effectiveDateTime':'2026-11-12T10:00:00Z'")
                .observation(
                        "bp",
                        "'subject':{'reference':'Patient/~anna'},'code':{'coding':[{'code':'bp'},{'code':'panel'}]},"
                                + "'effectivePeriod':{'start':'2026-11-01','end':'2026-11-30'},'component':["
                                + "{'code':{'coding':[{'code':'sys'}]},'valueQuantity':{'value':150}},"
                                + "{'code':{'coding':[{'code':'dia'}]},'valueQuantity':{'value':80}}]")
                .observation("bare", "");
    }

    private static String encounter(String status, String patient, String day) {
        return "'status':'" + status + "','class':{'code':'VR'},'subject':{'reference':'Patient/~" + patient
                + "'},'period':{'start':'" + day + "','end':'" + day + "'}";
    }

    private static String value(String patient, String code, int value) {
        return "'subject':{'reference':'Patient/~" + patient
                + "'},'code':{'coding':[{'system':'http://loinc.org','code':'" + code + "'}]},'valueQuantity':{'value':"
                + value + ",'system':'http://unitsofmeasure.org','code':'/min'}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "name eq \"aberg\";                            anna",
                "name eq \"aber\";                             ''",
                "name eq \"LEE (jr) of a,b\";                  bert",
                "name ne \"lee\";                              anna bert",
                "family ne \"aberg\";                          bert",
                "name co \"ber\";                              anna",
                "name sw Lee;                                  anna bert",
                "name ew \"of A,B\";                           bert",
                "name ew berg;                                 anna",
                "family gt B;                                  bert",
                "family le B;                                  anna",
                "family ge aberg;                              anna bert",
                "family lt L;                                  anna",
                "name pr false;                                cleo",
                "name pr true;                                 anna bert",
                "gender eq female or gender eq male;           anna bert",
                "gender ne female;                             bert",
                "not (gender eq female);                       bert cleo",
                "gender eq female and birthdate lt 1985-01-01; anna",
                "birthdate ge 1985;                            bert",
                "birthdate ap 1980-01-02;                      anna",
                "birthdate po 1980;                            anna",
                "active eq true;                               anna",
                "active eq true or active eq false and gender eq male; bert",
                "active eq true or (active eq false and gender eq male); anna bert",
                "_id eq ~anna;                                 anna",
                "id ne ~anna;                                  bert cleo",
                "_lastUpdated ge 2020-01-01;                   anna bert cleo",
                "_lastUpdated lt 2020-01-01;                   ''",
                "_lastUpdated pr true;                         anna bert cleo",
                "organization re Organization/~org;            anna",
                "organization ne ~org;                         cleo",
                "organization.name eq harbour;                 anna",
                "organization[name sw Har].active pr false;    anna bert cleo",
                "organization.active pr false;                 anna bert cleo",
                "organization[name co a].name ew y;            cleo",
                "_has:Observation:patient:code eq loinc|hr;    anna bert",
                "not (_has:Observation:patient:code eq hr);    cleo",
                "_has:Observation:patient[code eq hr].value-quantity gt 100; bert",
                "not (_has:Encounter:patient[status eq finished].date ge 2026-11-01); bert cleo",
                "_has:Encounter:patient[status eq finished].date ge 2026-11-01; anna",
                "_has:Encounter:patient:status eq finished;    anna bert",
                "_tag pr true and not (name pr true);          cleo",
            })
    void patients_are_found_by_a_filter(String filter, String names) {
        assertThat(String.join(" ", FOUND.names("Patient", "_filter=" + filter)))
                .isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "code eq http://loinc.org|hr;                      fast hr",
                "code eq loinc|hr and value-quantity ge 100;       fast",
                "value-quantity co 60;                             hr",
                "value-quantity ne 60;                             fast",
                "value-quantity eq 60|ucum|/min;                   hr",
                "code ne bp;                                       bare fast hr",
                "code ne panel;                                    bare fast hr",
                "subject.name co \"åber\";                         bp hr",
                "subject:Patient.organization.name eq Harbour;     bp hr",
                "subject.organization pr true;                     bp hr",
                "subject[gender eq male].birthdate ge 1990;        fast",
                "subject[gender eq male or gender eq female].name sw Lee; bp fast hr",
                "subject pr false;                                 bare",
                "date po 2026-11-12;                               bp fast",
                "date co 2026-11-12;                               bp",
                "date co 2026-11-12T10:00:00Z;                     bp fast",
                "date eq 2026-11-12;                               fast",
                "date sa 2026-11-11;                               fast",
                "date eb 2026-11-11;                               hr",
                "component-code-value-quantity eq sys$gt140;       bp",
                "component-code-value-quantity[code eq sys].value gt 140; bp",
                "component-code-value-quantity[code eq dia].value gt 140; ''",
                "code-value-quantity[code eq loinc|hr].value lt 100; hr",
                "code-value-quantity pr false;                     bare bp",
            })
    void observations_are_found_by_a_filter(String filter, String names) {
        assertThat(String.join(" ", FOUND.names("Observation", "_filter=" + filter)))
                .isEqualTo(names);
    }

    @Test
    void codes_are_found_by_value_sets_and_by_what_they_are_kinds_of() {
        String genders = " http://hl7.org/fhir/ValueSet/administrative-gender";
        assertThat(FOUND.names("Patient", "_filter=gender in" + genders)).containsExactly("anna", "bert");
        assertThat(FOUND.names("Patient", "_filter=gender ni" + genders)).containsExactly("cleo");
        assertThat(FOUND.names("Observation", "_filter=subject:Patient.gender ni" + genders))
                .containsExactly("bare");
        String tree = "http://test.example/" + FOUND.id("tree");
        FOUND.with(
                "tree",
                "CodeSystem",
                "'url':'" + tree + "','status':'active','content':'complete','hierarchyMeaning':'is-a',"
                        + "'concept':[{'code':'tree','concept':[{'code':'oak'}]}]");
        FOUND.with("oak", "Basic", "'code':{'coding':[{'system':'" + tree + "','code':'oak'}]}")
                .with("tall", "Basic", "'code':{'coding':[{'system':'" + tree + "','code':'tree'}]}");
        assertThat(FOUND.names("Basic", "_filter=code ss " + tree + "|tree")).containsExactly("oak", "tall");
        assertThat(FOUND.names("Basic", "_filter=code ss " + tree + "|oak")).containsExactly("oak");
        assertThat(FOUND.names("Basic", "_filter=code sb " + tree + "|oak")).containsExactly("oak", "tall");
        assertThat(FOUND.names("Basic", "_filter=code sb " + tree + "|tree")).containsExactly("tall");
    }

    @Test
    void several_filters_and_other_parameters_all_apply() {
        assertThat(FOUND.names("Patient", "_filter=name sw Lee&_filter=active eq true&gender=female"))
                .containsExactly("anna");
    }

    @Test
    void a_filter_is_asked_of_chained_and_of_referring_resources_too() {
        assertThat(FOUND.names("Observation", "subject._filter=birthdate lt 1985 or gender eq male"))
                .containsExactly("bp", "fast", "hr");
        assertThat(FOUND.names("Patient", "_has:Encounter:patient:_filter=status eq finished and date ge 2026-11-01"))
                .containsExactly("anna");
    }

    @Test
    void a_filter_is_counted_and_sorted_as_any_search() {
        assertThat(FOUND.reply("Patient", "_filter=name pr true or gender pr false&_total=accurate&_count=1")
                        .expect(200)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(FOUND.ordered("Patient", "_filter=name pr true&_sort=-birthdate"))
                .containsExactly("bert", "anna");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "name gt;                        expected a blank after the operator",
                "name ap x;                      'ap' does not fit 'name', which is of type string; it takes eq, ne, co",
                "gender co fem;                  'co' does not fit 'gender', which is of type token; it takes eq, ne, ss",
                "organization gt x;              'gt' does not fit 'organization', which is of type reference; it takes eq",
                "birthdate sw 19;                'sw' does not fit 'birthdate', which is of type date; it takes eq, ne, co",
                "birthdate ge soon;              takes a date such as",
                "birthdate po soon;              takes a date such as",
                "name pr maybe;                  operator 'pr' is followed by true or false",
                "name eq \"\";                   takes text",
                "name:exact eq x;                a filter has no modifiers",
                "nosuch eq 1;                    Search parameter 'nosuch' is not known for Patient",
                "organization.nosuch eq 1;       No type that 'organization' of Patient refers to",
                "name.given eq 1;                'name' of Patient is not a reference",
                "gender[name eq x].name eq 1;    'gender' of Patient is not a reference",
                "_has:Nosuch:patient:code eq 1;  '_has' takes the form",
                "_has:Encounter:patient eq 1;    '_has' takes the form",
                "_has:Encounter:status:date eq 1; 'status' of Encounter is not a reference",
                "_filter eq x;                   a filter within a filter is put in parentheses",
                "_lastUpdated co 2020;           'co' does not fit '_lastUpdated'",
                "_id gt 1;                       'gt' does not fit '_id'",
            })
    void what_a_filter_cannot_ask_is_refused_with_its_place_and_what_it_can(String filter, String why) {
        assertThat(FOUND.reply("Patient", "_filter=" + filter).expect(400).text())
                .contains(why);
    }

    @Test
    void composites_are_taken_apart_by_their_own_components_only() {
        for (String filter : new String[] {
            "code-value-quantity[code ne x].value gt 1", "code-value-quantity[value eq x].code eq 1",
            "code-value-quantity.value gt 1", "code-value-concept[code eq x].value gt y"
        }) {
            assertThat(FOUND.reply("Observation", "_filter=" + filter)
                            .expect(400)
                            .text())
                    .contains("takes the form code-value-");
        }
    }

    @Test
    void lenient_handling_does_not_drop_a_filter_with_an_unknown_name() {
        assertThat(health.throughline.testing.Call.get(FOUND.query("Patient", "_filter=nosuch eq 1"))
                        .prefer("handling=lenient")
                        .send()
                        .expect(400)
                        .text())
                .contains("nosuch");
    }

    @Test
    void a_filter_takes_no_modifier() {
        assertThat(FOUND.reply("Patient", "_filter:not=name pr true")
                        .expect(400)
                        .text())
                .contains("it takes none");
    }
}
