package health.throughline.record.attack;

import static health.throughline.record.attack.Ward.ADMISSIONS;
import static health.throughline.record.attack.Ward.ANN;
import static health.throughline.record.attack.Ward.AUTHOR;
import static health.throughline.record.attack.Ward.BOB;
import static health.throughline.record.attack.Ward.HOSPITAL;
import static health.throughline.record.attack.Ward.LEAD;
import static health.throughline.record.attack.Ward.OTHER;
import static health.throughline.record.attack.Ward.PEER;
import static health.throughline.record.attack.Ward.RELATIVE;
import static health.throughline.record.attack.Ward.THERAPIST;
import static health.throughline.record.attack.Ward.WARD;
import static health.throughline.record.attack.Ward.entry;
import static health.throughline.record.attack.Ward.json;
import static health.throughline.record.attack.Ward.observation;
import static health.throughline.record.attack.Ward.resource;
import static health.throughline.record.attack.Ward.subject;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.record.World;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Groups B11, B15 and B16 of the catalogue: Binaries, labels that somebody wants off, and counseling notes. There are no
 * signed URLs and no C-CDA; SurfaceAttacksIT asserts it.
 */
class LabelAttacksIT {

    private static final String LETTER =
            "'status':'current'," + subject("a") + ",'content':[{'attachment':{'title':'x'}}]";
    private static final String STAFF_ONLY =
            "'meta':{'security':[{'system':'" + Ward.OWN + "privacy-label','code':'staff-only'}]},";

    private static String binary(String context) {
        return "'contentType':'text/plain','securityContext':{'reference':'" + context + "'},'data':'c2VjcmV0'";
    }

    @Test
    void b11_a_binary_is_seen_by_who_sees_what_it_belongs_to() {
        for (Caller caller : List.of(ANN, THERAPIST, LEAD)) {
            assertThat(WARD.status(caller, "Binary/ba")).isEqualTo(200);
            assertThat(WARD.as(caller, Ask.get("Binary/ba").with("accept", "text/plain"))
                            .body())
                    .isEqualTo("secret");
        }
        for (Caller caller : List.of(ANN, THERAPIST, RELATIVE, HOSPITAL)) {
            for (String tail : List.of("", "/_history", "/_history/1", "?_format=json")) {
                WARD.likeAbsent(caller, Ask.get("Binary/bb" + tail), "bb");
            }
            WARD.likeAbsent(caller, Ask.get("Binary/bb").with("accept", "text/plain"), "bb");
            WARD.likeAbsent(
                    caller, Ask.get("Binary/bb").with("accept", "text/plain").with("range", "bytes=0-2"), "bb");
        }
        assertThat(WARD.found(ANN, "DocumentReference?_id=da&_include=*&_include:iterate=*"))
                .doesNotContain("Binary/bb");
        String own = WARD.fresh("DocumentReference", LETTER.replace("'title':'x'", "'url':'Binary/bb'"));
        assertThat(WARD.found(ANN, "DocumentReference?_id=" + own.substring(18) + "&_include=*"))
                .contains(own)
                .doesNotContain("Binary/bb");
        assertThat(WARD.status(ANN, "Binary/bb")).isEqualTo(404);
    }

    @Test
    void b11_a_binary_of_a_counseling_note_is_its_author_s() {
        String key = WARD.fresh("Binary", binary("DocumentReference/note"));
        assertThat(WARD.status(AUTHOR, key)).isEqualTo(200);
        for (Caller caller : List.of(ANN, THERAPIST, LEAD, OTHER, PEER, ADMISSIONS, RELATIVE, HOSPITAL)) {
            assertThat(WARD.status(caller, key)).as(caller.roles().toString()).isIn(403, 404);
        }
    }

    @Test
    void b11_a_binary_follows_what_becomes_of_its_document() {
        String letter = WARD.fresh("DocumentReference", LETTER);
        String key = WARD.fresh("Binary", binary(letter));
        assertThat(WARD.status(ANN, key)).isEqualTo(200);
        assertThat(WARD.put(LEAD, letter, STAFF_ONLY + LETTER).status()).isEqualTo(200);
        assertThat(WARD.status(ANN, key)).isEqualTo(404);
        assertThat(WARD.status(ANN, key + "/_history/1")).isEqualTo(404);
        assertThat(WARD.status(THERAPIST, key)).isEqualTo(200);
        WARD.load(letter, LETTER.replace("Patient/a", "Patient/b"));
        assertThat(WARD.status(THERAPIST, key)).isEqualTo(404);
        assertThat(WARD.status(BOB, key)).isEqualTo(200);
    }

    @Test
    void b11_a_binary_comes_with_its_document_in_one_transaction_in_any_order() {
        String url = "urn:uuid:6f1c0f4e-7f0e-4f7e-9f5e-1f2e3d4c5b6a";
        String file = entry("POST", "Binary", resource("Binary", binary(url)));
        String letter = "{'fullUrl':'" + url + "',"
                + entry("POST", "DocumentReference", resource("DocumentReference", LETTER))
                        .substring(1);
        for (List<String> order : List.of(List.of(file, letter), List.of(letter, file))) {
            Answer answer = WARD.bundle(THERAPIST, "transaction", order.get(0), order.get(1));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            String key = Ward.tree(answer).findValuesAsText("location").stream()
                    .filter(location -> location.contains("/Binary/"))
                    .map(location -> location.replaceAll(".*/(Binary/[^/]+)/.*", "$1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(WARD.status(ANN, key)).isEqualTo(200);
            assertThat(WARD.status(BOB, key)).isEqualTo(404);
        }
    }

    @Test
    void b11_nobody_puts_a_binary_beside_what_they_do_not_see() {
        for (String context : List.of("DocumentReference/db", "DocumentReference/note", "Patient/b", "Patient/never")) {
            assertThat(WARD.post(THERAPIST, "Binary", binary(context)).status())
                    .as(context)
                    .isEqualTo(403);
            Ask raw = new Ask(
                    "POST", "Binary", Map.of("content-type", "text/plain", "x-security-context", context), "secret");
            assertThat(WARD.as(THERAPIST, raw).status()).as(context).isEqualTo(403);
        }
        assertThat(WARD.post(THERAPIST, "Binary", "'contentType':'text/plain','data':'c2VjcmV0'")
                        .status())
                .isEqualTo(403);
        assertThat(WARD.put(THERAPIST, "Binary/ba", binary("DocumentReference/db"))
                        .status())
                .isEqualTo(403);
        assertThat(WARD.post(THERAPIST, "Binary", binary("DocumentReference/da"))
                        .status())
                .isEqualTo(201);
    }

    private static final String AUDIT_SCORE = observation("75624-7") + subject("a");
    private static final String INNOCENT = "'status':'final','code':{'text':'x'}," + subject("a");

    private static Answer patch(Caller caller, String key, String type, String body) {
        return WARD.as(caller, new Ask("PATCH", key, Map.of("content-type", type), body));
    }

    /** Each tries to take the labels off the resource of that key. */
    private static Map<String, Function<String, Answer>> roads() {
        Map<String, Function<String, Answer>> roads = new LinkedHashMap<>();
        roads.put("PUT", key -> WARD.put(THERAPIST, key, INNOCENT));
        roads.put(
                "PUT with a lower degree",
                key -> WARD.put(
                        THERAPIST,
                        key,
                        "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',"
                                + "'code':'U'}]}," + INNOCENT));
        roads.put("JSON Patch, the list", key -> WARD.patch(THERAPIST, key, "/meta/security", ""));
        roads.put("JSON Patch, one", key -> WARD.patch(THERAPIST, key, "/meta/security/0", ""));
        roads.put("JSON Patch, all of meta", key -> WARD.patch(THERAPIST, key, "/meta", ""));
        roads.put("JSON Patch, replaced", key -> WARD.patch(THERAPIST, key, "/meta/security", "[]"));
        roads.put(
                "merge patch",
                key -> patch(
                        THERAPIST,
                        key,
                        "application/merge-patch+json",
                        "{\"meta\":{\"security\":null},\"code\":{\"text\":\"x\",\"coding\":null}}"));
        roads.put(
                "FHIRPath Patch",
                key -> patch(
                        THERAPIST,
                        key,
                        "application/fhir+json",
                        json(
                                "{'resourceType':'Parameters','parameter':[{'name':'operation','part':[{'name':'type',"
                                        + "'valueCode':'delete'},{'name':'path','valueString':'Observation.meta.security[0]'}]}]}")));
        roads.put(
                "XML Patch",
                key -> patch(
                        THERAPIST,
                        key,
                        "application/xml-patch+xml",
                        "<diff xmlns:f=\"http://hl7.org/fhir\"><remove sel=\"f:Observation/f:meta/f:security[1]\"/></diff>"));
        roads.put(
                "$meta-delete",
                key -> WARD.as(
                        THERAPIST,
                        Ask.post(
                                key + "/$meta-delete",
                                json(
                                        "{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':{'security':[{"
                                                + "'system':'" + Ward.ACT_CODE + "','code':'42CFRPart2'},{'system':'"
                                                + Ward.ACT_CODE + "','code':'SUD'}]}}]}"))));
        roads.put(
                "conditional update",
                key -> WARD.as(
                        THERAPIST, Ask.put("Observation?_id=" + key.substring(12), resource("Observation", INNOCENT))));
        roads.put(
                "conditional patch",
                key -> patch(
                        THERAPIST,
                        "Observation?_id=" + key.substring(12),
                        "application/json-patch+json",
                        "[{\"op\":\"remove\",\"path\":\"/meta/security\"}]"));
        roads.put(
                "transaction",
                key -> WARD.bundle(THERAPIST, "transaction", entry("PUT", key, resource(key, INNOCENT))));
        roads.put("batch", key -> WARD.bundle(THERAPIST, "batch", entry("PUT", key, resource(key, INNOCENT))));
        roads.put("delete and create again", key -> {
            assertThat(WARD.delete(THERAPIST, key).status()).isEqualTo(204);
            Answer again = WARD.put(THERAPIST, key, INNOCENT);
            assertThat(again.status()).as(again.body()).isEqualTo(201);
            return again;
        });
        return roads;
    }

    @Test
    void b15_no_road_takes_labels_off() {
        roads().forEach((name, road) -> {
            String key = WARD.fresh("Observation", AUDIT_SCORE);
            Answer answer = road.apply(key);
            assertThat(answer.status()).as(name + " " + answer.body()).isBetween(200, 499);
            JsonNode security = Ward.tree(WARD.get(LEAD, key)).path("meta").path("security");
            assertThat(security.findValuesAsText("code"))
                    .as(name + " " + answer.status())
                    .contains("42CFRPart2", "SUD", "R")
                    .doesNotContain("U");
        });
    }

    @Test
    void b15_labels_by_hand_stay_as_well_and_a_copy_is_labelled_anew() {
        String key = WARD.fresh("Observation", STAFF_ONLY + INNOCENT);
        assertThat(WARD.put(THERAPIST, key, INNOCENT).status()).isEqualTo(200);
        assertThat(WARD.delete(THERAPIST, key).status()).isEqualTo(204);
        assertThat(WARD.put(THERAPIST, key, INNOCENT).status()).isEqualTo(201);
        assertThat(WARD.status(ANN, key)).as("still for the team only").isEqualTo(404);
        assertThat(WARD.status(ANN, key + "/_history/1")).isEqualTo(404);
        String copy = "Observation/" + Ward.id(WARD.post(THERAPIST, "Observation", AUDIT_SCORE));
        assertThat(WARD.get(LEAD, copy).body()).contains("42CFRPart2");
    }

    @Test
    void b15_what_is_labelled_later_is_hidden_in_its_earlier_versions_too() {
        String key = WARD.fresh("Observation", INNOCENT);
        assertThat(WARD.put(THERAPIST, key, STAFF_ONLY + INNOCENT).status()).isEqualTo(200);
        assertThat(WARD.status(ANN, key)).isEqualTo(404);
        assertThat(WARD.status(ANN, key + "/_history/1")).isEqualTo(404);
        assertThat(WARD.status(ANN, key + "/_history")).isEqualTo(404);
        assertThat(World.keysIn(WARD.get(ANN, "Observation/_history?_count=400").body()))
                .doesNotContain(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DocumentReference/note",
                "DocumentReference/note/_history",
                "DocumentReference/note/_history/1",
                "DocumentReference/note/$meta",
                "DocumentReference/note/$validate",
                "DocumentReference",
                "DocumentReference?_id=note",
                "DocumentReference?category=sud-counseling-note",
                "DocumentReference?category:not=letter",
                "DocumentReference?type:missing=true",
                "DocumentReference?author=Practitioner/author",
                "DocumentReference?_security=sud-counseling-note",
                "DocumentReference?description=zebra",
                "DocumentReference?_content=zebra",
                "DocumentReference?_text=zebra",
                "DocumentReference?_filter=description%20co%20zebra",
                "DocumentReference/_history?_count=300",
                "_history?_count=400",
                "?_type=DocumentReference",
                "Practitioner?_id=author&_revinclude=DocumentReference:author",
                "Practitioner?_revinclude=*",
                "Patient?_id=a&_revinclude=*",
                "Patient/a/$everything?_count=500",
                "Patient/a/$everything?_type=DocumentReference",
                "Patient/a/*",
                "Patient/a/DocumentReference",
                "Practitioner/author/DocumentReference",
                "Patient/a/$preview?as=Practitioner/author",
                "$graphql?query=%7BDocumentReferenceList%7Bid%20description%7D%7D",
                "$graphql?query=%7BDocumentReference(id%3A%22note%22)%7Bdescription%7D%7D"
            })
    void b16_a_counseling_note_is_found_by_nobody_but_its_author(String url) {
        for (Caller caller : List.of(ANN, BOB, THERAPIST, OTHER, LEAD, ADMISSIONS, PEER, RELATIVE, HOSPITAL)) {
            Answer answer = WARD.get(caller, url);
            assertThat(answer.status()).as(url).isLessThan(500);
            assertThat(World.keysIn(answer.body())).as(url + caller.roles()).doesNotContain("DocumentReference/note");
            assertThat(answer.body()
                            .replace("=zebra", "")
                            .replace("co%20zebra", "")
                            .replace("co+zebra", ""))
                    .as(url + caller.roles())
                    .doesNotContain("zebra");
        }
    }

    @Test
    void b16_its_author_finds_it_and_nothing_is_extracted_from_one() {
        assertThat(WARD.found(AUTHOR, "DocumentReference?description=zebra")).contains("DocumentReference/note");
        String response = WARD.fresh(
                "QuestionnaireResponse",
                "'meta':{'security':[{'system':'" + Ward.OWN
                        + "privacy-label','code':'sud-counseling-note'}]},'status':'completed'," + subject("a"));
        for (Caller caller : List.of(ANN, THERAPIST, LEAD)) {
            assertThat(WARD.status(caller, response + "/$extract")).isEqualTo(404);
            assertThat(WARD.status(caller, response + "/$score")).isEqualTo(404);
        }
    }

    @Test
    void b16_a_consent_to_everything_shares_no_note_and_one_to_notes_nothing_else() {
        String patient = WARD.fresh("Patient", "'name':[{'family':'Noted'}]").substring(8);
        String note = WARD.fresh(
                "DocumentReference",
                "'status':'current','category':[{'coding':[{'system':'" + Ward.OWN
                        + "document-category','code':'sud-counseling-note'}]}]," + subject(patient)
                        + ",'content':[{'attachment':{'title':'x'}}]");
        String goal = WARD.fresh("Goal", "'lifecycleStatus':'active','description':{'text':'x'}," + subject(patient));
        String head =
                "'status':'active','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'policy':[{'uri':'urn:p'}],"
                        + "'patient':{'reference':'Patient/" + patient
                        + "'},'provision':{'type':'permit','actor':[{'role':"
                        + "{'text':'x'},'reference':{'reference':'Organization/hospital'}}]";
        String all = WARD.fresh("Consent", head + "}");
        assertThat(WARD.status(HOSPITAL, goal)).isEqualTo(200);
        assertThat(WARD.status(HOSPITAL, note)).isEqualTo(404);
        WARD.load(all, head.replace("'active'", "'inactive'") + "}");
        WARD.fresh(
                "Consent",
                head + ",'securityLabel':[{'system':'" + Ward.OWN + "privacy-label','code':'sud-counseling-note'}]}");
        assertThat(WARD.status(HOSPITAL, note)).isEqualTo(200);
        assertThat(WARD.status(HOSPITAL, goal)).isEqualTo(404);
    }
}
