package health.throughline.search;

import static health.throughline.testing.Call.call;
import static health.throughline.testing.Call.get;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Pages;
import health.throughline.testing.Reply;
import health.throughline.testing.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/search.html#sort, #count, #total, #summary and https://hl7.org/fhir/R4/http.html#paging. */
class SortAndPageIT {

    private static final int MANY = 60;
    private static final Found FOUND = new Found();
    private static final Found CROWD = new Found();

    @BeforeAll
    static void resources() {
        FOUND.with(
                        "a",
                        "Patient",
                        "'gender':'female','birthDate':'1990','name':[{'family':'Birch'}],"
                                + "'identifier':[{'value':'3'}],'generalPractitioner':[{'reference':'Practitioner/z'}],"
                                + "'deceasedDateTime':'2020','telecom':[{'system':'phone','value':'9'},"
                                + "{'system':'email','value':'m@x'},{'system':'phone','value':'2'}]")
                .with(
                        "b",
                        "Patient",
                        "'gender':'male','birthDate':'1980-05-05','name':[{'family':'alder'}],"
                                + "'identifier':[{'value':'1'}],'generalPractitioner':[{'reference':'Practitioner/y'}],"
                                + "'deceasedBoolean':false,'telecom':[{'system':'phone','value':'5'},"
                                + "{'system':'email','value':'z@x'},{'system':'email','value':'a@x'}]")
                .with(
                        "c",
                        "Patient",
                        "'gender':'female','birthDate':'1985','name':[{'family':'Cedar'},{'family':'Ash'}],"
                                + "'identifier':[{'value':'2'}],'deceasedBoolean':true,"
                                + "'generalPractitioner':[{'reference':'Practitioner/x'}]")
                .with("none", "Patient", "")
                .observation(
                        "o3", "'code':{'text':'x'},'valueQuantity':{'value':3},'component':[" + answer("x", "m") + "]")
                .observation(
                        "o20",
                        "'code':{'text':'x'},'valueQuantity':{'value':20},'component':[" + answer("c", "z") + "]")
                .observation("o1", "'valueQuantity':{'value':1.5}")
                .with("v2", "ValueSet", "'status':'active','url':'http://example.org/b'")
                .with("v1", "ValueSet", "'status':'active','url':'http://example.org/a'");
        Random random = new Random(5);
        for (int i = 0; i < MANY; i++) {
            String born = random.nextInt(4) == 0 ? "" : "'birthDate':'19%02d'".formatted(60 + random.nextInt(5));
            String gender = random.nextInt(4) == 0 ? "" : random.nextBoolean() ? "'gender':'male'" : "'gender':'other'";
            String name = random.nextInt(4) == 0 ? "" : "'name':[{'family':'F%d'}]".formatted(random.nextInt(4));
            List<String> parts = new ArrayList<>(List.of(born, gender, name));
            parts.removeIf(String::isEmpty);
            CROWD.with("p" + i, "Patient", String.join(",", parts));
        }
    }

    private static String answer(String first, String second) {
        String concept = "{'code':{'text':'x'},'valueCodeableConcept':{'coding':[{'code':'%s'},{'code':'%s'}]}}";
        return concept.formatted(first, second);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "code-value-quantity;   no order",
                "gender,-gender;        twice",
                "_id,active,gender,name,birthdate,family; at most 5",
                "nonsense;              '_sort'",
                "patient.nonsense;      '_sort'"
            })
    void what_cannot_be_sorted_by_is_refused_by_name(String sort, String text) {
        assertThat(FOUND.reply(sort.startsWith("code-") ? "Observation" : "Patient", "_sort=" + sort)
                        .expect(400)
                        .text())
                .contains("'_sort'", text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient;     family;        b c a none",
                "Patient;     -family;       c a b none",
                "Patient;     birthdate;     b c a none",
                "Patient;     -birthdate;    a c b none",
                "Patient;     identifier;    b c a none",
                "Patient;     -identifier;   a c b none",
                "Patient;     general-practitioner; c b a none",
                "Patient;     phone;         a b c none",
                "Patient;     -phone;        a b none c",
                "Patient;     email;         b a c none",
                "Patient;     -email;        b a none c",
                "Patient;     deceased,_id;  b none a c",
                "Patient;     -deceased,_id; a c b none",
                "Patient;     _id;           a b c none",
                "Patient;     -_id;          none c b a",
                "Patient;     _lastUpdated;  a b c none",
                "Patient;     -_lastUpdated; none c b a",
                "Patient;     gender,birthdate;  c a b none",
                "Patient;     gender,-birthdate; a c b none",
                "Patient;     -gender,family; b c a none",
                "Observation; value-quantity;  o1 o3 o20",
                "Observation; -value-quantity; o20 o3 o1",
                "Observation; component-value-concept;  o20 o3 o1",
                "Observation; -component-value-concept; o20 o3 o1",
                "ValueSet;    url;           v1 v2",
                "ValueSet;    -url;          v2 v1"
            })
    void sorts_with_missing_values_last(String type, String sort, String names) {
        assertThat(FOUND.ordered(type, "_sort=" + sort)).containsExactly(names.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_sort=birthdate",
                "_sort=-birthdate",
                "_sort=family",
                "_sort=-family",
                "_sort=gender",
                "_sort=-gender,birthdate",
                "_sort=family,-birthdate,gender",
                "_sort=_id",
                "_sort=-_lastUpdated",
                "_sort=_lastUpdated",
                "birthdate:missing=false&_sort=birthdate",
                "birthdate=ge1961&birthdate=lt1964&_sort=-birthdate,_id",
                "gender=male&_sort=birthdate",
                "gender:not=male&_sort=-family",
                "name=f&_sort=-birthdate",
                "birthdate=ge1962",
                "family=f1,f2&_sort=gender"
            })
    void pages_of_any_size_make_the_whole_in_the_same_order(String condition) {
        String more = condition.isEmpty() ? "" : condition + "&";
        List<String> whole = CROWD.ordered("Patient", more + "_count=500");
        assertThat(whole).doesNotHaveDuplicates();
        assertThat(CROWD.reply("Patient", more + "_summary=count")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(whole.size());
        for (int size : new int[] {1, 7, 20}) {
            List<Reply> pages = Pages.of(CROWD.query("Patient", more + "_count=" + size));
            assertThat(matches(pages)).as("pages of %d", size).isEqualTo(ids(whole));
            assertThat(backwards(pages)).as("pages of %d from the end", size).isEqualTo(ids(whole));
        }
    }

    private static List<String> ids(List<String> names) {
        return names.stream().map(CROWD::id).toList();
    }

    private static List<String> matches(List<Reply> pages) {
        return pages.stream().flatMap(page -> page.matches().stream()).toList();
    }

    /** What the previous links lead through, from the last page to the first. */
    private static List<String> backwards(List<Reply> pages) {
        List<String> all = new ArrayList<>();
        Reply page = pages.get(pages.size() - 1);
        all.addAll(page.matches());
        while (!page.link("previous").isEmpty()) {
            page = get(page.link("previous")).send().expect(200);
            all.addAll(0, page.matches());
        }
        return all;
    }

    @Test
    void pages_lead_back_and_forth_over_the_same_matches() {
        List<Reply> pages = Pages.of(CROWD.query("Patient", "_sort=-birthdate,family&_count=7"));
        Reply second = pages.get(1);
        assertThat(get(second.link("first")).send().expect(200).matches())
                .isEqualTo(pages.get(0).matches());
        Reply back = get(pages.get(2).link("previous")).send().expect(200);
        assertThat(back.matches()).isEqualTo(second.matches());
        assertThat(get(back.link("next")).send().expect(200).matches())
                .isEqualTo(pages.get(2).matches());
        assertThat(pages.get(0).link("previous")).isEmpty();
    }

    @Test
    void a_result_ends_at_the_most_that_is_wanted() {
        List<Reply> pages = Pages.of(CROWD.query("Patient", "_sort=family&_count=4&_maxresults=10"));
        assertThat(pages).extracting(page -> page.matches().size()).containsExactly(4, 4, 2);
        assertThat(matches(pages))
                .isEqualTo(ids(CROWD.ordered("Patient", "_sort=family").subList(0, 10)));
        assertThat(CROWD.reply("Patient", "_maxresults=0").expect(400).diagnostics())
                .contains("_maxresults");
    }

    @Test
    void the_last_page_is_not_empty_and_has_no_next() {
        List<Reply> pages = Pages.of(CROWD.query("Patient", "_count=" + MANY / 3));
        assertThat(pages).hasSize(3);
        assertThat(pages.get(2).matches()).hasSize(MANY / 3);
        assertThat(pages.get(2).link("next")).isEmpty();
    }

    @Test
    void what_is_written_meanwhile_neither_repeats_nor_hides_others() {
        Found moving = new Found();
        for (int i = 0; i < 9; i++) {
            moving.with("m" + i, "Patient", "'birthDate':'198" + i + "'");
        }
        Reply first = moving.reply("Patient", "_sort=birthdate&_count=3");
        moving.with("early", "Patient", "'birthDate':'1900'").with("late", "Patient", "'birthDate':'1999'");
        List<String> all = new ArrayList<>(first.matches());
        Pages.of(first.link("next")).forEach(page -> all.addAll(page.matches()));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            expected.add(moving.id("m" + i));
        }
        expected.add(moving.id("late"));
        assertThat(all).isEqualTo(expected);
    }

    @Test
    void page_links_keep_every_parameter_and_serve_no_other_query() {
        Reply first = CROWD.reply("Patient", "gender=male&_sort=birthdate&_count=2&_total=accurate");
        String next = first.link("next");
        assertThat(next).startsWith(TestServer.base() + "/Patient?").contains("gender=male", "_total=accurate");
        get(next).send().expect(200);
        get(next.replace("gender=male", "gender=other")).send().expect(400);
        get(next.replace("_sort=birthdate", "_sort=family")).send().expect(400);
        get(next.replace("/Patient?", "/Person?")).send().expect(400);
        int token = next.indexOf("_page=") + 20;
        char changed = next.charAt(token) == 'A' ? 'B' : 'A';
        get(next.substring(0, token) + changed + next.substring(token + 1))
                .send()
                .expect(400);
        get(next.substring(0, next.length() - 4)).send().expect(400);
    }

    @Test
    void totals_are_given_as_asked() {
        assertThat(CROWD.reply("Patient", "_count=1").json().has("total")).isFalse();
        assertThat(CROWD.reply("Patient", "_count=1&_total=none").json().has("total"))
                .isFalse();
        assertThat(CROWD.reply("Patient", "_count=1&_total=accurate")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(MANY);
        assertThat(CROWD.reply("Patient", "_count=1&_total=estimate")
                        .json()
                        .path("total")
                        .isInt())
                .isTrue();
        Reply counted = CROWD.reply("Patient", "_count=0").expect(200);
        assertThat(counted.json().path("total").asInt()).isEqualTo(MANY);
        assertThat(counted.json().has("entry")).isFalse();
        assertThat(CROWD.reply("Patient", "_summary=count").json().path("total").asInt())
                .isEqualTo(MANY);
    }

    @Test
    void post_search_finds_what_get_finds() {
        String query = CROWD.query("Patient", "gender=male&_sort=-birthdate&_count=5");
        Reply got = get(query).send().expect(200);
        String form = query.substring(query.indexOf('?') + 1);
        Reply posted = call("POST", "/Patient/_search")
                .content("application/x-www-form-urlencoded", form)
                .send()
                .expect(200);
        assertThat(posted.matches()).isEqualTo(got.matches());
        assertThat(posted.link("self")).isEqualTo(got.link("self"));
        assertThat(get(posted.link("next")).send().expect(200).matches())
                .isEqualTo(get(got.link("next")).send().matches());
        Reply mixed = call("POST", "/Patient/_search?" + form)
                .content("application/x-www-form-urlencoded", "birthdate=ge1962")
                .send()
                .expect(200);
        assertThat(mixed.matches())
                .isSubsetOf(CROWD.ordered("Patient", "birthdate=ge1962").stream()
                        .map(CROWD::id)
                        .toList());
        call("POST", "/Patient/_search?" + form).send().expect(200);
    }

    @Test
    void the_self_link_says_what_was_searched() {
        Reply reply =
                CROWD.reply("Patient", "gender=male&name:contains=f&_count=1").expect(200);
        assertThat(reply.link("self"))
                .startsWith(TestServer.base() + "/Patient?")
                .contains("gender=male", "name:contains=f", "_count=1");
        assertThat(get(reply.link("self")).send().matches()).isEqualTo(reply.matches());
    }

    @Test
    void includes_come_on_the_page_of_their_match() {
        Found linked = new Found();
        linked.with("one", "Organization", "").with("two", "Organization", "");
        linked.with("x", "Patient", "'managingOrganization':{'reference':'Organization/~one'}")
                .with("y", "Patient", "'managingOrganization':{'reference':'Organization/~two'}");
        for (Reply page : Pages.of(linked.query("Patient", "_include=Patient:organization&_count=1"))) {
            assertThat(page.matches()).hasSize(1);
            assertThat(page.ids("include")).hasSize(1);
        }
    }

    @Test
    void iterated_includes_go_on_from_what_was_included() {
        Found chart = new Found();
        chart.with("top", "Organization", "")
                .with("clinic", "Organization", "'partOf':{'reference':'Organization/~top'}")
                .with("p", "Patient", "'managingOrganization':{'reference':'Organization/~clinic'}")
                .observation("o", "'subject':{'reference':'Patient/~p'}")
                .observation(
                        "child", "'subject':{'reference':'Patient/~p'},'derivedFrom':[{'reference':'Observation/~o'}]")
                .observation(
                        "grandchild",
                        "'subject':{'reference':'Patient/~p'},'derivedFrom':[{'reference':'Observation/~child'}]");
        assertThat(chart.included("Observation", "_id=~o&_include=Observation:subject"))
                .containsExactly("p");
        assertThat(chart.reply("Observation", "_id=~o&_include=Patient:organization")
                        .expect(400)
                        .diagnostics())
                .contains(":iterate");
        String far = "_id=~o&_include=Observation:subject&_include:iterate=Patient:organization";
        assertThat(chart.included("Observation", far)).containsExactly("clinic", "p");
        assertThat(chart.included("Observation", far + "&_include:iterate=Organization:partof"))
                .containsExactly("clinic", "p", "top");
        assertThat(chart.included("Observation", "_id=~o&_include:iterate=*")).containsExactly("clinic", "p", "top");
        assertThat(chart.included("Observation", "_id=~o&_revinclude=Observation:derived-from"))
                .containsExactly("child");
        assertThat(chart.included("Observation", "_id=~o&_revinclude:iterate=Observation:derived-from"))
                .containsExactly("child", "grandchild");
        assertThat(chart.included("Patient", "_revinclude=*")).containsExactly("child", "grandchild", "o");
    }

    @Test
    void sorts_by_what_a_reference_leads_to() {
        Found staffed = new Found();
        staffed.with("z", "Organization", "'name':'Zeta'").with("a", "Organization", "'name':'Alpha'");
        staffed.with("x", "Patient", "'managingOrganization':{'reference':'Organization/~z'}")
                .with("y", "Patient", "'managingOrganization':{'reference':'Organization/~a'}")
                .with("n", "Patient", "");
        assertThat(staffed.ordered("Patient", "_sort=organization.name&_count=1"))
                .containsExactly("y", "x", "n");
        assertThat(staffed.ordered("Patient", "_sort=-organization.name&_count=1"))
                .containsExactly("x", "y", "n");
        staffed.observation("o1", "'subject':{'reference':'Patient/~x'}")
                .observation("o2", "'subject':{'reference':'Patient/~y'}");
        assertThat(staffed.ordered("Observation", "_sort=subject:Patient.organization.name"))
                .containsExactly("o2", "o1");
        assertThat(staffed.reply("Observation", "_sort=subject.birthdate")
                        .expect(400)
                        .diagnostics())
                .contains("needs the type");
    }

    @Test
    void administrators_are_told_how_a_search_is_answered() {
        Reply told = CROWD.reply("Patient", "family=f1&_sort=-birthdate&_explain=true")
                .expect(200);
        assertThat(told.json().path("resourceType").asText()).isEqualTo("Parameters");
        assertThat(told.text())
                .contains("\"driver\"", "\"considered\"", "\"statement\"", "actual time", "Execution Time")
                .doesNotContain("f1");
        assertThat(CROWD.reply("Patient", "_explain=yes").expect(400).diagnostics())
                .contains("_explain");
    }

    @Test
    void ids_tags_profiles_and_labels_are_searched() {
        Found marked = new Found();
        marked.with("p", "Patient", "").with("q", "Patient", "");
        assertThat(marked.names("Patient", "_id=~p")).containsExactly("p");
        assertThat(marked.names("Patient", "_id=~p,~q,nobody")).containsExactly("p", "q");
        assertThat(marked.names("Patient", "_id=~p&_id=~q")).isEmpty();
        assertThat(marked.names("Patient", "_tag=urn:test:search|")).containsExactly("p", "q");
        assertThat(marked.names("Patient", "_tag:missing=true")).isEmpty();
        assertThat(marked.names("Patient", "_profile:missing=true")).containsExactly("p", "q");
        assertThat(marked.names("Patient", "_security=http://example.org/label|R"))
                .isEmpty();
    }

    @Test
    void a_thousand_alternatives_are_taken() {
        List<String> ids = new ArrayList<>(Collections.nCopies(998, "nobody"));
        ids.add("~p1");
        ids.add("~p2");
        assertThat(CROWD.names("Patient", "_id=" + String.join(",", ids))).containsExactly("p1", "p2");
        assertThat(CROWD.names("Patient", "family=" + String.join(",", Collections.nCopies(1000, "zzz"))))
                .isEmpty();
    }
}
