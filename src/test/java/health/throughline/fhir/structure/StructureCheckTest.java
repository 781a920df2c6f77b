package health.throughline.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/json.html and https://hl7.org/fhir/R4/datatypes.html: one defect, one issue. */
class StructureCheckTest {

    private static final String DIV = "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">";

    /** Single quotes stand for double ones; a type with '-' gets none of its mandatory elements. */
    private static ObjectNode resource(String type, String members) {
        String mandatory = type.equals("Observation") ? "'status':'final','code':{'text':'x'}," : "";
        String json = "{'resourceType':'" + type.replace("-", "") + "'," + mandatory + members + "}";
        String text = json.replace('\'', '"').replace("<DIV>", DIV);
        return FhirJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # elements
            Patient      | 'nickname':'x'                                | Patient.nickname              | structure
            Patient      | 'name':[{'famly':'x'}]                        | Patient.name[0].famly         | structure
            Patient      | '_name':[{'id':'x'}]                          | Patient._name                 | structure
            Observation  | 'value':1                                     | Observation.value             | structure
            Observation  | 'valueMoney':{'value':1}                      | Observation.valueMoney        | structure
            Observation  | 'component':[{'code':{'text':'x'},'unit':1}]  | Observation.component[0].unit | structure
            Patient      | 'a b':1                                       | Patient                       | structure
            Patient      | 'fhir_comments':['x']                         | Patient.fhir_comments         | structure
            Bundle       | 'type':'batch','text':{'status':'empty'}      | Bundle.text                   | structure
            # number
            Patient      | 'name':{'family':'x'}                         | Patient.name                  | structure
            Patient      | 'name':[{'given':'x'}]                        | Patient.name[0].given         | structure
            Patient      | 'gender':['male']                             | Patient.gender                | structure
            Patient      | 'maritalStatus':[{'text':'x'}]                | Patient.maritalStatus         | structure
            Patient      | 'name':[]                                     | Patient.name                  | structure
            Patient      | 'name':[[{'family':'x'}]]                     | Patient.name[0]               | structure
            # emptiness
            Patient      | 'name':[{}]                                   | Patient.name[0]               | structure
            Patient      | 'name':[{'id':'x'}]                           | Patient.name[0]               | structure
            Patient      | 'maritalStatus':{}                            | Patient.maritalStatus         | structure
            Patient      | 'maritalStatus':{'text':''}                   | Patient.maritalStatus.text    | structure
            Patient      | 'gender':null                                 | Patient.gender                | structure
            Patient      | 'name':null                                   | Patient.name                  | structure
            Patient      | 'name':[null]                                 | Patient.name[0]               | structure
            Patient      | 'name':[{'given':['x',null]}]                 | Patient.name[0].given[1]      | structure
            # JSON forms
            Patient      | 'active':'true'                               | Patient.active                | structure
            Patient      | 'active':1                                    | Patient.active                | structure
            Patient      | 'birthDate':1970                              | Patient.birthDate             | structure
            Patient      | 'multipleBirthInteger':'2'                    | Patient.multipleBirthInteger  | structure
            Patient      | 'maritalStatus':'x'                           | Patient.maritalStatus         | structure
            Patient      | 'name':['x']                                  | Patient.name[0]               | structure
            Observation  | 'valueQuantity':{'value':'1.0'}               | Observation.valueQuantity.value | structure
            Observation  | 'valueString':{'x':'y'}                       | Observation.valueString       | structure
            # formats
            Patient      | 'id':'a_b'                                    | Patient.id                    | value
            Patient      | 'id':'a234567890b234567890c234567890d234567890e234567890f234567890g2345' | Patient.id | value
            Patient      | 'language':' en'                              | Patient.language              | value
            Patient      | 'language':'en  us'                           | Patient.language              | value
            Patient      | 'implicitRules':'a b'                         | Patient.implicitRules         | value
            Patient      | 'meta':{'profile':['a b']}                    | Patient.meta.profile[0]       | value
            Patient      | 'photo':[{'url':'a\\tb'}]                      | Patient.photo[0].url          | value
            Patient      | 'photo':[{'data':'abc'}]                      | Patient.photo[0].data         | value
            Patient      | 'photo':[{'data':'ab=c'}]                     | Patient.photo[0].data         | value
            Patient      | 'photo':[{'data':'ab-_'}]                     | Patient.photo[0].data         | value
            Patient      | 'photo':[{'size':-1}]                         | Patient.photo[0].size         | value
            Patient      | 'telecom':[{'rank':0}]                        | Patient.telecom[0].rank       | value
            Patient      | 'multipleBirthInteger':1.5                    | Patient.multipleBirthInteger  | value
            Patient      | 'multipleBirthInteger':2147483648             | Patient.multipleBirthInteger  | value
            Patient      | 'name':[{'text':'a\\u0007'}]                  | Patient.name[0].text          | value
            Patient      | 'name':[{'text':'\\ud800'}]                   | Patient.name[0].text          | value
            Patient      | 'name':[{'text':'\\udc00x'}]                  | Patient.name[0].text          | value
            Observation  | 'valueQuantity':{'value':1e401}               | Observation.valueQuantity.value | value
            Observation  | 'valueQuantity':{'value':1e-401}              | Observation.valueQuantity.value | value
            Parameters   | 'parameter':[{'name':'x','valueOid':'1.2'}]   | Parameters.parameter[0].valueOid | value
            Parameters   | 'parameter':[{'name':'x','valueOid':'urn:oid:1.02'}] \
            | Parameters.parameter[0].valueOid | value
            Parameters   | 'parameter':[{'name':'x','valueUuid':'urn:uuid:1'}] \
            | Parameters.parameter[0].valueUuid | value
            # dates and times
            Patient      | 'birthDate':'2024-02-30'                      | Patient.birthDate             | value
            Patient      | 'birthDate':'2023-02-29'                      | Patient.birthDate             | value
            Patient      | 'birthDate':'1900-02-29'                      | Patient.birthDate             | value
            Patient      | 'birthDate':'0000'                            | Patient.birthDate             | value
            Patient      | 'birthDate':'2024-13'                         | Patient.birthDate             | value
            Patient      | 'birthDate':'2024-00-01'                      | Patient.birthDate             | value
            Patient      | 'birthDate':'2024-1-1'                        | Patient.birthDate             | value
            Patient      | 'birthDate':'01/02/2024'                      | Patient.birthDate             | value
            Patient      | 'birthDate':'2024-01-01T00:00:00Z'            | Patient.birthDate             | value
            Observation  | 'effectiveDateTime':'2024-01-01T10:00:00'     | Observation.effectiveDateTime | value
            Observation  | 'effectiveDateTime':'2024-01-01T10:00Z'       | Observation.effectiveDateTime | value
            Observation  | 'effectiveDateTime':'2024-01-01T24:00:00Z'    | Observation.effectiveDateTime | value
            Observation  | 'effectiveDateTime':'2024-01-01T10:00:00+15:00' | Observation.effectiveDateTime | value
            Observation  | 'effectiveDateTime':'2024-01-01T10:00:00.Z'   | Observation.effectiveDateTime | value
            Observation  | 'issued':'2024-01-01'                         | Observation.issued            | value
            Observation  | 'issued':'2024-04-31T10:00:00Z'               | Observation.issued            | value
            Observation  | 'valueTime':'10:60:00'                        | Observation.valueTime         | value
            Observation  | 'valueTime':'10:00:00Z'                       | Observation.valueTime         | value
            # mandatory elements and choices
            Observation- | 'code':{'text':'x'}                           | Observation.status            | required
            Observation- | 'status':'final'                              | Observation.code              | required
            Observation  | 'component':[{'valueString':'x'}]             | Observation.component[0].code | required
            Patient      | 'link':[{'type':'refer'}]                     | Patient.link[0].other         | required
            Observation  | 'valueString':'x','valueInteger':1            | Observation.valueInteger      | structure
            Observation  | 'valueString':'x','_valueTime':{'extension':[{'url':'u','valueCode':'x'}]} \
            | Observation.valueTime | structure
            # codes
            Patient      | 'gender':'man'                                | Patient.gender                | code-invalid
            Observation- | 'status':'done','code':{'text':'x'}           | Observation.status            | code-invalid
            Patient      | 'name':[{'use':'legal'}]                      | Patient.name[0].use           | code-invalid
            Observation  | 'valueQuantity':{'comparator':'='} \
            | Observation.valueQuantity.comparator | code-invalid
            # extensions and siblings
            Patient      | 'extension':[{'valueCode':'x'}]               | Patient.extension[0].url      | required
            Patient      | 'extension':[{'url':'u'}]                     | Patient.extension[0].value[x] | required
            Patient      | 'extension':[{'url':'u','valueCode':'x','extension':[{'url':'v','valueCode':'x'}]}] \
            | Patient.extension[0] | structure
            Patient      | 'extension':[{'url':'u','_url':{'id':'x'},'valueCode':'x'}] \
            | Patient.extension[0]._url | structure
            Patient      | 'birthDate':'2024','_birthDate':{'value':'x'} | Patient.birthDate.value       | structure
            Patient      | 'birthDate':'2024','_birthDate':'x'           | Patient.birthDate             | structure
            Patient      | '_birthDate':{'id':'x'}                       | Patient.birthDate             | structure
            Patient      | 'birthDate':'2024','_birthDate':{}            | Patient.birthDate             | structure
            Patient      | 'birthDate':'2024','_birthDate':{'extension':[{'url':'u'}]} \
            | Patient.birthDate.extension[0].value[x] | required
            Patient      | 'name':[{'given':['x','y'],'_given':[{'id':'a'}]}] | Patient.name[0]._given   | structure
            Patient      | 'name':[{'given':['x'],'_given':{'id':'a'}}]  | Patient.name[0]._given        | structure
            Patient      | 'name':[{'_given':[null]}]                    | Patient.name[0].given[0]      | structure
            # resources within resources
            Patient-     | 'contained':[{'id':'x'}]                      | Patient.contained[0].resourceType | required
            Patient-     | 'contained':[{'resourceType':'Pat'}]          | Patient.contained[0].resourceType | structure
            Patient-     | 'contained':[{'resourceType':'List','status':'x','mode':'working'}] \
            | Patient.contained[0].status | code-invalid
            Patient-     | 'contained':[{'resourceType':'Basic','code':{'text':'x'},'contained':[\
            {'resourceType':'Patient'}]}] | Patient.contained[0].contained | structure
            Bundle       | 'type':'batch','entry':[{'resource':{'resourceType':'Patient','active':0}}] \
            | Bundle.entry[0].resource.active | structure
            Questionnaire | 'status':'draft','item':[{'linkId':'1','type':'group','item':[{'type':'display'}]}] \
            | Questionnaire.item[0].item[0].linkId | required
            # narrative
            Patient      | 'text':{'status':'generated'}                 | Patient.text.div              | required
            Patient      | 'text':{'status':'generated','div':'x'}       | Patient.text.div              | value
            Patient      | 'text':{'status':'generated','div':'<div>x</div>'} | Patient.text.div         | value
            Patient      | 'text':{'status':'generated','div':'<DIV>x'}  | Patient.text.div              | value
            Patient      | 'text':{'status':'generated','div':'<DIV> </div>'} | Patient.text.div         | value
            Patient      | 'text':{'status':'generated','div':'<DIV>a&nbsp;b</div>'} | Patient.text.div  | value
            Patient      | 'text':{'status':'generated','div':'<DIV><script>x</script></div>'} \
            | Patient.text.div | value
            Patient      | 'text':{'status':'generated','div':'<DIV><p onclick=\\"x\\">x</p></div>'} \
            | Patient.text.div | value
            Patient      | 'text':{'status':'generated','div':'<DIV><a href=\\"Java&#10;Script:x\\">x</a></div>'} \
            | Patient.text.div | value
            Patient      | 'text':{'status':'generated','div':'<DIV>x</div><div/>'} | Patient.text.div   | value
            """)
    void one_defect_is_told_with_its_place_and_kind(String type, String members, String expression, String code) {
        List<Issue> issues = StructureCheck.issues(resource(type, members));

        assertThat(issues).extracting(Issue::expression).containsExactly(expression);
        assertThat(issues).extracting(Issue::code).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Patient     | 'birthDate':'2024-02-29'
            Patient     | 'name':[{'given':['x',null],'_given':[null,{'extension':[{'url':'u','valueCode':'x'}]}]}]
            Patient     | '_birthDate':{'extension':[{'url':'u','extension':[{'url':'v','valueString':'x'}]}]}
            Patient     | 'name':[{'text':'\\ud83d\\ude00 a\\tb'}]
            Patient     | 'text':{'status':'generated','div':'<DIV>a &amp; b<br/><img src=\\"#x\\" alt=\\"y\\"/></div>'}
            Observation | '_valueString':{'extension':[{'url':'u','valueCode':'x'}]}
            Observation | 'valueQuantity':{'value':1.00,'comparator':'<'}
            Observation | 'effectiveDateTime':'2024-06-30T23:59:60.123+14:00'
            Observation- | '_status':{'extension':[{'url':'u','valueCode':'unknown'}]},'code':{'text':'x'}
            ValueSet    | 'status':'draft','compose':{'include':[{'system':'s'}],'exclude':[{'system':'t'}]}
            Bundle      | 'type':'searchset','link':[{'relation':'self','url':'u'}],\
            'entry':[{'link':[{'relation':'x','url':'u'}]}]
            """)
    void what_r4_allows_passes(String type, String members) {
        assertThat(StructureCheck.issues(resource(type, members))).isEmpty();
    }

    @Test
    void every_defect_is_told_at_once_and_no_value_is_repeated() {
        ObjectNode patient = resource("Patient", "'gender':'secret','birthDate':'secret','actve':'secret'");

        assertThatThrownBy(() -> StructureCheck.check(patient)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID);
            assertThat(refusal.issues())
                    .hasSize(3)
                    .noneMatch(issue -> issue.toString().contains("secret"));
            assertThat(refusal.issues().get(0).diagnostics()).contains("female", "male", "other", "unknown");
            assertThat(refusal.issues().get(2).diagnostics()).contains("did you mean 'active'?");
        });
    }

    @Test
    void the_datatypes_of_a_choice_are_named() {
        Issue issue =
                StructureCheck.issues(resource("Patient", "'deceased':true")).get(0);

        assertThat(issue.diagnostics()).contains("deceasedBoolean", "deceasedDateTime");
    }

    @Test
    void at_most_twenty_issues_are_told() {
        ObjectNode patient = resource("Patient", "'name':[" + "1,".repeat(50) + "1]");

        assertThat(StructureCheck.issues(patient)).hasSize(20);
    }

    @Test
    void an_unknown_type_is_told_at_the_root() {
        assertThat(StructureCheck.issues(FhirJson.object()).get(0).expression()).isEqualTo("Resource.resourceType");
        assertThat(StructureCheck.issues(resource("DomainResource", "'id':'1'"))
                        .get(0)
                        .code())
                .isEqualTo("structure");
    }

    @Test
    void text_longer_than_a_megabyte_is_refused() {
        ObjectNode patient = resource("Patient", "'id':'1'");
        patient.putArray("name").addObject().put("text", "x".repeat(1024 * 1024 + 1));

        assertThat(StructureCheck.issues(patient))
                .extracting(Issue::expression)
                .containsExactly("Patient.name[0].text");
    }

    @Test
    void nesting_deeper_than_the_reader_allows_is_refused() {
        ObjectNode extension = FhirJson.object().put("url", "u").put("valueCode", "x");
        for (int i = 0; i < 5000; i++) {
            ObjectNode outer = FhirJson.object().put("url", "u");
            outer.putArray("extension").add(extension);
            extension = outer;
        }
        ObjectNode patient = resource("Patient", "'id':'1'");
        patient.putArray("extension").add(extension);

        assertThat(StructureCheck.issues(patient)).hasSize(1);
    }
}
