package health.throughline.server;

import static health.throughline.server.BadInput.SECRET;
import static health.throughline.server.BadInput.get;
import static health.throughline.server.BadInput.of;
import static health.throughline.testing.Call.encode;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** URLs and search parameters that are wrong. */
final class BadUrls {

    private BadUrls() {}

    static Stream<BadInput> cases() {
        return Stream.of(paths(), parameters(), values(), chains(), pages(), injections())
                .flatMap(List::stream);
    }

    private static List<BadInput> paths() {
        return List.of(
                get("/Nonsense", 404, "not-found", "metadata"),
                get("/Nonsense/1", 404, "not-found", "metadata"),
                get("/patient/1", 404, "not-found", "metadata"),
                get("/Resource/1", 404, "not-found", "metadata"),
                get("/Patient/1/2", 404, "not-found", "metadata"),
                get("/Patient/1/_history/1/2", 404, "not-found", "metadata"),
                get("/Patient/1/_history/2147483648", 404, "not-found", "no such version"),
                get("/Patient/" + "a".repeat(65), 400, "invalid", "1 to 64"),
                get("/Patient/a%20b", 400, "invalid", "1 to 64"),
                get("/Patient/%252e%252e%252fetc", 400, "invalid", "1 to 64"),
                get("/Patient/%00", 400, "invalid", ""),
                get("/Patient/..%2f..%2fetc%2fpasswd", 400, "invalid", ""),
                get("/Patient/1;jsessionid=1", 400, "invalid", "1 to 64"),
                get("/Patient/%ff", 400, "invalid", ""),
                get("/Binary/%2e%2e", 404, "not-found", ""),
                get("/Patient/1/$nonsense", 404, "not-found", "metadata"),
                get("/$nonsense", 404, "not-found", "metadata"),
                get("/Patient/nobody-here", 404, "not-found", "no such Patient"),
                get("/Patient/1/_history/..%2f2", 400, "invalid", ""),
                of("DELETE", "/", 405, "not-supported", "POST"),
                of("POST", "/Patient/1", 405, "not-supported", "GET, PUT, PATCH, DELETE"));
    }

    private static List<BadInput> parameters() {
        return List.of(
                get("/Patient?colour=" + SECRET, 400, "invalid", "'colour' is not known for Patient"),
                get("/Patient?" + SECRET.replace("ZZ", "%3C%3E") + "=1", 400, "invalid", "not known"),
                get("/Patient?name:fuzzy=" + SECRET, 400, "invalid", ":exact"),
                get("/Patient?birthdate:exact=2000", 400, "invalid", "takes"),
                get("/Patient?_id:exact=1", 400, "invalid", "no modifier"),
                get("/Patient?gender:missing=" + SECRET, 400, "invalid", "true or false"),
                get("/Patient?_count=-1", 400, "invalid", "0 to 500"),
                get("/Patient?_count=abc", 400, "invalid", "0 to 500"),
                get("/Patient?_count=99999999999", 400, "invalid", "0 to 500"),
                get("/Patient?_total=perhaps", 400, "invalid", "none, estimate or accurate"),
                get("/Patient?_sort=colour", 400, "invalid", "not known"),
                get("/Patient?_sort=", 400, "invalid", ""),
                get("/Patient?_sort=name:exact", 400, "invalid", "not known"),
                get("/Patient?_summary=all", 400, "invalid", "true, text, data, count or false"),
                get("/Patient?_pretty=1", 400, "invalid", "true or false"),
                get("/Patient?_include=Patient", 400, "invalid", "Type:parameter"),
                get("/Patient?_include=Patient:colour", 400, "invalid", "not known"),
                get("/Patient?_include=Patient:name", 400, "invalid", "not a reference"),
                get("/Patient?_include=Observation:subject", 400, "invalid", "starts at the searched type"),
                get("/Patient?_include=Patient:link:Nonsense", 400, "invalid", "TargetType"),
                get("/Patient?_revinclude=Nonsense:subject", 400, "invalid", "Type:parameter"),
                get("/Patient?_include:often=Patient:link", 400, "invalid", ""),
                get("/Patient/1?name=" + SECRET, 400, "invalid", "not taken"),
                get("/Patient/1/_history?_since=soon", 400, "invalid", "2026-01-31"),
                get("/Patient/1/_history?_count=many", 400, "invalid", "0 to 500"),
                get("/Patient?name=%ff", 400, "invalid", "UTF-8"),
                get("/Patient?name=%00", 400, "invalid", "UTF-8"));
    }

    private static List<BadInput> values() {
        String many = IntStream.range(0, 1001).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String often = IntStream.range(0, 101).mapToObj(i -> "name=x").collect(Collectors.joining("&"));
        return List.of(
                get("/Patient?birthdate=" + SECRET, 400, "invalid", "a date such as"),
                get("/Patient?birthdate=2000-13-01", 400, "invalid", "a date such as"),
                get("/Patient?birthdate=2000-02-30", 400, "invalid", "a date such as"),
                get("/Patient?birthdate=zz2000", 400, "invalid", "prefixes"),
                get("/Patient?birthdate=gegt2000", 400, "invalid", "prefixes"),
                get("/Patient?birthdate=", 400, "invalid", ""),
                get("/Patient?_lastUpdated=yesterday", 400, "invalid", "an instant such as"),
                get("/RiskAssessment?probability=" + SECRET, 400, "invalid", "a number such as"),
                get("/RiskAssessment?probability=NaN", 400, "invalid", "a number such as"),
                get("/RiskAssessment?probability=0x1f", 400, "invalid", "a number such as"),
                get("/RiskAssessment?probability=1e999999999", 400, "invalid", "a number such as"),
                get("/Observation?value-quantity=5%7Cmg", 400, "invalid", "number|system|code"),
                get("/Observation?value-quantity=a%7Cb%7Cc", 400, "invalid", "number|system|code"),
                get("/Observation?code=a%7Cb%7Cc", 400, "invalid", "system|code"),
                get("/Observation?code=", 400, "invalid", ""),
                get("/Patient?name=", 400, "invalid", "text"),
                get("/Observation?subject=", 400, "invalid", "Type/id"),
                get("/Observation?subject:identifier=a%7Cb%7Cc", 400, "invalid", "system|value"),
                get("/Observation?code-value-quantity=a", 400, "invalid", "joined by '$'"),
                get("/Observation?code-value-quantity=a$b$c", 400, "invalid", "joined by '$'"),
                get("/Observation?code-value-quantity=$5", 400, "invalid", "joined by '$'"),
                get("/Patient?identifier=" + many, 400, "invalid", "at most 1000"),
                get("/Patient?" + often, 400, "invalid", "at most 100"));
    }

    private static List<BadInput> chains() {
        return List.of(
                get("/Patient?_has=1", 400, "invalid", ""),
                get("/Patient?_has:Observation=1", 400, "invalid", "_has:Type:reference:parameter"),
                get("/Patient?_has:Nonsense:subject:code=1", 400, "invalid", "_has:Type:reference:parameter"),
                get("/Patient?_has:Observation:code:code=1", 400, "invalid", "not a reference"),
                get("/Patient?_has:Observation:subject:colour=1", 400, "invalid", "not known"),
                get("/Observation?subject.colour=1", 400, "invalid", "refers to"),
                get("/Observation?subject:Nonsense.name=x", 400, "invalid", "resource type"),
                get("/Observation?code.text=x", 400, "invalid", "not a reference"),
                get("/Observation?subject.=x", 400, "invalid", ""),
                get("/Observation?.name=x", 400, "invalid", ""),
                get("/Patient?" + "link:Patient.".repeat(8) + "name=x", 400, "invalid", "at most 6"),
                get("/Patient?" + "_has:Patient:link:".repeat(8) + "name=x", 400, "invalid", "at most 6"));
    }

    private static List<BadInput> pages() {
        return List.of(
                get("/Patient?_page=abc", 400, "invalid", "not a page of this query"),
                get("/Patient?_page=", 400, "invalid", "not a page of this query"),
                get("/Patient?_page=AAAAAAAAAAAAAAAAAAAA", 400, "invalid", "not a page of this query"),
                get("/Patient?_page=%3Cscript%3E", 400, "invalid", "not a page of this query"),
                get("/_history?_page=AAAAAAAAAAAAAAAAAAAA", 400, "invalid", "not a page of this query"));
    }

    /** Where text of SQL is not a value of its kind; where it is one, SearchIT shows that it is only text. */
    private static List<BadInput> injections() {
        String sql = encode("'; DROP TABLE resource; --");
        return List.of(
                get("/Patient?birthdate=" + sql, 400, "invalid", "a date such as"),
                get("/Patient?_sort=" + sql, 400, "invalid", "not known"),
                get("/Patient?_sort=-_id;select", 400, "invalid", "not known"),
                get("/Patient?" + sql + "=1", 400, "invalid", "not known"),
                get("/Patient?name:" + sql + "=1", 400, "invalid", "takes"),
                get("/Patient?_include=" + sql, 400, "invalid", "Type:parameter"),
                get("/Patient?_has:Observation:subject:" + sql + "=1", 400, "invalid", "not known"),
                get("/Patient?_count=" + sql, 400, "invalid", "0 to 500"),
                get("/Patient/" + sql, 400, "invalid", "1 to 64"),
                get("/" + sql, 404, "not-found", "metadata"),
                get("/RiskAssessment?probability=1%20OR%201=1", 400, "invalid", "a number such as"));
    }
}
