package health.throughline.record.attack;

import static health.throughline.record.attack.Ward.ADMISSIONS;
import static health.throughline.record.attack.Ward.ANN;
import static health.throughline.record.attack.Ward.BOB;
import static health.throughline.record.attack.Ward.HOSPITAL;
import static health.throughline.record.attack.Ward.LEAD;
import static health.throughline.record.attack.Ward.OTHER;
import static health.throughline.record.attack.Ward.RELATIVE;
import static health.throughline.record.attack.Ward.THERAPIST;
import static health.throughline.record.attack.Ward.WARD;
import static health.throughline.record.attack.Ward.observation;
import static health.throughline.record.attack.Ward.scope;
import static health.throughline.record.attack.Ward.scoped;
import static health.throughline.record.attack.Ward.subject;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups B1, B3, B4, B5 and B10 of the catalogue: what reading, searching and histories tell of other clients. */
class ReadingAttacksIT {

    private static final Set<String> BOBS = Set.of(
            "Patient/b",
            "CareTeam/tb",
            "Encounter/eb",
            "Observation/ob",
            "Condition/cb",
            "Goal/gb",
            "Communication/mb",
            "DocumentReference/db",
            "Binary/bb",
            "Task/kb",
            "List/lb",
            "Group/g");

    private static void noneOfBobs(Caller caller, String url) {
        Answer answer = WARD.get(caller, url);
        assertThat(answer.status()).as(url).isLessThan(500);
        assertThat(World.keysIn(answer.body())).as(url).doesNotContainAnyElementsOf(BOBS);
    }

    private static int total(Caller caller, String url) {
        Answer answer = WARD.get(caller, url);
        assertThat(answer.status()).as(url + " " + answer.body()).isEqualTo(200);
        return Ward.tree(answer).path("total").asInt();
    }

    @Test
    void b01_reads_by_guessed_ids_find_nothing_in_any_form() {
        for (String key : BOBS) {
            String id = key.substring(key.indexOf('/') + 1);
            assertThat(WARD.status(ANN, key)).as(key).isEqualTo(404);
            for (Caller caller : List.of(ANN, THERAPIST, RELATIVE, HOSPITAL)) {
                for (String tail : List.of("", "/_history", "/_history/1", "/_history/99", "/$meta")) {
                    WARD.likeAbsent(caller, Ask.get(key + tail), id);
                }
                WARD.likeAbsent(caller, Ask.get(key + "?_summary=true"), id);
                WARD.likeAbsent(caller, Ask.get(key + "?_elements=id"), id);
                WARD.likeAbsent(caller, new Ask("HEAD", key, Map.of(), ""), id);
                WARD.likeAbsent(caller, Ask.get(key).with("if-none-match", "W/\"1\""), id);
                WARD.likeAbsent(caller, Ask.get(key).with("if-none-match", "*"), id);
                WARD.likeAbsent(caller, Ask.get(key).with("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT"), id);
            }
        }
        assertThat(WARD.get(ANN, "Observation/ob").etag()).isEmpty();
    }

    @Test
    void b01_a_missing_scope_is_told_apart_from_what_is_hidden_by_the_type_alone() {
        Caller narrow = scoped(ANN, scope(Level.PATIENT, "Goal", "rs"));
        for (String id : List.of("oa", "ob", "never")) {
            assertThat(WARD.status(narrow, "Observation/" + id)).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation?patient=Patient/b",
                "Observation?patient=b",
                "Observation?patient=Patient/a,Patient/b",
                "Observation?subject=Patient/b,Patient/a",
                "Observation?patient:not=Patient/a",
                "Observation?patient:missing=true",
                "Observation?patient:missing=false",
                "Observation?subject:identifier=urn:mrn|mrn-b",
                "Observation?subject.identifier=urn:mrn%7Cmrn-b",
                "Observation?patient.identifier=mrn-b",
                "Observation?subject:Patient.family=Berg",
                "Observation?patient=http://localhost:8080/fhir/Patient/b",
                "Observation?_id=ob",
                "Observation?_id=oa,ob,never",
                "Patient?_id=b",
                "Patient?_id=a,b",
                "Patient?identifier=urn:mrn|mrn-b",
                "Patient?family=Berg",
                "Patient?birthdate=1970-03-04",
                "Patient?link=Patient/b",
                "Observation?_list=lb",
                "Observation?_list=both",
                "Patient?_list=never",
                "Observation?_filter=patient eq Patient/b",
                "Observation?_filter=patient eq Patient/a or patient eq Patient/b",
                "Observation?_filter=not (patient eq Patient/a)",
                "Observation?_filter=subject.identifier eq mrn-b",
                "Observation?encounter=Encounter/eb",
                "Observation?focus=Observation/ob",
                "?_type=Patient,Observation,Task&_id=b,ob,kb",
                "Patient/b/Observation",
                "Patient/b/*",
                "Encounter/eb/Observation",
                "Practitioner/tb/CareTeam",
                "Group?member=Patient/a",
                "Task?patient=Patient/b",
                "CareTeam?participant=Practitioner/tb"
            })
    void b03_searches_for_another_client_find_what_is_mine_only(String url) {
        for (Caller caller : List.of(ANN, THERAPIST, RELATIVE, HOSPITAL)) {
            noneOfBobs(caller, url.replace(" ", "%20").replace("|", "%7C"));
        }
    }

    @Test
    void b03_another_client_is_searched_like_nobody() {
        for (Caller caller : List.of(ANN, THERAPIST, HOSPITAL)) {
            for (String url : List.of(
                    "Observation?patient=Patient/b",
                    "Observation?patient=Patient/b&_total=accurate",
                    "Goal?patient=Patient/a,Patient/b",
                    "Patient?_id=b",
                    "Patient/b/Observation",
                    "Patient/b/*",
                    "Task?patient=b&_summary=count")) {
                WARD.likeAbsent(caller, Ask.get(url), "b");
            }
            WARD.likeAbsent(caller, Ask.get("Observation?_list=lb"), "lb");
            WARD.likeAbsent(caller, Ask.get("Observation?_id=oa,ob"), "ob");
        }
    }

    @Test
    void b04_counts_tell_of_what_is_mine_only() {
        for (String type : List.of("Patient", "Condition", "Encounter", "Goal", "Task", "CareTeam", "Group")) {
            int mine = WARD.found(ANN, type + "?_count=200").size();
            assertThat(total(ANN, type + "?_summary=count")).as(type).isEqualTo(mine);
            assertThat(total(ANN, type + "?_total=accurate&_count=1")).as(type).isEqualTo(mine);
            assertThat(total(ANN, type + "?_total=estimate")).as(type).isEqualTo(mine);
        }
        assertThat(total(ANN, "Patient?_summary=count")).isEqualTo(1);
        assertThat(total(ANN, "Group?_summary=count")).isZero();
    }

    @Test
    void b04_chains_over_types_out_of_scope_tell_nothing() {
        Caller patients = scoped(ANN, scope(Level.PATIENT, "Patient", "rs"));
        assertThat(total(patients, "Patient?_total=accurate")).isEqualTo(1);
        assertThat(total(patients, "Patient?_has:Observation:patient:code=8867-4&_total=accurate"))
                .isZero();
        assertThat(total(patients, "Patient?_has:CareTeam:subject:_has:CareTeam:subject:status=active&_summary=count"))
                .isZero();
        Caller observations = scoped(ANN, scope(Level.PATIENT, "Observation", "rs"));
        assertThat(total(observations, "Observation?code=8867-4&_total=accurate"))
                .isPositive();
        assertThat(total(observations, "Observation?patient.birthdate=lt1995-01-01&_total=accurate"))
                .isZero();
        assertThat(total(observations, "Observation?encounter.status=finished&_total=accurate"))
                .isZero();
        Caller directory = scoped(ANN, scope(Level.PATIENT, "Practitioner", "rs"));
        assertThat(total(directory, "Practitioner?_has:CareTeam:participant:status=active&_total=accurate"))
                .isZero();
        noneOfBobs(observations, "Observation?_include=*");
        assertThat(WARD.found(observations, "Observation?_id=oa&_include=Observation:encounter"))
                .containsExactly("Observation/oa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient?_has:Observation:patient:_id=ob",
                "Patient?_has:Group:member:_id=g",
                "Practitioner?_has:CareTeam:participant:patient=Patient/b",
                "Practitioner?_has:CareTeam:participant:patient.family=Berg",
                "Practitioner?_has:DocumentReference:author:category=sud-counseling-note",
                "Practitioner?_has:DocumentReference:author:_content=zebra",
                "Organization?_has:Encounter:service-provider:patient=Patient/b",
                "Observation?patient.birthdate=lt1980-01-01",
                "Observation?focus:Observation.patient=Patient/b",
                "Observation?has-member.code=8867-4",
                "List?item.code=8867-4&subject=Patient/b",
                "DocumentReference?_content=zebra",
                "DocumentReference?_text=zebra",
                "DocumentReference?description=zebra",
                "DocumentReference?_filter=description co zebra",
                "Observation?_filter=patient.family eq Berg"
            })
    void b04_a_question_about_what_is_hidden_is_answered_as_if_it_were_false(String url) {
        String asked = url.replace(" ", "%20") + "&_total=accurate";
        for (Caller caller : List.of(ANN, THERAPIST, HOSPITAL)) {
            Answer answer = WARD.get(caller, asked);
            assertThat(answer.status()).as(url).isIn(200, 400);
            assertThat(World.keysIn(answer.body())).as(url).isEmpty();
            assertThat(Ward.tree(answer).path("total").asInt()).as(url).isZero();
        }
    }

    @Test
    void b04_sorting_by_what_is_hidden_is_refused_or_says_nothing() {
        for (String sort : List.of("-patient.name", "patient.birthdate", "-patient", "focus", "has-member", "-_has")) {
            Answer answer = WARD.get(ANN, "Observation?_sort=" + sort);
            assertThat(answer.status()).as(sort).isIn(200, 400);
            assertThat(World.keysIn(answer.body())).doesNotContainAnyElementsOf(BOBS);
        }
        Ward.silent(WARD.get(ANN, "Patient?_elements=name&_id=b"), "Berg");
        Ward.silent(WARD.get(ANN, "Goal?_elements=subject"), "Patient/b\"");
    }

    @Test
    void b04_graphql_sees_what_its_caller_sees() {
        for (String query : List.of(
                "{ObservationList(patient:\"Patient/b\"){id}}",
                "{Patient(id:\"b\"){id name{family}}}",
                "{PatientList{id name{family}}}",
                "{Observation(id:\"focus\"){focus{resource{... on Observation{id code{text}}}}}}",
                "{GroupList{id member{entity{reference}}}}",
                "{Practitioner(id:\"tb\"){CareTeamList(_reference:participant){id name}}}",
                "{PatientConnection{count edges{resource{id}}}}")) {
            String url = "$graphql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
            for (Caller caller : List.of(ANN, THERAPIST)) {
                Ward.silent(WARD.get(caller, url), "Berg", "\"tb\"", "\"ob\"", "\"id\":\"b\"", "Group/g");
            }
        }
        Answer counted = WARD.get(
                ANN, "$graphql?query=" + URLEncoder.encode("{PatientConnection{count}}", StandardCharsets.UTF_8));
        assertThat(counted.body()).doesNotContain("\"count\":2");
    }

    @Test
    void b04_explanations_are_for_nobody_who_is_restricted() {
        for (Caller caller : List.of(ANN, THERAPIST, LEAD, ADMISSIONS, HOSPITAL)) {
            assertThat(WARD.status(caller, "Observation?_explain=true")).isEqualTo(403);
            assertThat(WARD.status(caller, "Observation?_explain=compare")).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation?_id=focus&_include=Observation:focus",
                "Observation?_id=focus&_include=Observation:has-member",
                "Observation?_id=focus&_include=*",
                "Observation?_id=focus&_include=*&_include:iterate=*",
                "Observation?_id=focus&_include=Observation:subject&_revinclude:iterate=Group:member",
                "Observation?_include=*&_revinclude=*&_include:iterate=*&_revinclude:iterate=*",
                "Patient?_id=a&_revinclude=Group:member",
                "Patient?_id=a&_revinclude=*",
                "Patient?_id=a&_include=Patient:link",
                "List?_id=both&_include=List:item",
                "List?_id=both&_include=List:item&_include:iterate=Observation:subject",
                "Practitioner?_id=tb&_revinclude=*",
                "Practitioner?_id=tb&_revinclude=CareTeam:participant&_include:iterate=CareTeam:subject",
                "Organization?_revinclude=*&_revinclude:iterate=*",
                "Encounter?_revinclude=Observation:encounter&_include:iterate=Observation:focus"
            })
    void b05_includes_bring_nothing_of_other_clients(String url) {
        for (Caller caller : List.of(ANN, THERAPIST, RELATIVE, HOSPITAL)) {
            noneOfBobs(caller, url);
        }
    }

    @Test
    void b05_pages_are_full_though_their_includes_are_hidden() {
        int pages = 0;
        String url = "Observation?_count=1&_include=*&_include:iterate=*";
        String next = url;
        while (pages++ < 30) {
            Answer answer = WARD.get(ANN, next);
            long matches = Ward.tree(answer).path("entry").findValuesAsText("mode").stream()
                    .filter("match"::equals)
                    .count();
            assertThat(matches).isEqualTo(1);
            assertThat(World.keysIn(answer.body())).doesNotContainAnyElementsOf(BOBS);
            if (answer.nextPage().isEmpty()) {
                break;
            }
            next = url + "&_page=" + answer.nextPage();
        }
        assertThat(pages).isGreaterThan(1);
    }

    @Test
    void b10_what_was_mine_before_it_was_put_right_is_not_mine_in_its_history() {
        String key = WARD.fresh("Observation", observation("8867-4") + subject("a"));
        WARD.load(key, observation("8867-4") + subject("b"));
        for (Caller caller : List.of(ANN, THERAPIST)) {
            for (String tail : List.of("", "/_history", "/_history/1", "/_history/2")) {
                assertThat(WARD.status(caller, key + tail)).as(tail).isEqualTo(404);
            }
        }
        for (Caller caller : List.of(BOB, OTHER)) {
            assertThat(WARD.status(caller, key + "/_history/2")).isEqualTo(200);
            assertThat(WARD.status(caller, key + "/_history/1")).isEqualTo(404);
            assertThat(Ward.tree(WARD.get(caller, key + "/_history")).path("entry"))
                    .hasSize(1);
        }
    }

    @Test
    void b10_of_merged_patients_each_version_is_shown_to_whom_it_is_of() {
        String old = WARD.fresh("Patient", "'name':[{'family':'Twin'}]");
        String key = WARD.fresh("Observation", observation("8867-4") + "'subject':{'reference':'" + old + "'}");
        WARD.load(key, observation("8867-4") + subject("a"));
        WARD.load(old, "'active':false,'link':[{'other':{'reference':'Patient/a'},'type':'replaced-by'}]");
        assertThat(WARD.status(ANN, key)).isEqualTo(200);
        assertThat(WARD.status(ANN, key + "/_history/1")).isEqualTo(404);
        assertThat(WARD.status(ANN, old)).isEqualTo(404);
        assertThat(WARD.status(ANN, old + "/_history/1")).isEqualTo(404);
        Ward.silent(WARD.get(ANN, "Patient?_id=a&_revinclude=Patient:link"), "Twin");
    }

    @Test
    void b10_deleted_resources_and_their_versions_stay_where_they_were() {
        String key = WARD.fresh("Observation", observation("8867-4") + subject("b"));
        WARD.world.delete(key);
        String id = key.substring(key.indexOf('/') + 1);
        for (String tail : List.of("", "/_history", "/_history/1", "/_history/2")) {
            assertThat(WARD.status(ANN, key + tail)).as(tail).isEqualTo(404);
            WARD.likeAbsent(ANN, Ask.get(key + tail), id);
        }
        assertThat(WARD.status(BOB, key)).isEqualTo(410);
        for (String url : List.of(
                "_history?_since=2020-01-01&_count=400",
                "Observation/_history?_since=2020-01-01&_count=400",
                "Observation/_history?_at=2026-01&_count=400",
                "_history?_count=0",
                "Patient/_history")) {
            Answer answer = WARD.get(ANN, url);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(World.keysIn(answer.body())).doesNotContain(key).doesNotContainAnyElementsOf(BOBS);
        }
        assertThat(total(ANN, "Patient/_history?_count=0")).isEqualTo(total(ANN, "Patient/a/_history?_count=0"));
    }
}
