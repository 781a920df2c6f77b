package health.throughline.fhir.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.xml.FhirXml;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/fhirpatch.html: what each operation does, and which do not fit. */
class FhirPathPatchTest {

    private static ObjectNode json(String json) {
        return FhirJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode resource(String members) {
        boolean typed = members.startsWith("'resourceType'");
        return json("{" + (typed ? "" : "'resourceType':'Patient','id':'1'" + (members.isEmpty() ? "" : ",")) + members
                + "}");
    }

    /** Writes {'type':'delete','path':'x'} as the parts of a Parameters resource. */
    private static ObjectNode parameters(String operations) {
        ObjectNode parameters = json("{'resourceType':'Parameters'}");
        for (JsonNode operation : json("{'list':[" + operations + "]}").get("list")) {
            ObjectNode parameter =
                    parameters.withArrayProperty("parameter").addObject().put("name", "operation");
            for (Map.Entry<String, JsonNode> part : operation.properties()) {
                ObjectNode target =
                        parameter.withArrayProperty("part").addObject().put("name", part.getKey());
                if (part.getValue() instanceof ObjectNode value) {
                    target.setAll(value);
                } else {
                    target.set(part.getValue().isInt() ? "valueInteger" : "valueString", part.getValue());
                }
            }
        }
        return parameters;
    }

    private static ObjectNode apply(String members, String operations) {
        byte[] body = FhirJson.bytes(parameters(operations));
        return Patch.parse("application/fhir+json", body).apply(resource(members));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # primitives
            'birthDate':'1920' | {'type':'replace','path':'Patient.birthDate','value':{'valueDate':'1930'}} \
            | 'birthDate':'1930'
            'birthDate':'1920','gender':'male' | {'type':'delete','path':'Patient.birthDate'} | 'gender':'male'
            'gender':'male' | {'type':'delete','path':'Patient.birthDate'} | 'gender':'male'
            'gender':'male' | {'type':'add','path':'Patient','name':'birthDate','value':{'valueDate':'1930'}} \
            | 'gender':'male','birthDate':'1930'
            'contact':[{'name':{'text':'a'},'gender':'male'}] \
            | {'type':'replace','path':'Patient.contact[0].gender','value':{'valueCode':'female'}} \
            | 'contact':[{'name':{'text':'a'},'gender':'female'}]
            'contact':[{'name':{'text':'a'},'gender':'male'}] \
            | {'type':'delete','path':'Patient.contact[0].name.text'} \
            | 'contact':[{'gender':'male'}]
            'contact':[{'name':{'text':'a'}}] \
            | {'type':'add','path':'Patient.contact[0]','name':'gender','value':{'valueCode':'male'}} \
            | 'contact':[{'name':{'text':'a'},'gender':'male'}]
            # datatypes and backbone elements
            'gender':'male' | {'type':'add','path':'Patient','name':'maritalStatus','value':\
            {'valueCodeableConcept':{'text':'m'}}} | 'gender':'male','maritalStatus':{'text':'m'}
            'maritalStatus':{'id':'1','text':'m'} | {'type':'replace','path':'Patient.maritalStatus','value':\
            {'valueCodeableConcept':{'id':'2','text':'n'}}} | 'maritalStatus':{'id':'2','text':'n'}
            'gender':'male' | {'type':'add','path':'Patient','name':'contact','value':{'part':[\
            {'name':'name','valueHumanName':{'text':'a'}},{'name':'telecom','valueContactPoint':{'value':'1'}},\
            {'name':'telecom','valueContactPoint':{'value':'2'}}]}} \
            | 'gender':'male','contact':[{'name':{'text':'a'},'telecom':[{'value':'1'},{'value':'2'}]}]
            'gender':'male','contact':[{'gender':'male'}] | {'type':'delete','path':'Patient.contact[0]'} \
            | 'gender':'male'
            # lists
            'identifier':[{'value':'a'},{'value':'b'}] \
            | {'type':'insert','path':'Patient.identifier','index':2,'value':\
            {'valueIdentifier':{'value':'c'}}} | 'identifier':[{'value':'a'},{'value':'b'},{'value':'c'}]
            'identifier':[{'value':'a'},{'value':'b'}] \
            | {'type':'insert','path':'Patient.identifier','index':0,'value':\
            {'valueIdentifier':{'value':'c'}}} | 'identifier':[{'value':'c'},{'value':'a'},{'value':'b'}]
            'identifier':[{'value':'a'}] | {'type':'add','path':'Patient','name':'identifier','value':\
            {'valueIdentifier':{'value':'c'}}} | 'identifier':[{'value':'a'},{'value':'c'}]
            'identifier':[{'value':'a'},{'value':'b'},{'value':'c'}] \
            | {'type':'delete','path':'Patient.identifier[1]'} \
            | 'identifier':[{'value':'a'},{'value':'c'}]
            'identifier':[{'value':'a'},{'value':'b'}] \
            | {'type':'delete','path':'Patient.identifier.where(value = ~b~)'} | 'identifier':[{'value':'a'}]
            'identifier':[{'value':'a'},{'value':'b'},{'value':'c'},{'value':'d'}] \
            | {'type':'move','path':'Patient.identifier','source':3,'destination':1} \
            | 'identifier':[{'value':'a'},{'value':'d'},{'value':'b'},{'value':'c'}]
            'identifier':[{'value':'a'},{'value':'b'},{'value':'c'},{'value':'d'}] \
            | {'type':'move','path':'Patient.identifier','source':0,'destination':2} \
            | 'identifier':[{'value':'b'},{'value':'c'},{'value':'a'},{'value':'d'}]
            'identifier':[{'value':'a'},{'value':'b'}] \
            | {'type':'replace','path':'Patient.identifier[1].value','value':{'valueString':'c'}},\
            {'type':'delete','path':'Patient.identifier[0]'} | 'identifier':[{'value':'c'}]
            # values and what stands beside them
            'name':[{'given':['a','b'],'_given':[null,{'id':'x'}]}] \
            | {'type':'insert','path':'Patient.name[0].given','index':0,'value':{'valueString':'c',\
            '_valueString':{'id':'y'}}} \
            | 'name':[{'given':['c','a','b'],'_given':[{'id':'y'},null,{'id':'x'}]}]
            'name':[{'given':['a','b'],'_given':[null,{'id':'x'}]}] \
            | {'type':'delete','path':'Patient.name[0].given[1]'} \
            | 'name':[{'given':['a']}]
            'birthDate':'1920' | {'type':'add','path':'Patient.birthDate','name':'extension','value':{'part':[\
            {'name':'url','valueUri':'u'},{'name':'value','valueString':'x'}]}} \
            | 'birthDate':'1920','_birthDate':{'extension':[{'url':'u','valueString':'x'}]}
            'birthDate':'1920','_birthDate':{'extension':[{'url':'u','valueString':'x'}]} \
            | {'type':'replace','path':'Patient.birthDate.extension.value','value':{'valueInteger':1}} \
            | 'birthDate':'1920','_birthDate':{'extension':[{'url':'u','valueInteger':1}]}
            'birthDate':'1920','_birthDate':{'id':'x'} \
            | {'type':'replace','path':'Patient.birthDate','value':{'valueDate':'1921'}} | 'birthDate':'1921'
            # choices
            'deceasedBoolean':true | {'type':'replace','path':'Patient.deceased','value':{'valueDateTime':'2020'}} \
            | 'deceasedDateTime':'2020'
            'gender':'male' | {'type':'add','path':'Patient','name':'deceased','value':{'valueBoolean':true}} \
            | 'gender':'male','deceasedBoolean':true
            'gender':'male','deceasedBoolean':true | {'type':'delete','path':'Patient.deceased'} | 'gender':'male'
            # resources within resources
            'contained':[{'resourceType':'Organization','id':'o','name':'x'}] \
            | {'type':'replace','path':'Patient.contained[0].name','value':{'valueString':'y'}} \
            | 'contained':[{'resourceType':'Organization','id':'o','name':'y'}]
            'gender':'male' | {'type':'add','path':'Patient','name':'contained','value':{'resource':\
            {'resourceType':'Organization','id':'o'}}} \
            | 'gender':'male','contained':[{'resourceType':'Organization','id':'o'}]
            """)
    void each_operation_does_what_the_specification_says(String before, String operations, String after) {
        assertThat(apply(before, operations.replace("~", "\\u0027"))).isEqualTo(resource(after));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'gender':'male' | {'type':'replace','path':'Patient.birthDate','value':{'valueDate':'1930'}}
            'name':[{'text':'a'},{'text':'b'}] | {'type':'delete','path':'Patient.name'}
            'gender':'male' | {'type':'add','path':'Patient','name':'gender','value':{'valueCode':'female'}}
            'gender':'male' | {'type':'add','path':'Patient','name':'sex','value':{'valueCode':'female'}}
            'gender':'male' | {'type':'add','path':'Patient.name','name':'text','value':{'valueString':'x'}}
            'gender':'male' | {'type':'add','path':'Patient','name':'deceased','value':{'valueString':'x'}}
            'gender':'male' | {'type':'add','path':'Patient','name':'resourceType','value':{'valueString':'x'}}
            'deceasedBoolean':true | {'type':'add','path':'Patient','name':'deceased','value':{'valueDateTime':'2020'}}
            'name':[{'text':'a'}] \
            | {'type':'insert','path':'Patient.name','index':2,'value':{'valueHumanName':{'text':'b'}}}
            'gender':'male' | {'type':'insert','path':'Patient.name','index':0,'value':{'valueHumanName':{'text':'b'}}}
            'gender':'male' | {'type':'insert','path':'Patient.gender','index':0,'value':{'valueCode':'male'}}
            'name':[{'text':'a'},{'text':'b'}] | {'type':'move','path':'Patient.name','source':0,'destination':2}
            'name':[{'text':'a'},{'text':'b'}] | {'type':'move','path':'Patient.name[0]','source':0,'destination':0}
            'gender':'male' | {'type':'add','path':'Patient','name':'name','value':{'valueString':'x'}}
            'gender':'male' | {'type':'replace','path':'Patient.gender','value':{'valuePeriod':{'start':'2020'}}}
            'gender':'male' | {'type':'add','path':'Patient','name':'contained','value':{'valueString':'x'}}
            'gender':'male' | {'type':'delete','path':'Patient'}
            'gender':'male' | {'type':'delete','path':'Patient.gender = Patient.gender'}
            'gender':'male' | {'type':'delete','path':'Patient..gender'}
            'gender':'male' | {'type':'replace','path':'Patient.gender','value':{'part':[{'name':'x','valueCode':'y'}]}}
            """)
    void an_operation_that_does_not_fit_is_unprocessable_and_named(String before, String operation) {
        String first = "{'type':'delete','path':'Patient.photo'},";

        assertRefused(before, first + operation, Refusal.Reason.UNPROCESSABLE, "Operation 1 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'remove','path':'Patient.gender'}
            {'path':'Patient.gender'}
            {'type':'delete'}
            {'type':'delete','path':'Patient.gender','what':'x'}
            {'type':'replace','path':'Patient.gender'}
            {'type':'add','path':'Patient','value':{'valueCode':'x'}}
            {'type':'insert','path':'Patient.name','value':{'valueHumanName':{'text':'x'}}}
            {'type':'insert','path':'Patient.name','index':-1,'value':{'valueHumanName':{'text':'x'}}}
            {'type':'move','path':'Patient.name','source':1}
            {'type':'delete','path':'Patient.link.other.resolve()'}
            {'type':'delete','path':'Patient.trace(name).gender'}
            {'type':'delete','path':'Patient.name.where(text.matches(text))'}
            """)
    void an_operation_that_is_no_operation_is_invalid_and_named(String operation) {
        assertRefused("'gender':'male'", operation, Refusal.Reason.INVALID, "Operation 0 ");
    }

    @Test
    void type_and_id_cannot_be_changed() {
        assertRefused(
                "'gender':'male'",
                "{'type':'replace','path':'Patient.id','value':{'valueId':'2'}}",
                Refusal.Reason.UNPROCESSABLE,
                "");
    }

    @Test
    void a_patch_without_operations_changes_nothing() {
        ObjectNode patient = resource("'gender':'male'");

        assertThat(Patch.parse("application/fhir+json", FhirJson.bytes(json("{'resourceType':'Parameters'}")))
                        .apply(patient))
                .isEqualTo(patient);
    }

    @Test
    void a_body_that_is_no_parameters_resource_is_invalid() {
        assertThatThrownBy(() -> Patch.parse("application/fhir+json", FhirJson.bytes(resource(""))))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID));
    }

    @Test
    void the_body_may_be_xml() {
        ObjectNode body = parameters("{'type':'replace','path':'Patient.gender','value':{'valueCode':'female'}}");

        assertThat(Patch.parse("application/fhir+xml", FhirXml.bytes(body)).apply(resource("'gender':'male'")))
                .isEqualTo(resource("'gender':'female'"));
    }

    @Test
    void digits_of_numbers_are_left_alone() {
        String observation =
                "'resourceType':'Observation','status':'final','code':{'text':'x'}," + "'valueQuantity':{'value':1.00}";

        assertThat(apply(
                                observation + ",'issued':'2020-01-01T00:00:00Z'",
                                "{'type':'delete','path':'Observation.issued'}")
                        .toString())
                .isEqualTo(resource(observation).toString());
    }

    private static void assertRefused(String before, String operations, Refusal.Reason reason, String text) {
        assertThatThrownBy(() -> apply(before, operations)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.getMessage()).contains(text);
        });
    }
}
