package health.throughline.record.attack;

import static health.throughline.record.attack.Ward.ANN;
import static health.throughline.record.attack.Ward.THERAPIST;
import static health.throughline.record.attack.Ward.WARD;
import static health.throughline.record.attack.Ward.observation;
import static health.throughline.record.attack.Ward.resource;
import static health.throughline.record.attack.Ward.subject;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Group B14 of the catalogue: other clients' data smuggled in by what is contained, referred to and gathered. */
class SmugglingAttacksIT {

    private static final String OF_ANN = observation("8867-4") + subject("a");
    private static final String OF_BOB = observation("8867-4") + subject("b");

    @Test
    void b14_a_contained_patient_moves_nothing() {
        String contained = "'contained':[{'resourceType':'Patient','id':'b','name':[{'family':'Contained'}]}],";
        String key = "Observation/"
                + Ward.id(WARD.post(ANN, "Observation", contained + OF_ANN + ",'focus':[{'reference':'#b'}]"));
        assertThat(WARD.status(Ward.BOB, key)).isEqualTo(404);
        assertThat(WARD.found(Ward.BOB, "Patient?family=Contained&_contained=true"))
                .isEmpty();
        assertThat(WARD.found(Ward.BOB, "Patient?family=Contained&_contained=both&_containedType=contained"))
                .isEmpty();
        assertThat(WARD.post(ANN, "Observation", contained + observation("8867-4") + "'subject':{'reference':'#b'}")
                        .status())
                .as("of no patient")
                .isEqualTo(403);
        assertThat(WARD.post(ANN, "Observation", observation("8867-4") + "'subject':{'identifier':{'value':'mrn-a'}}")
                        .status())
                .isEqualTo(403);
        assertThat(WARD.post(ANN, "Observation", OF_ANN + ",'performer':[{'reference':'Patient/b'}]")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void b14_references_to_what_is_hidden_are_as_good_as_to_what_is_absent() {
        for (String element : List.of("focus", "hasMember", "derivedFrom")) {
            String content = OF_ANN + ",'" + element + "':[{'reference':'Observation/ob'}]";
            Ask ask = Ask.post("Observation/$validate", resource("Observation", content));
            WARD.likeAbsent(ANN, ask, "ob");
        }
        for (String key : List.of("List", "Task", "Communication")) {
            String content = key.equals("List")
                    ? "'status':'current','mode':'working'," + subject("a")
                            + ",'entry':[{'item':{'reference':'Observation/ob'}}]"
                    : key.equals("Task")
                            ? "'status':'requested','intent':'order','for':{'reference':'Patient/a'},'focus':"
                                    + "{'reference':'Observation/ob'}"
                            : "'status':'completed'," + subject("a") + ",'about':[{'reference':'Observation/ob'}]";
            Answer hidden = WARD.post(THERAPIST, key, content);
            Answer absent = WARD.post(THERAPIST, key, content.replace("Observation/ob", "Observation/never"));
            assertThat(hidden.status()).as(key).isEqualTo(absent.status());
            if (hidden.status() == 201) {
                String made = key + "/" + Ward.id(hidden);
                assertThat(WARD.found(THERAPIST, key + "?_id=" + made.substring(key.length() + 1) + "&_include=*"))
                        .doesNotContain("Observation/ob");
            }
        }
    }

    @Test
    void b14_groups_lists_bundles_and_provenance_open_nothing() {
        assertThat(WARD.post(
                                THERAPIST,
                                "Group",
                                "'type':'person','actual':true,'member':[{'entity':{'reference':"
                                        + "'Patient/a'}},{'entity':{'reference':'Patient/b'}}]")
                        .status())
                .isEqualTo(403);
        String document = "'type':'collection','entry':[{'resource':" + resource("Observation/x", OF_BOB) + "}]";
        assertThat(WARD.post(THERAPIST, "Bundle", document).status()).isEqualTo(403);
        String mixed = "'type':'collection','entry':[{'resource':" + resource("Observation/x", OF_ANN)
                + "},{'resource':" + resource("Patient/b", "'active':true") + "}]";
        assertThat(WARD.post(THERAPIST, "Bundle", mixed).status()).isEqualTo(403);
        String provenance = WARD.fresh(
                "Provenance",
                "'recorded':'2026-01-01T00:00:00Z','target':[{'reference':'Observation/oa'},{'reference':"
                        + "'Observation/ob'}],'agent':[{'who':{'reference':'Practitioner/ta'}}]");
        assertThat(WARD.status(ANN, provenance)).isEqualTo(404);
        assertThat(WARD.found(ANN, "Observation?_id=oa&_revinclude=Provenance:target"))
                .containsExactly("Observation/oa");
        String basic = WARD.fresh("Basic", "'code':{'text':'x'},'subject':{'reference':'Observation/oa'}");
        assertThat(WARD.status(ANN, basic)).isEqualTo(404);
    }
}
