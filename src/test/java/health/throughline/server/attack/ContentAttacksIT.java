package health.throughline.server.attack;

import static health.throughline.server.attack.Attack.JSON;
import static health.throughline.server.attack.Attack.XML;
import static health.throughline.server.attack.Attack.post;
import static health.throughline.server.attack.Attack.raw;
import static health.throughline.server.attack.Attack.refused;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups C1 to C4: bodies that explode, drip, smuggle or run. */
class ContentAttacksIT {

    private static final String FHIR = "xmlns=\"http://hl7.org/fhir\"";
    private static final String HTML = "http://www.w3.org/1999/xhtml";

    @Test
    void c1_a_body_of_a_hundred_megabytes_is_refused_before_it_comes() throws IOException {
        String answer = raw("POST /fhir/Patient HTTP/1.1\nHost: localhost\nConnection: close\nContent-Type: " + JSON
                + "\nContent-Length: 104857600\n\n{");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("OperationOutcome");
    }

    @Test
    void c1_depth_is_bounded() {
        refused(post("Patient", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
        refused(post("Patient", "{\"extension\":[".repeat(10_000)));
        refused(post("Bundle", "[".repeat(1_000_000)));
        String contained = "{'resourceType':'Patient','contained':[".repeat(200) + "]}".repeat(200);
        refused(post("Patient", contained));
    }

    @Test
    void c1_a_million_items_are_refused_or_read_but_bring_nobody_down() {
        refused(post("Patient", "{'resourceType':'Patient','name':[" + "{},".repeat(1_000_000) + "{}]}"));
        refused(post("Patient", "{'resourceType':'Patient','name':[" + "1,".repeat(1_000_000) + "1]}"));
    }

    @Test
    void c1_a_resource_of_many_names_is_stored_or_refused_in_words() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            names.append(i == 0 ? "" : ",").append("{'family':'n").append(i).append("'}");
        }
        post("Patient", "{'resourceType':'Patient','name':[" + names + "]}");
        Call.get("/metadata?_summary=true").send().expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resourceType':'Patient','active':true,'active':false}",
                "{'resourceType':'Patient','name':[{'family':'a','family':'b'}]}",
                "{'resourceType':'Patient','extension':[{'url':'http://a','url':'http://b','valueString':'x'}]}",
                "{'resourceType':'Patient','contained':[{'resourceType':'Patient','resourceType':'Device','id':'a'}]}"
            })
    void c1_no_key_comes_twice(String json) {
        refused(post("Patient", json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e1000000000",
                "-1e1000000000",
                "1e-1000000000",
                "1E+99999999999999999999",
                "NaN",
                "Infinity",
                "0x10",
                "01",
                "1.",
                ".5",
                "+1"
            })
    void c1_numbers_that_are_none_or_too_large(String number) {
        refused(post(
                "Observation",
                "{'resourceType':'Observation','status':'final','code':{'text':'x'},'valueQuantity':{'value':" + number
                        + "}}"));
        refused(post(
                "Observation",
                "{'resourceType':'Observation','status':'final','code':{'text':'x'},'valueInteger':" + number + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\u0000", "\\u0008", "\\ud83d x", "\\uffff"})
    void c1_characters_that_are_none(String escape) {
        refused(post("Patient", "{'resourceType':'Patient','name':[{'family':'" + escape + "'}]}"));
    }

    @Test
    void c1_bytes_that_are_no_text() {
        byte[] bad = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"_\"}]}".getBytes(StandardCharsets.US_ASCII);
        for (int one : new int[] {0x80, 0xc0, 0xff, 0xed}) {
            byte[] body = bad.clone();
            body[new String(bad, StandardCharsets.US_ASCII).indexOf('_')] = (byte) one;
            refused(Attack.harmless(
                    Call.call("POST", "/Patient").content(JSON, body).send()));
        }
    }

    @Test
    void c1_a_byte_order_mark_is_refused_or_read_over() {
        Reply reply = post("Patient", JSON, "\uFEFF{\"resourceType\":\"Patient\"}");
        assertThat(reply.status()).isIn(201, 400);
    }

    private static byte[] zipped(byte[] plain, int times) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                for (int i = 0; i < times; i++) {
                    gzip.write(plain);
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void c2_a_bomb_is_not_blown_up_beyond_the_limit() {
        byte[] bomb = zipped(" ".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII), 200);
        assertThat(bomb.length).isLessThan(300_000);
        Call.call("POST", "/Patient")
                .header("Content-Encoding", "gzip")
                .content(JSON, bomb)
                .send()
                .expect(413);
    }

    @Test
    void c2_a_bomb_within_a_bomb_is_opened_once() {
        byte[] inner = zipped(new byte[1024 * 1024], 40);
        Reply reply = Call.call("POST", "/Patient")
                .header("Content-Encoding", "gzip")
                .content(JSON, zipped(inner, 1))
                .send();
        refused(Attack.harmless(reply));
        refused(Call.call("POST", "/Patient")
                .header("Content-Encoding", "gzip, gzip")
                .content(JSON, zipped(inner, 1))
                .send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip", "zstd", "evil", "gzip;q=1"})
    void c2_an_encoding_that_is_not_that_of_the_body(String encoding) {
        refused(Call.call("POST", "/Patient")
                .header("Content-Encoding", encoding)
                .content(JSON, "{\"resourceType\":\"Patient\"}")
                .send());
    }

    @Test
    void c2_chunks_end_at_the_limit() throws IOException {
        String chunk = "fffff\n" + " ".repeat(0xfffff) + "\n";
        String answer;
        try {
            answer = raw("POST /fhir/Patient HTTP/1.1\nHost: localhost\nConnection: close\nContent-Type: " + JSON
                    + "\nTransfer-Encoding: chunked\n\n" + chunk.repeat(51) + "0\n\n");
        } catch (IOException closed) {
            answer = "HTTP/1.1 413";
        }
        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Patient><Patient %s/>",
                "<!DOCTYPE Patient [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Patient %s><id value=\"&x;\"/></Patient>",
                "<!DOCTYPE Patient [<!ENTITY %% x SYSTEM \"http://127.0.0.1:1/x\"> %%x;]><Patient %s/>",
                "<!DOCTYPE Patient SYSTEM \"http://127.0.0.1:1/x.dtd\"><Patient %s/>",
                "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><Patient %s>&c;</Patient>",
                "<Patient %s xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"file:///etc/passwd\"/></Patient>",
                "<?xml-stylesheet type=\"text/xsl\" href=\"file:///etc/passwd\"?><Patient %s><x/></Patient>",
                "<Patient %s xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"a file:///b\" y=\"1\"/>",
                "<Patient xmlns=\"http://hl7.org/fhir/../fhir\"/>",
                "<Patient xmlns=\"\"/>",
                "<p:Patient xmlns:p=\"urn:other\"><p:active value=\"true\"/></p:Patient>",
                "<Patient %s><active xmlns=\"urn:other\" value=\"true\"/></Patient>",
                "<Patient %s><name><family value=\"a\" value=\"b\"/></name></Patient>",
                "<xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\"/>"
            })
    void c3_xml_brings_nothing_in(String xml) {
        Reply reply = post("Patient", XML, xml.replace("%s", FHIR).replace("%%", "%"));
        refused(reply);
        assertThat(reply.text()).doesNotContain("root:");
    }

    @Test
    void c3_a_stylesheet_in_a_narrative_is_refused() {
        refused(post(
                "Patient",
                XML,
                "<Patient " + FHIR + "><text><status value=\"generated\"/><div xmlns=\"" + HTML
                        + "\"><xsl:value-of xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" select=\"1\"/></div></text>"
                        + "</Patient>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT>alert(1)</SCRIPT>",
                "<p onclick=~alert(1)~>x</p>",
                "<p onLoad=~alert(1)~>x</p>",
                "<img src=~x~ alt=~x~ onerror=~alert(1)~/>",
                "<a href=~javascript:alert(1)~>x</a>",
                "<a href=~JaVaScRiPt:alert(1)~>x</a>",
                "<a href=~&#106;avascript:alert(1)~>x</a>",
                "<a href=~java&#10;script:alert(1)~>x</a>",
                "<a href=~ javascript:alert(1)~>x</a>",
                "<a href=~data:text/html;base64,PHNjcmlwdD4=~>x</a>",
                "<a href=~vbscript:x~>x</a>",
                "<img src=~javascript:alert(1)~ alt=~x~/>",
                "<p style=~background:url(javascript:alert(1))~>x</p>",
                "<p style=~width:expression(alert(1))~>x</p>",
                "<svg xmlns=~http://www.w3.org/2000/svg~><script>1</script></svg>",
                "<math xmlns=~http://www.w3.org/1998/Math/MathML~/>",
                "<iframe src=~http://x~/>",
                "<object data=~http://x~/>",
                "<embed src=~http://x~/>",
                "<form action=~http://x~><input name=~a~/></form>",
                "<base href=~http://x~/>",
                "<meta http-equiv=~refresh~ content=~0~/>",
                "<link rel=~stylesheet~ href=~http://x~/>",
                "<style>p{}</style>",
                "<video src=~http://x~/>",
                "<p><b>unclosed</p>"
            })
    void c4_a_narrative_runs_nothing(String inside) {
        String div = "<div xmlns=\\\"" + HTML + "\\\">" + inside.replace("~", "\\\"") + "</div>";
        refused(post(
                "Patient",
                JSON,
                "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":\"" + div + "\"}}"));
        String xml = "<div xmlns=\"" + HTML + "\">" + inside.replace("~", "\"") + "</div>";
        refused(post(
                "Patient",
                XML,
                "<Patient " + FHIR + "><text><status value=\"generated\"/>" + xml + "</text></Patient>"));
    }

    @Test
    void c4_names_are_text_on_pages_which_run_nothing_anyway() {
        String id = post("Patient", "{'resourceType':'Patient','name':[{'family':'<script>alert(1)</script>'}]}")
                .expect(201)
                .id();
        Reply page = Call.get("/Patient/" + id).accept("text/html").send().expect(200);
        assertThat(page.text().toLowerCase(Locale.ROOT)).doesNotContain("<script");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void c4_a_file_is_not_given_out_as_a_page() {
        String html =
                java.util.Base64.getEncoder().encodeToString("<script>1</script>".getBytes(StandardCharsets.UTF_8));
        String id = post("Binary", "{'resourceType':'Binary','contentType':'text/html','data':'" + html + "'}")
                .expect(201)
                .id();
        Reply raw = Call.get("/Binary/" + id).accept("text/html").send();
        boolean page = raw.header("Content-Type").startsWith("text/html");
        assertThat(!page || raw.header("Content-Security-Policy").contains("default-src 'none'"))
                .as("%s %s", raw.header("Content-Type"), raw.header("Content-Security-Policy"))
                .isTrue();
        assertThat(raw.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
}
