package health.throughline.scenario;

import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hospital refers somebody: it becomes an inquiry for admissions once, and reaches into nobody's record. */
class ReferralIT {

    private final Programme programme = Programme.shared();
    private final String number = unique("mrn");

    private Person admissions;

    @BeforeEach
    void people() {
        admissions = programme.staff(Role.ADMISSIONS);
    }

    private ObjectNode referral(String order, String subject) {
        return json(
                "{'resourceType':'Parameters','parameter':[{'name':'referral','resource':{'resourceType':'Bundle','type':"
                        + "'collection','entry':[{'fullUrl':'https://ehr.example/fhir/Patient/1','resource':{"
                        + "'resourceType':'Patient','id':'1','identifier':[{'system':'https://ehr.example/mrn','value':"
                        + "'%s'}],'name':[{'family':'Referred'}]}},{'resource':{'resourceType':'ServiceRequest','id':'2',"
                        + "'identifier':[{'system':'https://ehr.example/order','value':'%s'}],'status':'active','intent':"
                        + "'order','priority':'urgent','subject':{'reference':'%s'}}},{'resource':{'resourceType':"
                        + "'DocumentReference','id':'3','status':'current','subject':{'reference':'Patient/1'},'content':"
                        + "[{'attachment':{'contentType':'text/plain','data':'YQ=='}}]}}]}}]}",
                number, order, subject);
    }

    private Reply send(Person by, ObjectNode referral) {
        return by.post("$process-referral", referral);
    }

    @Test
    void a_referral_becomes_an_inquiry_once() {
        String order = unique("order");

        Reply taken = send(admissions, referral(order, "Patient/1")).expect(201);
        Reply again = send(admissions, referral(order, "https://ehr.example/fhir/Patient/1"))
                .expect(200);

        JsonNode task = taken.json();
        assertThat(again.id()).isEqualTo(taken.id());
        assertThat(task.at("/code/coding/0/code").asText()).isEqualTo("admission-inquiry");
        assertThat(task.path("priority").asText()).isEqualTo("urgent");
        String patient = task.at("/for/reference").asText();
        Person lead = programme.staff(Role.CLINICAL_LEAD);
        assertThat(lead.get(patient).json().path("active").asBoolean(true)).isFalse();
        assertThat(lead.get("DocumentReference?patient=" + patient).matches()).hasSize(1);
        assertThat(lead.get("ServiceRequest?patient=" + patient).matches()).hasSize(1);
        assertThat(lead.get("Task?focus=" + task.at("/focus/reference").asText())
                        .matches())
                .containsExactly(taken.id());
    }

    @Test
    void somebody_known_is_neither_doubled_nor_changed() {
        JsonNode first = send(admissions, referral(unique("order"), "Patient/1"))
                .expect(201)
                .json();
        JsonNode second = send(admissions, referral(unique("order"), "Patient/1"))
                .expect(201)
                .json();

        assertThat(second.at("/for/reference")).isEqualTo(first.at("/for/reference"));
        Reply patient = admissions.get(first.at("/for/reference").asText()).expect(200);
        assertThat(patient.version()).isEqualTo("1");
        assertThat(admissions.get("Patient?identifier=" + number).matches()).hasSize(1);
    }

    @Test
    void what_reaches_outside_of_the_referral_is_refused() {
        Person client = programme.client(programme.staff(Role.THERAPIST));

        send(admissions, referral(unique("order"), client.who().toString())).expect(422);
        send(admissions, referral("", "Patient/1")).expect(400);
        assertThat(programme
                        .staff(Role.CLINICAL_LEAD)
                        .get("ServiceRequest?patient=" + client.who().id())
                        .matches())
                .isEmpty();
        assertThat(admissions.get("Patient?identifier=" + number).matches()).isEmpty();
    }

    @Test
    void it_is_for_admissions() {
        Person therapist = programme.staff(Role.THERAPIST);
        Person client = programme.client(therapist);

        send(therapist, referral(unique("order"), "Patient/1")).expect(403);
        send(client, referral(unique("order"), "Patient/1")).expect(403);
        send(programme.relative(client, "informed"), referral(unique("order"), "Patient/1"))
                .expect(403);
    }
}
