package health.throughline.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.SpecificationExamples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/search.html#summary and #elements: parts of resources, marked SUBSETTED. */
class SummaryTest {

    private static final String TAG =
            "{'system':'http://terminology.hl7.org/CodeSystem/v3-ObservationValue'," + "'code':'SUBSETTED'}";
    private static final String META = "'meta':{'tag':[" + TAG + "]}";

    private static final ObjectNode OBSERVATION = json("{'resourceType':'Observation','id':'1',"
            + "'text':{'status':'generated','div':'<div/>'},'status':'final','category':[{'text':'c'}],"
            + "'code':{'coding':[{'system':'s','code':'x'}]},'note':[{'text':'n'}],'valueQuantity':{'value':1.0},"
            + "'component':[{'code':{'text':'a'},'valueString':'v','dataAbsentReason':{'text':'d'}}]}");

    private static ObjectNode json(String text) {
        return FhirJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void true_keeps_what_the_definition_marks_at_every_level() {
        assertThat(Summary.TRUE.of(OBSERVATION))
                .isEqualTo(json("{'resourceType':'Observation','id':'1'," + META + ",'status':'final',"
                        + "'code':{'coding':[{'system':'s','code':'x'}]},'valueQuantity':{'value':1.0},"
                        + "'component':[{'code':{'text':'a'},'valueString':'v'}]}"));
    }

    @Test
    void text_keeps_the_narrative_and_what_is_mandatory() {
        assertThat(Summary.TEXT.of(OBSERVATION))
                .isEqualTo(json("{'resourceType':'Observation','id':'1'," + META
                        + ",'text':{'status':'generated','div':'<div/>'},'status':'final',"
                        + "'code':{'coding':[{'system':'s','code':'x'}]}}"));
    }

    @Test
    void data_leaves_out_the_narrative_alone() {
        ObjectNode data = Summary.DATA.of(OBSERVATION);

        assertThat(data.has("text")).isFalse();
        assertThat(data).hasSize(OBSERVATION.size());
    }

    @Test
    void elements_may_name_choices_by_their_base_and_members_of_members() {
        assertThat(Summary.elements(List.of("value", "Observation.category", "component.valueString"))
                        .of(OBSERVATION))
                .isEqualTo(json("{'resourceType':'Observation','id':'1'," + META + ",'status':'final',"
                        + "'category':[{'text':'c'}],'code':{'coding':[{'system':'s','code':'x'}]},"
                        + "'valueQuantity':{'value':1.0},'component':[{'code':{'text':'a'},'valueString':'v'}]}"));
    }

    @Test
    void an_element_keeps_its_sibling() {
        ObjectNode patient =
                json("{'resourceType':'Patient','birthDate':'2000','_birthDate':{'id':'a'},'gender':'male'}");

        assertThat(Summary.elements(List.of("birthDate")).of(patient))
                .isEqualTo(json("{'resourceType':'Patient'," + META + ",'birthDate':'2000','_birthDate':{'id':'a'}}"));
    }

    @Test
    void what_turns_the_meaning_round_is_never_left_out() {
        ObjectNode request = json("{'resourceType':'MedicationRequest','status':'active','intent':'order',"
                + "'doNotPerform':true,'medicationReference':{'reference':'Medication/1'},'subject':{'display':'x'}}");

        assertThat(Summary.elements(List.of("authoredOn")).of(request).has("doNotPerform"))
                .isTrue();
    }

    @Test
    void the_tag_is_added_once_and_the_resource_given_stays_as_it_was() {
        ObjectNode before = OBSERVATION.deepCopy();
        ObjectNode twice = Summary.DATA.of(Summary.TRUE.of(OBSERVATION));

        assertThat(twice.at("/meta/tag")).hasSize(1);
        assertThat(OBSERVATION).isEqualTo(before);
    }

    @Test
    void a_part_of_any_example_is_a_well_structured_resource_still() {
        for (String path : SpecificationExamples.smallJson()) {
            ObjectNode resource = FhirJson.parse(SpecificationExamples.bytes(path));
            if (resource.has("resourceType") && StructureCheck.issues(resource).isEmpty()) {
                assertThat(StructureCheck.issues(Summary.TRUE.of(resource)))
                        .as(path)
                        .isEmpty();
                assertThat(StructureCheck.issues(Summary.TEXT.of(resource)))
                        .as(path)
                        .isEmpty();
            }
        }
    }

    @Test
    void only_true_text_and_data_name_a_part() {
        assertThat(Summary.named("text")).containsSame(Summary.TEXT);
        assertThat(Summary.named("false")).isEmpty();
        assertThat(Summary.named("count")).isEmpty();
    }
}
