package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/search.html#reference, #chaining, #has, #include, #revinclude and #composite. */
class ReferenceSearchIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void resources() {
        FOUND.with("org", "Organization", "'name':'Harbour'")
                .with(
                        "anna",
                        "Patient",
                        "'gender':'female','birthDate':'1980-01-01',"
                                + "'managingOrganization':{'reference':'Organization/~org'}")
                .with("bert", "Patient", "'gender':'male','birthDate':'1990-01-01'")
                .with("group", "Group", "'type':'person','actual':true")
                .with(
                        "enc",
                        "Encounter",
                        "'status':'finished','class':{'code':'AMB'}," + "'subject':{'reference':'Patient/~anna'}")
                .observation(
                        "a1",
                        "'subject':{'reference':'Patient/~anna'},'encounter':{'reference':'Encounter/~enc'},"
                                + "'code':{'coding':[{'system':'urn:test:c','code':'hr'}]},"
                                + "'valueQuantity':{'value':60,'system':'urn:u','code':'bpm'}")
                .observation(
                        "a2",
                        "'subject':{'reference':'" + TestServer.base() + "/Patient/~anna'},"
                                + "'code':{'coding':[{'system':'urn:test:c','code':'bp'}]},'component':["
                                + "{'code':{'coding':[{'code':'sys'}]},'valueQuantity':{'value':120}},"
                                + "{'code':{'coding':[{'code':'dia'}]},'valueQuantity':{'value':80}}]")
                .observation(
                        "b1",
                        "'subject':{'reference':'Patient/~bert/_history/1'},"
                                + "'code':{'coding':[{'system':'urn:test:c','code':'hr'}]},'valueQuantity':{'value':90},"
                                + "'hasMember':[{'reference':'Observation/~a1'}]")
                .observation("g1", "'subject':{'reference':'Group/~group'}")
                .observation("ext", "'subject':{'reference':'http://elsewhere.example/fhir/Patient/77'}")
                .observation("idonly", "'subject':{'identifier':{'system':'urn:test:mrn','value':'X1'}}")
                .observation("none", "")
                .with(
                        "prov",
                        "Provenance",
                        "'recorded':'2026-01-01T00:00:00Z','agent':[{'who':{'reference':'Practitioner/x'}}],"
                                + "'target':[{'reference':'Observation/~a1/_history/1'},"
                                + "{'reference':'http://elsewhere.example/fhir/Patient/9/_history/3'}]")
                .with(
                        "qr",
                        "QuestionnaireResponse",
                        "'status':'completed'," + "'questionnaire':'http://example.org/q/mood|2.0'")
                .with(
                        "qr2",
                        "QuestionnaireResponse",
                        "'status':'completed'," + "'questionnaire':'" + TestServer.base() + "/Questionnaire/own'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "subject=~anna;                   a1 a2",
                "subject=Patient/~anna;           a1 a2",
                "patient=~anna;                   a1 a2",
                "patient=Patient/~bert;           b1",
                "subject=Group/~group;            g1",
                "subject=~group;                  g1",
                "subject:Group=~group;            g1",
                "subject:Patient=~group;          ''",
                "subject:Patient=~anna;           a1 a2",
                "subject=~anna,~bert;             a1 a2 b1",
                "subject=http://elsewhere.example/fhir/Patient/77; ext",
                "subject=Patient/77;              ''",
                "subject:identifier=urn:test:mrn|X1; idonly",
                "subject:identifier=X1;           idonly",
                "subject:identifier=urn:test:mrn|; idonly",
                "subject:identifier=urn:test:other|; ''",
                "subject:missing=true;            none",
                "patient:missing=true;            g1 none",
                "patient:missing=false;           a1 a2 b1 ext idonly",
                "subject:not=Patient/~anna;       b1 ext g1 idonly none",
                "encounter=~enc;                  a1"
            })
    void references(String condition, String names) {
        assertThat(FOUND.names("Observation", condition)).containsExactlyInAnyOrder(split(names));
    }

    @Test
    void a_reference_is_found_by_the_whole_address_of_this_server() {
        assertThat(FOUND.names("Observation", "subject=" + TestServer.base() + "/Patient/~anna"))
                .containsExactlyInAnyOrder("a1", "a2");
    }

    @Test
    void a_version_finds_references_to_that_version_only() {
        assertThat(FOUND.names("Provenance", "target=Observation/~a1")).containsExactly("prov");
        assertThat(FOUND.names("Provenance", "target=Observation/~a1/_history/1"))
                .containsExactly("prov");
        assertThat(FOUND.names("Provenance", "target=" + TestServer.base() + "/Observation/~a1/_history/1"))
                .containsExactly("prov");
        assertThat(FOUND.names("Provenance", "target=Observation/~a1/_history/2"))
                .isEmpty();
        assertThat(FOUND.names("Provenance", "target=http://elsewhere.example/fhir/Patient/9"))
                .containsExactly("prov");
        assertThat(FOUND.names("Observation", "subject=Patient/~bert/_history/1"))
                .containsExactly("b1");
        assertThat(FOUND.names("Observation", "subject=Patient/~anna/_history/1"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient=Group/x",
                "patient:Group=x",
                "subject:Patient=Group/x",
                "subject:Patient=http://elsewhere.example/fhir/Patient/77",
                "subject=",
                "subject=no such thing",
                "subject=Unknown/1",
                "subject:identifier=",
                "subject:exact=x",
                "patient:above=x"
            })
    void what_cannot_be_referred_to_is_refused(String condition) {
        assertThat(FOUND.reply("Observation", condition).status()).isEqualTo(400);
    }

    @Test
    void a_refusal_names_the_types_that_fit() {
        assertThat(FOUND.reply("Observation", "patient=Group/x").text()).contains("refers to Patient,");
        assertThat(FOUND.reply("QuestionnaireResponse", "questionnaire:identifier=x")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void canonicals_are_found_with_and_without_version() {
        assertThat(FOUND.names("QuestionnaireResponse", "questionnaire=http://example.org/q/mood"))
                .containsExactly("qr");
        assertThat(FOUND.names("QuestionnaireResponse", "questionnaire=http://example.org/q/mood|2.0"))
                .containsExactly("qr");
        assertThat(FOUND.names("QuestionnaireResponse", "questionnaire=http://example.org/q/mood|3.0"))
                .isEmpty();
        assertThat(FOUND.names("QuestionnaireResponse", "questionnaire=" + TestServer.base() + "/Questionnaire/own"))
                .containsExactly("qr2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Observation; subject:Patient.gender=female;     a1 a2",
                "Observation; patient.gender=female;             a1 a2",
                "Observation; subject.gender=male;               b1",
                "Observation; patient.birthdate=lt1985;          a1 a2",
                "Observation; patient.gender:not=female;         b1",
                "Observation; subject:Patient._id=~anna;         a1 a2",
                "Observation; patient.organization.name=harb;    a1 a2",
                "Observation; subject:Patient.organization:Organization.name=harb; a1 a2",
                "Observation; encounter.patient.gender=female;   a1",
                "Observation; subject:Group.type=person;         g1",
                "Observation; has-member.code=hr;                b1",
                "Observation; patient.gender=female&code=bp;     a2",
                "Observation; patient.gender=female,male;        a1 a2 b1",
                "Patient;     _has:Observation:patient:code=hr;  anna bert",
                "Patient;     _has:Observation:subject:code=bp;  anna",
                "Patient;     _has:Observation:patient:code=urn:test:c|hr&gender=male; bert",
                "Patient;     _has:Observation:patient:value-quantity=gt85; bert",
                "Patient;     _has:Observation:patient:_id=~a1;  anna",
                "Patient;     _has:Encounter:patient:_has:Observation:encounter:code=hr; anna",
                "Patient;     _has:Observation:patient:encounter.status=finished; anna",
                "Organization; _has:Patient:organization:gender=female; org",
                "Patient;     _has:Observation:patient:code=zz;  ''"
            })
    void chains_both_ways(String type, String condition, String names) {
        assertThat(FOUND.names(type, condition)).containsExactlyInAnyOrder(split(names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "code-value-quantity=hr$60;                         a1",
                "code-value-quantity=urn:test:c|hr$gt50;            a1 b1",
                "code-value-quantity=hr$60|urn:u|bpm;               a1",
                "code-value-quantity=hr$90|urn:u|bpm;               ''",
                "code-value-quantity=bp$60;                         ''",
                "component-code-value-quantity=sys$120;             a2",
                "component-code-value-quantity=sys$80;              ''",
                "component-code-value-quantity=dia$lt90;            a2",
                "combo-code-value-quantity=hr$lt70,dia$80;          a1 a2"
            })
    void composites_hold_within_one_element(String condition, String names) {
        assertThat(FOUND.names("Observation", condition)).containsExactlyInAnyOrder(split(names));
    }

    @Test
    void includes_bring_what_is_referred_to_once() {
        assertThat(FOUND.included("Observation", "code=hr&_include=Observation:subject"))
                .containsExactly("anna", "bert");
        assertThat(FOUND.included("Observation", "_id=~a1&_include=Observation:*"))
                .containsExactly("anna", "enc");
        assertThat(FOUND.included("Observation", "_id=~a1&_include=*")).containsExactly("anna", "enc");
        assertThat(FOUND.included("Observation", "_include=Observation:subject:Group"))
                .containsExactly("group");
        assertThat(FOUND.included("Observation", "_id=~a1&_include=Observation:encounter&_include=Observation:patient"))
                .containsExactly("anna", "enc");
        assertThat(FOUND.included("Observation", "_id=~ext&_include=Observation:subject"))
                .isEmpty();
    }

    @Test
    void a_parameter_about_patients_leads_to_patients_only() {
        assertThat(FOUND.included("Observation", "_include=Observation:patient"))
                .containsExactly("anna", "bert");
        assertThat(FOUND.included("Group", "_id=~group&_revinclude=Observation:subject"))
                .containsExactly("g1");
        assertThat(FOUND.included("Group", "_id=~group&_revinclude=Observation:patient"))
                .isEmpty();
        assertThat(FOUND.names("Group", "_has:Observation:subject:status=final"))
                .containsExactly("group");
        assertThat(FOUND.names("Group", "_has:Observation:patient:status=final"))
                .isEmpty();
        assertThat(FOUND.reply("Observation", "patient:Group.type=person").text())
                .contains("'patient' refers to Patient");
    }

    @Test
    void a_match_is_not_included_again() {
        assertThat(FOUND.included("Observation", "code=hr&_include=Observation:has-member"))
                .isEmpty();
        assertThat(FOUND.included("Observation", "_id=~b1&_include=Observation:has-member"))
                .containsExactly("a1");
    }

    @Test
    void revincludes_bring_what_refers_here() {
        assertThat(FOUND.included("Patient", "_id=~anna&_revinclude=Observation:subject"))
                .containsExactly("a1", "a2");
        assertThat(FOUND.included("Patient", "_id=~anna&_revinclude=Observation:*"))
                .containsExactly("a1", "a2");
        assertThat(FOUND.included("Patient", "_id=~anna&_revinclude=Encounter:subject&_include=Patient:organization"))
                .containsExactly("enc", "org");
        assertThat(FOUND.included("Patient", "_id=~anna&_revinclude=Observation:subject:Patient"))
                .containsExactly("a1", "a2");
        assertThat(FOUND.reply("Patient", "_id=~anna&_revinclude=Observation:subject:Group")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void revinclude_of_everything_brings_every_type() {
        assertThat(FOUND.included("Patient", "_id=~anna&_revinclude=*")).containsExactly("a1", "a2", "enc");
    }

    private static String[] split(String names) {
        return names.isBlank() ? new String[0] : names.split(" ");
    }
}
