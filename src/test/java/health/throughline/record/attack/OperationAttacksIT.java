package health.throughline.record.attack;

import static health.throughline.record.attack.Ward.ANN;
import static health.throughline.record.attack.Ward.HOSPITAL;
import static health.throughline.record.attack.Ward.LEAD;
import static health.throughline.record.attack.Ward.PEER;
import static health.throughline.record.attack.Ward.RELATIVE;
import static health.throughline.record.attack.Ward.THERAPIST;
import static health.throughline.record.attack.Ward.WARD;
import static health.throughline.record.attack.Ward.json;
import static health.throughline.record.attack.Ward.observation;
import static health.throughline.record.attack.Ward.resource;
import static health.throughline.record.attack.Ward.scope;
import static health.throughline.record.attack.Ward.scoped;
import static health.throughline.record.attack.Ward.subject;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Group B7 of the catalogue: no operation opens more than reading does. */
class OperationAttacksIT {

    private static final String FORM = "https://throughline.example/fhir/Questionnaire/family-involvement-consent";

    /** All of these are attacked below, or read nothing of any client. */
    private static final Set<String> ATTACKED = Set.of(
            "accesses",
            "acknowledge",
            "apply",
            "assemble",
            "assign-assessment",
            "book",
            "break-glass",
            "check",
            "close",
            "closure",
            "coping-effectiveness",
            "crisis-card",
            "diff",
            "discharge",
            "disclosures",
            "early-warning",
            "enroll",
            "evaluate-measure",
            "everything",
            "expand",
            "explain",
            "extract",
            "fileConsent",
            "finalize",
            "find-matches",
            "find-slots",
            "graphql",
            "import-instrument",
            "invite",
            "lastn",
            "lookup",
            "meta",
            "meta-add",
            "meta-delete",
            "next-question",
            "populate",
            "preview",
            "process-referral",
            "record-attendance",
            "reindex",
            "reindex-progress",
            "replay",
            "replay-progress",
            "report-concern",
            "report-relapse",
            "reschedule",
            "revise",
            "revokeConsent",
            "roster",
            "score",
            "snooze",
            "stats",
            "step-change",
            "subsumes",
            "translate",
            "trend",
            "validate",
            "validate-code");

    @Test
    void b07_no_operation_is_forgotten_here() {
        JsonNode rest = Ward.tree(WARD.get(LEAD, "metadata")).path("rest").path(0);
        Set<String> offered = new TreeSet<>();
        rest.path("operation").forEach(one -> offered.add(one.path("name").asText()));
        for (JsonNode type : rest.path("resource")) {
            for (JsonNode operation : type.path("operation")) {
                String name = operation.path("name").asText();
                if (!namedQuery(type.path("type").asText(), name)) {
                    offered.add(name);
                }
            }
        }
        assertThat(offered).isNotEmpty().isSubsetOf(ATTACKED);
    }

    /** Whether it is one, and then it tells nobody of other clients. */
    private static boolean namedQuery(String type, String name) {
        String url = type + "?_query=" + name;
        if (WARD.status(LEAD, url) != 200) {
            return false;
        }
        for (Caller caller : List.of(ANN, THERAPIST, RELATIVE, HOSPITAL)) {
            String body = WARD.get(caller, url + "&_include=*&_revinclude=*").body();
            assertThat(body).as(url).doesNotContain("\"reference\":\"Patient/b\"", "/Patient/b\"");
        }
        return true;
    }

    @Test
    void b07_operations_on_what_is_hidden_answer_as_on_what_is_absent() {
        String response = WARD.fresh("QuestionnaireResponse", "'status':'completed'," + subject("b"));
        String consent = WARD.fresh("Consent", consent("b", "RelatedPerson/ra"));
        String meta = json(
                "{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':{'tag':[{'code':" + "'x'}]}}]}");
        for (Caller caller : List.of(ANN, THERAPIST, RELATIVE, HOSPITAL, PEER)) {
            for (String tail : List.of(
                    "$everything",
                    "$everything?_type=Observation",
                    "$everything?_since=2020-01-01&_count=1",
                    "$preview?as=RelatedPerson/ra",
                    "$accesses",
                    "$disclosures",
                    "$meta",
                    "$validate")) {
                WARD.likeAbsent(caller, Ask.get("Patient/b/" + tail), "b");
            }
            WARD.likeAbsent(caller, Ask.get("Consent/$explain?patient=Patient/b"), "b");
            WARD.likeAbsent(caller, Ask.get("Consent/$check?patient=Patient/b&actor=Patient/b&category=goals"), "b");
            WARD.likeAbsent(
                    caller,
                    Ask.get("Consent/$check?patient=Patient/a&actor=Practitioner/tb&resource=Observation/ob"),
                    "ob");
            for (String operation : List.of("$meta-add", "$meta-delete")) {
                WARD.likeAbsent(caller, Ask.post("Observation/ob/" + operation, meta), "ob");
            }
            WARD.likeAbsent(caller, Ask.get("Observation/ob/$validate?mode=delete"), "ob");
            for (String operation : List.of("$extract", "$score")) {
                WARD.likeAbsent(caller, Ask.get(response + "/" + operation), response.split("/")[1]);
            }
            WARD.likeAbsent(caller, Ask.post(consent + "/$revokeConsent", ""), consent.split("/")[1]);
            WARD.likeAbsent(caller, Ask.get("Questionnaire/$populate?canonical=" + FORM + "&subject=Patient/b"), "b");
        }
        assertThat(WARD.world.stored(consent)).contains("\"active\"");
    }

    @Test
    void b07_operations_of_the_programme_answer_as_on_what_is_absent() {
        for (Caller caller : List.of(ANN, THERAPIST, RELATIVE, HOSPITAL, PEER)) {
            for (String tail : List.of(
                    "$crisis-card",
                    "$coping-effectiveness",
                    "$early-warning",
                    "$trend?code=http://loinc.org|44261-6")) {
                WARD.likeAbsent(caller, Ask.get("Patient/b/" + tail), "b");
            }
            for (String url : List.of(
                    "Patient/b/$report-relapse?type=lapse",
                    "Patient/b/$assign-assessment?questionnaire=" + FORM,
                    "EpisodeOfCare/$enroll?patient=Patient/b&track=sud&entryReason=other",
                    "PlanDefinition/relapse-response/$apply?subject=Patient/b",
                    "Appointment/$book?slot=Slot/none&patient=Patient/b",
                    "$report-concern?patient=Patient/b&concern=I+am+worried+about+them")) {
                WARD.likeAbsent(caller, Ask.post(url, ""), "b");
            }
        }
        assertThat(WARD.status(THERAPIST, "Patient/a/$early-warning"))
                .as("asked in this way, it is answered to those who may")
                .isEqualTo(200);
        assertThat(WARD.as(THERAPIST, Ask.post("Patient/a/$report-relapse?type=lapse", ""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void b07_what_an_operation_changes_has_to_be_in_sight() {
        Map<String, List<String>> operations = new LinkedHashMap<>();
        operations.put(
                WARD.fresh(
                        "EpisodeOfCare",
                        "'status':'active','patient':{'reference':'Patient/b'},'period':{'start':'2026-01-05'}"),
                List.of("$discharge?reason=completed", "$step-change?levelOfCare=php"));
        operations.put(
                WARD.fresh(
                        "DetectedIssue",
                        "'status':'preliminary','patient':{'reference':'Patient/b'},'identifiedDateTime':'2026-11-01'"),
                List.of(
                        "$acknowledge",
                        "$snooze?until=2026-11-01T10:00:00Z",
                        "$close?outcome=false-alarm&action=none"));
        operations.put(
                WARD.fresh("CarePlan", "'status':'draft','intent':'plan'," + subject("b")),
                List.of("$finalize", "$revise"));
        operations.put(
                WARD.fresh(
                        "Appointment",
                        "'status':'booked','participant':[{'actor':{'reference':'Patient/b'},'status':'accepted'}]"),
                List.of("$reschedule?slot=Slot/none"));
        operations.put(
                WARD.fresh("RelatedPerson", "'active':true,'patient':{'reference':'Patient/b'}"),
                List.of("$invite?involvement=informed"));
        operations.forEach((key, some) -> {
            String before = WARD.world.stored(key);
            for (Caller caller : List.of(ANN, THERAPIST, RELATIVE, HOSPITAL, PEER)) {
                for (String operation : some) {
                    WARD.likeAbsent(caller, Ask.post(key + "/" + operation, ""), key.split("/")[1]);
                }
            }
            assertThat(WARD.world.stored(key)).isEqualTo(before);
        });
    }

    @Test
    void b07_what_counts_everybody_is_for_those_who_see_everybody() {
        String replay = "ActivityDefinition/alert-craving-spike/$replay?start=2026-01-01&end=2026-02-01";
        for (Caller caller : List.of(ANN, THERAPIST, RELATIVE, PEER)) {
            assertThat(WARD.as(caller, Ask.post(replay, "")).status()).isEqualTo(403);
            assertThat(WARD.status(caller, "ActivityDefinition/$replay-progress?job=1"))
                    .isEqualTo(403);
            assertThat(WARD.status(
                            caller,
                            "Measure/attendance-rate/$evaluate-measure?periodStart=2026-01-01&periodEnd=2026-03-31"))
                    .isEqualTo(403);
        }
    }

    @Test
    void b07_type_level_operations_see_what_a_search_sees() {
        for (Caller caller : List.of(ANN, THERAPIST, HOSPITAL)) {
            WARD.likeAbsent(caller, Ask.get("Observation/$lastn?patient=Patient/b&code=8867-4"), "b");
            WARD.likeAbsent(
                    caller,
                    Ask.get("Observation/$stats?subject=Patient/b&code=8867-4&system=http://loinc.org&statistic=count"),
                    "b");
        }
        assertThat(WARD.found(ANN, "Observation/$lastn?patient=Patient/a&code=8867-4&max=100"))
                .isNotEmpty()
                .doesNotContain("Observation/ob");
        Caller goals = scoped(ANN, scope(Level.PATIENT, "Goal", "rs"));
        assertThat(WARD.status(goals, "Observation/$lastn?patient=Patient/a&code=8867-4"))
                .isEqualTo(403);
        assertThat(WARD.status(
                        goals,
                        "Observation/$stats?subject=Patient/a&code=8867-4&system=http://loinc.org"
                                + "&statistic=count"))
                .isEqualTo(403);
        assertThat(WARD.status(ANN, "Patient/$everything")).isEqualTo(404);
    }

    @Test
    void b07_everything_is_what_scopes_leave_of_it() {
        assertThat(WARD.found(ANN, "Patient/a/$everything?_count=500"))
                .contains("Observation/oa", "Condition/ca")
                .doesNotContain("Observation/ob", "Patient/b", "DocumentReference/note", "Group/g");
        Caller app = scoped(ANN, scope(Level.PATIENT, "Patient", "r"), scope(Level.PATIENT, "Goal", "r"));
        assertThat(WARD.found(app, "Patient/a/$everything"))
                .contains("Patient/a", "Goal/ga")
                .allMatch(key -> key.startsWith("Patient/") || key.startsWith("Goal/"));
        assertThat(WARD.found(app, "Patient/a/$everything?_type=Observation")).isEmpty();
    }

    @Test
    void b07_a_preview_shows_nobody_more_than_they_see_themselves() {
        String staff = WARD.fresh(
                "Communication",
                "'meta':{'security':[{'system':'" + Ward.OWN + "privacy-label','code':'staff-only'}]},'status':"
                        + "'completed'," + subject("a"));
        assertThat(WARD.status(THERAPIST, staff)).isEqualTo(200);
        assertThat(WARD.status(ANN, staff)).isEqualTo(404);
        assertThat(WARD.found(ANN, "Patient/a/$preview?as=Practitioner/ta"))
                .contains("Goal/ga")
                .doesNotContain(staff);
        assertThat(WARD.found(THERAPIST, "Patient/a/$preview?as=Practitioner/author"))
                .contains("Goal/ga")
                .doesNotContain("DocumentReference/note");
        Caller app = scoped(ANN, scope(Level.PATIENT, "Patient", "rs"));
        assertThat(WARD.found(app, "Patient/a/$preview?as=Practitioner/ta")).containsExactly("Patient/a");
        assertThat(WARD.status(RELATIVE, "Patient/a/$preview?as=Practitioner/ta"))
                .isEqualTo(403);
    }

    private static String consent(String patient, String actor) {
        return "'status':'active','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'patient':{'reference':'Patient/"
                + patient + "'},'dateTime':'2026-11-01','performer':[{'reference':'Patient/" + patient
                + "'}],'organization':[{'reference':'Organization/programme'}],'policy':[{'uri':'urn:p'}],"
                + "'verification':[{'verified':true}],'provision':{'type':'permit','period':{'end':'2099-01-01'},"
                + "'actor':[{'role':{'text':'x'},'reference':{'reference':'" + actor
                + "'}}],'purpose':[{'code':'TREAT'}],'code':[{'coding':[{'system':'" + Ward.OWN
                + "consent-category','code':'milestones'}]}]}";
    }

    private static Answer file(Caller caller, String consent, String document) {
        return WARD.as(
                caller,
                Ask.post(
                        "Consent/$fileConsent",
                        json("{'resourceType':'Parameters','parameter':[{'name':'consent','resource':"
                                + resource("Consent", consent) + "}"
                                + (document.isEmpty() ? "" : ",{'name':'document','resource':" + document + "}")
                                + "]}")));
    }

    private static String letter(String patient) {
        return resource(
                "DocumentReference",
                "'status':'current'," + subject(patient) + ",'content':[{'attachment':{'title':'signed'}}]");
    }

    @Test
    void b07_a_consent_brings_no_document_into_another_record() {
        assertThat(file(ANN, consent("a", "Organization/hospital"), letter("b")).status())
                .isEqualTo(403);
        assertThat(file(LEAD, consent("a", "Organization/hospital"), letter("b"))
                        .status())
                .isEqualTo(403);
        assertThat(file(ANN, consent("a", "Organization/hospital"), letter("a")).status())
                .isEqualTo(201);
        for (String source : List.of("DocumentReference/db", "DocumentReference/never")) {
            String cited = consent("a", "Organization/hospital")
                    .replace("'verification':", "'sourceReference':{'reference':'" + source + "'},'verification':");
            assertThat(file(ANN, cited, "").status()).as(source).isEqualTo(201);
        }
    }

    @Test
    void b07_a_consent_is_filed_by_a_scope_that_reaches_its_patient() {
        Caller mixed = new Caller(
                "mixed",
                LEAD.client(),
                LEAD.user(),
                LEAD.roles(),
                ANN.patient(),
                List.of(scope(Level.PATIENT, "Consent", "cu"), scope(Level.USER, "*", "rs")));
        assertThat(file(mixed, consent("b", "Organization/hospital"), "").status())
                .isEqualTo(403);
        assertThat(file(mixed, consent("a", "Organization/hospital"), "").status())
                .isEqualTo(201);
        String key = WARD.fresh("Consent", consent("b", "Organization/hospital"));
        assertThat(WARD.as(mixed, Ask.post(key + "/$revokeConsent", "")).status())
                .isEqualTo(403);
    }

    @Test
    void b07_who_receives_data_decides_about_no_consent() {
        String patient = WARD.fresh("Patient", "'name':[{'family':'Shared'}]").substring(8);
        String key = WARD.fresh(
                "Consent",
                consent(patient, "Organization/hospital")
                        .replace(
                                ",'code':[{'coding':[{'system':'" + Ward.OWN
                                        + "consent-category','code':'milestones'}]}]",
                                ""));
        assertThat(WARD.status(HOSPITAL, "Patient/" + patient)).isEqualTo(200);
        assertThat(file(HOSPITAL, consent(patient, "Organization/hospital"), "").status())
                .isEqualTo(403);
        assertThat(WARD.as(HOSPITAL, Ask.post(key + "/$revokeConsent", "")).status())
                .isEqualTo(403);
        for (String type : List.of("Consent", "CareTeam", "RelatedPerson", "EpisodeOfCare")) {
            String content = type.equals("Consent")
                    ? consent(patient, "Organization/hospital")
                    : type.equals("CareTeam")
                            ? "'status':'active'," + subject(patient)
                            : "'status':'active','patient':{'reference':'Patient/" + patient + "'}";
            assertThat(WARD.post(HOSPITAL, type, type.equals("RelatedPerson") ? content.substring(18) : content)
                            .status())
                    .as(type)
                    .isEqualTo(403);
        }
        assertThat(WARD.put(HOSPITAL, key, consent(patient, "Organization/hospital"))
                        .status())
                .isEqualTo(403);
        assertThat(WARD.post(HOSPITAL, "Observation", observation("8867-4") + subject(patient))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void b07_what_consents_give_to_others_is_not_told_to_everybody() {
        String check = "Consent/$check?patient=Patient/a&category=goals&actor=";
        assertThat(WARD.status(RELATIVE, check + "Practitioner/ta")).isEqualTo(403);
        assertThat(WARD.status(HOSPITAL, check + "RelatedPerson/ra")).isEqualTo(403);
        assertThat(WARD.status(PEER, check + "RelatedPerson/ra")).isEqualTo(403);
        assertThat(WARD.status(RELATIVE, check + "RelatedPerson/ra"))
                .as("about themselves, but not in sight of the client")
                .isEqualTo(404);
        Caller app = scoped(ANN, scope(Level.PATIENT, "Patient", "rs"));
        assertThat(WARD.status(app, check + "RelatedPerson/ra")).isEqualTo(403);
        assertThat(WARD.status(app, "Consent/$explain?patient=Patient/a")).isEqualTo(403);
        assertThat(WARD.status(ANN, check + "RelatedPerson/ra")).isEqualTo(200);
    }

    @Test
    void b07_a_relative_does_not_open_the_record_by_filling_in_a_form() {
        String content = "'questionnaire':'" + FORM + "','status':'completed'," + subject("a")
                + ",'authored':'2026-11-01T00:00:00Z','item':[{'linkId':'person','item':[{'linkId':'person-name',"
                + "'answer':[{'valueString':'Rosa'}]}]},{'linkId':'agree','answer':[{'valueBoolean':true}]},{'linkId':"
                + "'sharing','item':[{'linkId':'category','answer':[{'valueCoding':{'system':'" + Ward.OWN
                + "consent-category','code':'goals'}}]},{'linkId':'end-date','answer':[{'valueDate':'2099-01-01'}]},"
                + "{'linkId':'signed-date','answer':[{'valueDate':'2026-11-01'}]}]}]";
        int before = WARD.found(LEAD, "Consent?patient=Patient/a&_count=400").size();
        Answer refused = WARD.post(RELATIVE, "QuestionnaireResponse", content);
        assertThat(refused.status()).as(refused.body()).isIn(403, 422);
        assertThat(WARD.found(LEAD, "Consent?patient=Patient/a&_count=400")).hasSize(before);
        assertThat(WARD.post(RELATIVE, "QuestionnaireResponse", "'status':'completed'," + subject("a"))
                        .status())
                .isEqualTo(201);
    }
}
