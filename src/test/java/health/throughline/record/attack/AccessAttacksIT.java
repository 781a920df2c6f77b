package health.throughline.record.attack;

import static health.throughline.record.attack.Ward.ANN;
import static health.throughline.record.attack.Ward.HOSPITAL;
import static health.throughline.record.attack.Ward.LEAD;
import static health.throughline.record.attack.Ward.RELATIVE;
import static health.throughline.record.attack.Ward.WARD;
import static health.throughline.record.attack.Ward.json;
import static health.throughline.record.attack.Ward.observation;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.Callers;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission.Level;
import health.throughline.record.access.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups B17, B19 and B20 of the catalogue: emergencies, proxies, and what has ended. */
class AccessAttacksIT {

    private static final String ROLE = "https://throughline.example/fhir/StructureDefinition/involvement-role";

    private static String emergency(String patient, String reason, String nature, String affiliation) {
        return json("{'resourceType':'Parameters','parameter':[{'name':'patient','valueReference':{'reference':'"
                + patient + "'}},{'name':'reason','valueString':'" + reason + "'},{'name':'emergency','valueString':'"
                + nature + "'},{'name':'affiliation','valueString':'" + affiliation + "'}]}");
    }

    private static Answer open(Caller caller, String patient) {
        return WARD.as(
                caller,
                Ask.post(
                        "$break-glass",
                        emergency(patient, "found unconscious", "overdose, airway", "County hospital, ER")));
    }

    private static String review(Answer opened) {
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        return Ward.tree(opened)
                .path("parameter")
                .path(1)
                .path("valueReference")
                .path("reference")
                .asText();
    }

    private static Caller therapist(String practitioner) {
        return Ward.staff(Role.THERAPIST, practitioner);
    }

    private static String patient(String more) {
        return WARD.fresh("Patient", "'name':[{'family':'Emergency'}]" + more);
    }

    private static String goal(String patient) {
        return WARD.fresh(
                "Goal",
                "'lifecycleStatus':'active','description':{'text':'x'},'subject':{'reference':'" + patient + "'}");
    }

    @Test
    void b17_without_a_reason_the_glass_holds() {
        Caller stranger = therapist(WARD.fresh("Practitioner", "'name':[{'family':'Stranger'}]"));
        String patient = patient("");
        String goal = goal(patient);
        String why = "found unconscious";
        for (String body : List.of(
                emergency(patient, "", why, why),
                emergency(patient, why, "", why),
                emergency(patient, why, why, ""),
                emergency(patient, "short", why, why),
                emergency(patient, "              ", why, why),
                emergency("", why, why, why),
                "")) {
            assertThat(WARD.as(stranger, Ask.post("$break-glass", body)).status())
                    .isEqualTo(400);
        }
        assertThat(WARD.get(stranger, "$break-glass?patient=" + patient).status())
                .isEqualTo(405);
        for (Caller caller : List.of(ANN, RELATIVE, HOSPITAL, Ward.PEER, Ward.ADMISSIONS, Ward.ADMINISTRATOR)) {
            assertThat(open(caller, patient).status()).isEqualTo(403);
        }
        assertThat(open(stranger, "Patient/" + Ward.unused()).status()).isEqualTo(404);
        assertThat(WARD.status(stranger, goal)).isEqualTo(404);
    }

    @Test
    void b17_it_opens_one_record_to_read_but_what_is_kept_apart() {
        Caller stranger = therapist(WARD.fresh("Practitioner", "'name':[{'family':'Stranger'}]"));
        String patient = patient("");
        String goal = goal(patient);
        String other = goal(patient(""));
        String mine = WARD.fresh(
                "Communication",
                "'meta':{'security':[{'system':'" + Ward.OWN + "privacy-label','code':'client-private'}]},'status':"
                        + "'completed','subject':{'reference':'" + patient + "'}");
        String task = review(open(stranger, patient));
        assertThat(WARD.status(stranger, goal)).isEqualTo(200);
        assertThat(WARD.status(stranger, other)).isEqualTo(404);
        assertThat(WARD.status(stranger, mine)).isEqualTo(404);
        assertThat(WARD.patch(stranger, goal, "/language", "'en'").status()).isIn(403, 404);
        assertThat(WARD.get(LEAD, "AuditEvent?patient=" + patient + "&type=110113")
                        .body())
                .contains("found unconscious");
        assertThat(WARD.get(LEAD, task).body()).contains("\"stat\"").contains("\"requested\"");
        String again = review(open(stranger, patient));
        assertThat(again).as("opening again alerts again").isNotEqualTo(task);
    }

    @Test
    void b17_nobody_closes_the_review_of_their_own_access() {
        String who = WARD.fresh("Practitioner", "'name':[{'family':'Both'}]");
        String patient = patient("");
        String team = "'status':'active','subject':{'reference':'" + patient
                + "'},'participant':[{'member':{'reference':'" + who + "'}}]";
        WARD.fresh("CareTeam", team);
        Caller treating = therapist(who);
        String task = review(open(treating, patient));
        assertThat(WARD.patch(treating, task, "/status", "'completed'").status())
                .isEqualTo(403);
        assertThat(WARD.patch(treating, task, "/requester", "").status()).isEqualTo(403);
        assertThat(WARD.delete(treating, task).status()).isEqualTo(403);
        assertThat(WARD.patch(LEAD, task, "/status", "'completed'").status()).isEqualTo(200);
    }

    @Test
    void b17_nobody_opens_their_own_record_and_family_and_colleagues_are_told_to_the_reviewer() {
        String same = ",'identifier':[{'system':'urn:ssn','value':'own-1'}]";
        Caller self = therapist(WARD.fresh("Practitioner", "'name':[{'family':'Self'}]" + same));
        assertThat(open(self, patient(same)).status()).isEqualTo(403);
        String linked = WARD.fresh("Practitioner", "'name':[{'family':'Linked'}]");
        String own = patient("");
        String child = patient("");
        String parent = WARD.fresh("RelatedPerson", "'patient':{'reference':'" + child + "'}");
        WARD.fresh(
                "Person",
                "'link':[{'target':{'reference':'" + linked + "'}},{'target':{'reference':'" + own
                        + "'}},{'target':{'reference':'" + parent + "'}}]");
        assertThat(open(therapist(linked), own).status()).isEqualTo(403);
        assertThat(WARD.get(LEAD, review(open(therapist(linked), child))).body())
                .contains("FAMILY");
        String colleague = patient(",'meta':{'security':[{'system':'" + Ward.ACT_CODE + "','code':'EMP'}]}");
        assertThat(WARD.get(LEAD, review(open(self, colleague))).body()).contains("SPECIAL WATCH");
        Caller client = new Caller(
                "client and therapist",
                ANN.client(),
                ANN.user(),
                java.util.Set.of(Role.CLIENT, Role.THERAPIST),
                null,
                List.of(Callers.all(Level.USER, Callers.EVERYTHING)));
        assertThat(open(client, "Patient/a").status()).isEqualTo(403);
    }

    private static String relative(String patient, String role, String more) {
        return "'patient':{'reference':'" + patient + "'},'extension':[{'url':'" + ROLE
                + "','valueCodeableConcept':{'coding':[{'code':'" + role + "'}]}}]" + more;
    }

    private static Caller relative(String person) {
        return Callers.user(Role.RELATIVE, person, null, List.of(Callers.all(Level.USER, Callers.EVERYTHING)));
    }

    @Test
    void b19_a_parent_sees_no_more_from_the_day_their_child_is_of_age() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String child = patient(",'birthDate':'" + today.minusYears(18).plusDays(1) + "'");
        String goal = goal(child);
        String part2 = WARD.fresh("Observation", observation("75624-7") + "'subject':{'reference':'" + child + "'}");
        String person = WARD.fresh("RelatedPerson", relative(child, "act-on-behalf", ""));
        Caller parent = relative(person);
        assertThat(WARD.status(parent, goal)).isEqualTo(200);
        assertThat(WARD.status(parent, part2))
                .as("the minor's own consent alone opens it")
                .isEqualTo(404);
        WARD.load(child, "'birthDate':'" + today.minusYears(18) + "'");
        assertThat(WARD.status(parent, goal)).as("of age today").isIn(403, 404);
        WARD.load(child, "'birthDate':'2015'");
        assertThat(WARD.status(parent, goal))
                .as("an age that is not known for sure")
                .isIn(403, 404);
    }

    @Test
    void b19_a_proxy_that_has_ended_opens_nothing_from_the_next_request_on() {
        String child = patient(",'birthDate':'" + LocalDate.now(ZoneOffset.UTC).minusYears(10) + "'");
        String goal = goal(child);
        Map<String, String> ends = Map.of(
                "not active",
                relative(child, "act-on-behalf", ",'active':false"),
                "ended",
                relative(child, "act-on-behalf", ",'period':{'end':'2020-01-01'}"),
                "not yet",
                relative(child, "act-on-behalf", ",'period':{'start':'2099-01-01'}"),
                "another role",
                relative(child, "informed", ""),
                "another client",
                relative("Patient/b", "act-on-behalf", ""));
        ends.forEach((name, content) -> {
            String person = WARD.fresh("RelatedPerson", relative(child, "act-on-behalf", ""));
            assertThat(WARD.status(relative(person), goal)).isEqualTo(200);
            WARD.load(person, content);
            assertThat(WARD.status(relative(person), goal)).as(name).isIn(403, 404);
            assertThat(WARD.get(relative(person), "Patient/b").status())
                    .as(name)
                    .isIn(403, 404);
        });
        String gone = WARD.fresh("RelatedPerson", relative(child, "act-on-behalf", ""));
        assertThat(WARD.status(relative(gone), goal)).isEqualTo(200);
        WARD.world.delete(gone);
        assertThat(WARD.status(relative(gone), goal)).isIn(403, 404);
    }

    @Test
    void b20_who_leaves_the_care_team_sees_nothing_from_the_next_request_on() {
        String[] contents = {
            "'status':'active','participant':[{'member':{'reference':'Practitioner/lead'}}]",
            "'status':'inactive','participant':[{'member':{'reference':'WHO'}}]",
            "'status':'active','period':{'end':'2020-01-01'},'participant':[{'member':{'reference':'WHO'}}]",
            "'status':'active','participant':[{'member':{'reference':'WHO'},'period':{'end':'2020-01-01'}}]",
            "'status':'active','participant':[{'member':{'reference':'WHO'},'period':{'start':'2099-01-01'}}]"
        };
        String patient = patient("");
        String goal = goal(patient);
        String about = ",'subject':{'reference':'" + patient + "'}";
        for (String content : contents) {
            String who = WARD.fresh("Practitioner", "'name':[{'family':'Leaver'}]");
            String team = WARD.fresh(
                    "CareTeam", "'status':'active','participant':[{'member':{'reference':'" + who + "'}}]" + about);
            assertThat(WARD.status(therapist(who), goal)).isEqualTo(200);
            WARD.load(team, content.replace("WHO", who) + about);
            assertThat(WARD.status(therapist(who), goal)).as(content).isEqualTo(404);
            assertThat(WARD.found(therapist(who), "Goal?subject=" + patient)).isEmpty();
        }
        String who = WARD.fresh("Practitioner", "'name':[{'family':'Leaver'}]");
        String role = WARD.fresh("PractitionerRole", "'practitioner':{'reference':'" + who + "'}");
        WARD.fresh("CareTeam", "'status':'active','participant':[{'member':{'reference':'" + role + "'}}]" + about);
        for (String ended : List.of(",'active':false", ",'period':{'end':'2020-01-01'}")) {
            assertThat(WARD.status(therapist(who), goal)).isEqualTo(200);
            WARD.load(role, "'practitioner':{'reference':'" + who + "'}" + ended);
            assertThat(WARD.status(therapist(who), goal)).as(ended).isEqualTo(404);
            WARD.load(role, "'practitioner':{'reference':'" + who + "'}");
        }
    }

    @Test
    void b20_pages_that_are_being_turned_stop() {
        String patient = patient("");
        for (int i = 0; i < 3; i++) {
            goal(patient);
        }
        String who = WARD.fresh("Practitioner", "'name':[{'family':'Reader'}]");
        String about = ",'subject':{'reference':'" + patient + "'}";
        String team = WARD.fresh(
                "CareTeam", "'status':'active','participant':[{'member':{'reference':'" + who + "'}}]" + about);
        String url = "Goal?subject=" + patient + "&_count=1";
        Answer first = WARD.get(therapist(who), url);
        assertThat(first.nextPage()).isNotEmpty();
        String next = url + "&_page=" + first.nextPage();
        assertThat(WARD.found(therapist(who), next)).hasSize(1);
        WARD.load(team, "'status':'inactive'" + about);
        assertThat(WARD.found(therapist(who), next)).isEmpty();
    }

    @Test
    void b20_a_consent_that_is_taken_back_closes_pages_in_use() {
        String patient = patient("");
        for (int i = 0; i < 3; i++) {
            goal(patient);
        }
        String head =
                "'scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'policy':[{'uri':'urn:p'}],'patient':{'reference':'"
                        + patient
                        + "'},'provision':{'type':'permit','actor':[{'role':{'text':'x'},'reference':{'reference':"
                        + "'Organization/hospital'}}],'class':[{'system':'http://hl7.org/fhir/resource-types','code':'Goal'}]}";
        String consent = WARD.fresh("Consent", "'status':'active'," + head);
        String url = "Goal?subject=" + patient + "&_count=1";
        String next = url + "&_page=" + WARD.get(HOSPITAL, url).nextPage();
        assertThat(WARD.found(HOSPITAL, next)).hasSize(1);
        WARD.load(consent, "'status':'inactive'," + head);
        Answer after = WARD.get(HOSPITAL, next);
        assertThat(after.status()).isIn(200, 403);
        assertThat(after.body()).doesNotContain("\"Goal\"");
    }

    @Test
    void b20_what_ends_by_the_clock_ends_by_the_clock() throws InterruptedException {
        String patient = patient("");
        String goal = goal(patient);
        String who = WARD.fresh("Practitioner", "'name':[{'family':'Temporary'}]");
        Instant end = Instant.now().plusSeconds(3);
        WARD.fresh(
                "CareTeam",
                "'status':'active','subject':{'reference':'" + patient + "'},'participant':[{'member':{'reference':'"
                        + who + "'},'period':{'end':'" + end + "'}}]");
        WARD.fresh(
                "Consent",
                "'status':'active','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'policy':[{'uri':'urn:p'}],'patient':"
                        + "{'reference':'" + patient + "'},'provision':{'type':'permit','period':{'end':'" + end
                        + "'},'actor':[{'role':{'text':'x'},'reference':{'reference':'Organization/hospital'}}]}");
        String late = WARD.fresh("Practitioner", "'name':[{'family':'Denied'}]");
        WARD.fresh(
                "CareTeam",
                "'status':'active','subject':{'reference':'" + patient + "'},'participant':[{'member':{'reference':'"
                        + late + "'}}]");
        WARD.fresh(
                "Consent",
                "'status':'active','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'policy':[{'uri':'urn:p'}],'patient':"
                        + "{'reference':'" + patient + "'},'provision':{'type':'deny','period':{'start':'" + end
                        + "'},'actor':[{'role':{'text':'x'},'reference':{'reference':'" + late + "'}}]}");
        for (Caller caller : List.of(therapist(who), HOSPITAL, therapist(late))) {
            assertThat(WARD.status(caller, goal)).isEqualTo(200);
        }
        Thread.sleep(Math.max(0, end.toEpochMilli() - System.currentTimeMillis()) + 200);
        for (Caller caller : List.of(therapist(who), HOSPITAL, therapist(late))) {
            assertThat(WARD.status(caller, goal))
                    .as(caller.user() + "" + caller.client())
                    .isEqualTo(404);
        }
    }

    @Test
    void b20_who_is_denied_does_not_take_the_denial_back() {
        String patient = patient("");
        String goal = goal(patient);
        String who = WARD.fresh("Practitioner", "'name':[{'family':'Denied'}]");
        WARD.fresh(
                "CareTeam",
                "'status':'active','subject':{'reference':'" + patient + "'},'participant':[{'member':{'reference':'"
                        + who + "'}}]");
        String content =
                "'scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'policy':[{'uri':'urn:p'}],'patient':{'reference':'"
                        + patient
                        + "'},'provision':{'type':'deny','actor':[{'role':{'text':'x'},'reference':{'reference':'" + who
                        + "'}}],'class':[{'system':'http://hl7.org/fhir/resource-types','code':'Goal'}]}";
        String consent = WARD.fresh("Consent", "'status':'active'," + content);
        Caller denied = therapist(who);
        assertThat(WARD.status(denied, goal)).isEqualTo(404);
        assertThat(WARD.put(denied, consent, "'status':'inactive'," + content).status())
                .isEqualTo(403);
        assertThat(WARD.delete(denied, consent).status()).isEqualTo(403);
        assertThat(WARD.as(denied, Ask.post(consent + "/$revokeConsent", "")).status())
                .isEqualTo(403);
        assertThat(WARD.status(denied, goal)).isEqualTo(404);
        assertThat(WARD.as(LEAD, Ask.post(consent + "/$revokeConsent", "")).status())
                .as("somebody else does, though it lacks much")
                .isEqualTo(200);
        assertThat(WARD.status(denied, goal)).isEqualTo(200);
    }

    @Test
    void b20_a_consent_to_single_resources_or_times_shares_nothing_else() {
        String patient = patient("");
        String goal = goal(patient);
        String head =
                "'status':'active','scope':{'coding':[{'code':'patient-privacy'}]},'category':[{'text':'x'}],'policy':[{'uri':'urn:p'}],"
                        + "'patient':{'reference':'" + patient
                        + "'},'provision':{'type':'permit','actor':[{'role':{'text':'x'},"
                        + "'reference':{'reference':'Organization/hospital'}}],";
        WARD.fresh("Consent", head + "'data':[{'meaning':'instance','reference':{'reference':'Goal/none'}}]}");
        WARD.fresh("Consent", head + "'dataPeriod':{'end':'2000-01-01'}}");
        WARD.fresh("Consent", head + "'class':[{'system':'urn:other','code':'x'}]}");
        WARD.fresh("Consent", head + "'code':[{'text':'only in words'}]}");
        assertThat(WARD.status(HOSPITAL, goal)).isIn(403, 404);
        String open = WARD.fresh("Consent", head.replaceAll(",$", "") + "}");
        assertThat(WARD.status(HOSPITAL, goal)).isEqualTo(200);
        String denial = WARD.fresh(
                "Consent", head.replace("'permit'", "'deny'") + "'class':[{'system':'urn:other','code':'x'}]}");
        assertThat(WARD.status(HOSPITAL, goal))
                .as("a denial that cannot be told denies")
                .isIn(403, 404);
        WARD.world.delete(denial);
        assertThat(WARD.status(HOSPITAL, goal)).isEqualTo(200);
        WARD.world.delete(open);
    }
}
