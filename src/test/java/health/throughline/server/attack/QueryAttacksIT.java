package health.throughline.server.attack;

import static health.throughline.server.attack.Attack.get;
import static health.throughline.server.attack.Attack.post;
import static health.throughline.server.attack.Attack.raw;
import static health.throughline.server.attack.Attack.refused;
import static health.throughline.testing.Call.encode;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups C5, C7 to C9 and C18: URLs, parameters and headers that want more than they say. */
class QueryAttacksIT {

    private static final List<String> PAYLOADS = List.of(
            "'",
            "''",
            "' OR '1'='1",
            "'; DROP TABLE resource; --",
            "\" OR \"\"=\"",
            "1) OR (1=1",
            "x' UNION SELECT body FROM resource --",
            "$$; SELECT pg_sleep(10); $$",
            "\\",
            "\\'; SELECT 1; --",
            "%' OR 1=1 --",
            "_%_%",
            "/* */",
            "ʼ OR 1=1",
            "＇ OR 1=1",
            "a\tb\nc",
            "${jndi:ldap://x}",
            "?::int",
            "x".repeat(5000));

    private static final List<String> PLACES = List.of(
            "Patient?name=%s",
            "Patient?name:exact=%s",
            "Patient?name:contains=%s",
            "Patient?family=%s",
            "Patient?identifier=%s",
            "Patient?identifier=http://a|%s",
            "Patient?identifier=%s|b",
            "Patient?gender=%s",
            "Patient?gender:not=%s",
            "Patient?birthdate=%s",
            "Patient?birthdate=ge%s",
            "Patient?_id=%s",
            "Patient?_lastUpdated=%s",
            "Patient?_tag=%s",
            "Patient?_security=%s",
            "Patient?_profile=%s",
            "Patient?_source=%s",
            "Patient?_text=%s",
            "Patient?_content=%s",
            "Patient?_filter=%s",
            "Patient?_list=%s",
            "Patient?_sort=%s",
            "Patient?_sort=-%s",
            "Patient?_include=%s",
            "Patient?_revinclude=%s",
            "Patient?_elements=%s",
            "Patient?_count=%s",
            "Patient?_page=%s",
            "Patient?_has:Observation:subject:code=%s",
            "Patient?_has:Observation:subject:%s=x",
            "Patient?%s=x",
            "Patient?name:%s=x",
            "Observation?subject=%s",
            "Observation?subject:identifier=%s",
            "Observation?subject:%s.name=x",
            "Observation?subject:Patient.name=%s",
            "Observation?code=%s",
            "Observation?code:text=%s",
            "Observation?code:in=%s",
            "Observation?code:below=%s",
            "Observation?value-quantity=%s",
            "Observation?value-quantity=5|http://a|%s",
            "Observation?code-value-quantity=%s$5",
            "Observation?date=%s",
            "RiskAssessment?probability=%s",
            "ValueSet?url=%s",
            "ValueSet?url:below=%s",
            "Location?near=%s",
            "Patient/%s",
            "Patient/1/_history/%s",
            "%s");

    @TestFactory
    Stream<DynamicTest> c5_sql_is_only_text() {
        return PLACES.stream()
                .map(place -> DynamicTest.dynamicTest(place, () -> {
                    for (String payload : PAYLOADS) {
                        Reply reply = get("/"
                                + place.replace("|", "%7C")
                                        .replace("%s", encode(payload).replace("+", "%20")));
                        if (reply.status() == 200 && !place.contains(":not") && !place.contains("_elements")) {
                            assertThat(reply.matches())
                                    .as("%s with %s", place, payload)
                                    .isEmpty();
                        }
                    }
                }));
    }

    @Test
    void c5_everything_is_still_there_and_only_what_is_asked_for_is_found() {
        String id = post("Patient", "{'resourceType':'Patient','name':[{'family':'O\\u0027Hara; DROP TABLE'}]}")
                .expect(201)
                .id();
        get("/Patient?family:exact=" + encode("O'Hara; DROP TABLE"));
        assertThat(get("/Patient?_id=" + id).matches()).containsExactly(id);
        assertThat(get("/Patient?family:exact=" + encode("O'Hara; DROP TABLE' OR '1'='1"))
                        .matches())
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> c5_headers_are_only_text() {
        return Stream.of("If-None-Match", "If-Modified-Since", "Prefer", "X-Request-Id", "X-Custom", "Authorization")
                .map(header -> DynamicTest.dynamicTest(header, () -> {
                    for (String payload : PAYLOADS) {
                        String value = payload.replaceAll("[^\\x20-\\x7e]", "?");
                        Attack.harmless(Call.get("/Patient?_count=1")
                                .header(header, value)
                                .send());
                    }
                }));
    }

    @Test
    void c5_conditions_of_writes_are_only_text() {
        for (String payload : PAYLOADS) {
            String value = payload.replaceAll("[^\\x20-\\x7e]", "?");
            Attack.harmless(Call.call("POST", "/Patient")
                    .content(Attack.JSON, "{\"resourceType\":\"Patient\"}")
                    .header("If-None-Exist", "identifier=" + value)
                    .send());
        }
        get("/Patient?_count=1").expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Patient/..%2f..%2fetc%2fpasswd",
                "/Patient/%2e%2e",
                "/Binary/%2e%2e",
                "/Binary/..%5c..%5cwindows",
                "/Binary/....//....//etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/Patient/%252e%252e%252f",
                "/ValueSet/file:%2f%2f%2fetc%2fpasswd",
                "/DocumentReference/%c0%ae%c0%ae"
            })
    void c7_no_path_leads_to_a_file(String path) {
        Reply reply = Call.get(path).send();
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.text()).doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Patient/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "/Patient/a%2fb",
                "/Patient/1/_history/../2",
                "/Patient/1;jsessionid=a",
                "/Patient;x=y/1",
                "/Patient/%2561",
                "/Patient/%00",
                "/Patient/a%0d%0aX-Evil:%201",
                "/Patient/1%3f_format=xml",
                "/patient/1",
                "/Patient/1/",
                "//Patient//1//"
            })
    void c8_odd_addresses(String path) throws IOException {
        String answer = raw("GET /fhir" + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("X-Evil: 1");
    }

    @Test
    void c8_no_header_or_parameter_makes_another_method_of_it() {
        String id = post("Patient", "{'resourceType':'Patient'}").expect(201).id();
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            Call.call("POST", "/Patient/" + id).header(header, "DELETE").send().expect(405);
            Call.get("/Patient/" + id).header(header, "DELETE").send().expect(200);
        }
        refused(Call.call("POST", "/Patient/" + id + "?_method=DELETE").send());
        Call.get("/Patient/" + id).send().expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG", "PATCHX", "get"})
    void c8_other_methods(String method) throws IOException {
        String answer = raw(method + " /fhir/Patient/1 HTTP/1.1\nHost: localhost\nConnection: close\nX-A: secret\n\n");
        assertThat(answer).matches("(?s)HTTP/1\\.1 (4|50[15]).*").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"charset=bogus", "charset=\"", "charset=utf-7", "charset=%00", "charset=utf-16le", "charset="})
    void c9_charsets(String charset) {
        Reply reply = Call.call("POST", "/Patient")
                .content(Attack.JSON + "; " + charset, "{\"resourceType\":\"Patient\"}")
                .send();
        assertThat(reply.status()).isIn(201, 400, 415);
    }

    @Test
    void c9_formats_and_accepts() {
        Call.get("/Patient?_format=evil").send().expect(406);
        Reply page = Attack.harmless(
                Call.get("/Patient?_format=" + encode("text/html;<script>")).send());
        assertThat(page.text()).doesNotContain("<script");
        refused(Call.get("/Patient").accept("a/b,".repeat(2000) + "a/c").send());
        Attack.harmless(Call.get("/Patient?_count=1")
                .accept("*/*,".repeat(2000) + "a/c")
                .send());
    }

    @Test
    void c9_too_many_headers_and_two_hosts() throws IOException {
        assertThat(raw("GET /fhir/Patient HTTP/1.1\nHost: a\n" + "X-A: b\n".repeat(1000) + "\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(raw("GET /fhir/Patient HTTP/1.1\nHost: a\nHost: b\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("GET /fhir/Patient HTTP/1.1\nConnection: close\n\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void c9_no_host_is_believed() throws IOException {
        String answer = raw("GET /fhir/Patient?_count=1 HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: evil.example\n"
                + "Forwarded: host=evil.example\nX-Forwarded-Proto: gopher\nConnection: close\n\n");
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("evil.example", "gopher");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\nGET /fhir/metadata HTTP/1.1\nHost: a\n\n",
                "Transfer-Encoding: chunked\nTransfer-Encoding: identity\n\n0\n\nGET /fhir/metadata HTTP/1.1\nHost: a\n\n",
                "Transfer-Encoding: xchunked\n\n0\n\nGET /fhir/metadata HTTP/1.1\nHost: a\n\n",
                "Content-Length: 3\nContent-Length: 4\n\nabcGET /fhir/metadata HTTP/1.1\nHost: a\n\n",
                "Content-Length: -1\n\nGET /fhir/metadata HTTP/1.1\nHost: a\n\n",
                "Content-Length: 0x3\n\nabcGET /fhir/metadata HTTP/1.1\nHost: a\n\n",
                "Transfer-Encoding : chunked\n\n0\n\nGET /fhir/metadata HTTP/1.1\nHost: a\n\n"
            })
    void c9_one_request_is_not_two(String rest) throws IOException {
        String answer = raw("POST /fhir/Patient HTTP/1.1\nHost: localhost\nContent-Type: " + Attack.JSON
                + "\nConnection: close\n" + rest);
        assertThat(Attack.responses(answer)).isLessThanOrEqualTo(1);
        assertThat(answer).doesNotContain("CapabilityStatement");
    }

    @Test
    void c18_counts_and_lists_are_bounded() {
        refused(get("/Patient?_count=1000000000"));
        String many = IntStream.range(0, 10_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Reply form = Call.call("POST", "/Patient/_search")
                .content("application/x-www-form-urlencoded", "identifier=" + many)
                .send();
        refused(form);
        refused(get("/Patient?" + "name=a&".repeat(101)));
        refused(get("/Patient?" + "link:Patient.".repeat(20) + "name=x"));
        refused(get("/Patient?" + "_has:Patient:link:".repeat(20) + "name=x"));
        refused(get("/Patient?_sort=" + "name,".repeat(50) + "name"));
        refused(get("/Patient?_filter=" + encode("(".repeat(500) + "name eq a" + ")".repeat(500))));
        refused(get("/Patient?_filter=" + encode("name eq a" + " or name eq a".repeat(300))));
    }

    @Test
    void c18_what_is_included_is_bounded() {
        String organization = post("Organization", "{'resourceType':'Organization','name':'Fan'}")
                .expect(201)
                .id();
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 1500; i++) {
            entries.append(i == 0 ? "" : ",")
                    .append("{'resource':{'resourceType':'Patient','managingOrganization':{'reference':'Organization/")
                    .append(organization)
                    .append("'}},'request':{'method':'POST','url':'Patient'}}");
        }
        post("", "{'resourceType':'Bundle','type':'batch','entry':[" + entries + "]}")
                .expect(200);
        Reply found = get("/Organization?_id=" + organization + "&_revinclude=Patient:organization");
        assertThat(found.ids("include").size()).isLessThanOrEqualTo(1000);
        Attack.harmless(get("/Organization?_id=" + organization + "&_revinclude=*&_include=*"));
        Attack.harmless(get("/Patient?organization=" + organization + "&_include=*&_include:iterate=*&_count=500"));
    }

    @Test
    void c18_pages_cannot_be_made_up() {
        refused(get("/Patient?_page=99999999"));
        refused(get("/Patient?_getpagesoffset=1000000000"));
    }

    @Test
    void c18_a_bundle_is_bounded() {
        String one = "{'request':{'method':'GET','url':'Patient?_count=1'}},";
        String entries = one.repeat(10_001);
        refused(post(
                "",
                "{'resourceType':'Bundle','type':'batch','entry':[" + entries.substring(0, entries.length() - 1)
                        + "]}"));
    }

    @Test
    void c18_graphs_are_bounded() {
        String deep = "{Patient(id:\"x\"){" + "link{other{resource{...on Patient{".repeat(60) + "id" + "}}}}".repeat(60)
                + "}}";
        Attack.harmless(Call.call("POST", "/$graphql")
                .content("application/graphql", deep)
                .send());
        String wide = "{"
                + IntStream.range(0, 3000)
                        .mapToObj(i -> "a" + i + ":PatientList(_count:500){id}")
                        .collect(Collectors.joining(" "))
                + "}";
        Attack.harmless(Call.call("POST", "/$graphql")
                .content("application/graphql", wide)
                .send());
        String circle = "query{...a} fragment a on Query{...b} fragment b on Query{...a}";
        Attack.harmless(Call.call("POST", "/$graphql")
                .content("application/graphql", circle)
                .send());
    }
}
