package health.throughline.server;

import static health.throughline.server.BadInput.JSON;
import static health.throughline.server.BadInput.SECRET;
import static health.throughline.server.BadInput.XML;
import static health.throughline.server.BadInput.patient;
import static health.throughline.server.BadInput.sent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Content that is wrong. */
final class BadContent {

    private static final String FHIR = "xmlns=\"http://hl7.org/fhir\"";
    private static final String DIV = "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">";

    private BadContent() {}

    static Stream<BadInput> cases() {
        return Stream.of(syntax(), bytes(), structure(), narrative(), xml(), bundles(), patches())
                .flatMap(List::stream);
    }

    private static BadInput posted(String body, String code, String says) {
        return sent("POST", "/Patient", JSON, body, 400, code, says);
    }

    private static List<BadInput> syntax() {
        return List.of(
                posted("", "invalid", "no content"),
                posted(" ", "structure", ""),
                posted("{", "structure", "well-formed JSON"),
                posted("null", "structure", "JSON object"),
                posted("[]", "structure", "JSON object"),
                posted("\"" + SECRET + "\"", "structure", "JSON object"),
                posted("{\"resourceType\":\"Patient\"} {}", "structure", "well-formed"),
                posted("{\"resourceType\":\"Patient\",\"active\":" + SECRET + "}", "structure", "line 1"),
                posted("{\"resourceType\":\"Patient\",\"active\":true,}", "structure", "commas"),
                posted("{'resourceType':'Patient'}", "structure", "quotes"),
                posted("{\"resourceType\":\"Patient\",\"id\":\"1\",\"id\":\"2\"}", "structure", "twice"),
                posted("{\"resourceType\":\"Patient\",\"active\":NaN}", "structure", ""),
                posted("{\"resourceType\":\"Patient\",\"multipleBirthInteger\":Infinity}", "structure", ""),
                posted("{\"a\":".repeat(5000) + "1" + "}".repeat(5000), "structure", "nested deeper"),
                posted("[".repeat(100_000), "structure", "nested deeper"),
                posted(
                        "{\"resourceType\":\"Patient\",\"multipleBirthInteger\":" + "9".repeat(2000) + "}",
                        "structure",
                        ""),
                posted("<Patient " + FHIR + "/>", "structure", "well-formed JSON"));
    }

    private static List<BadInput> bytes() {
        byte[] latin = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Müller\"}]}"
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = "{\"resourceType\":\"Patient\"}".getBytes(StandardCharsets.UTF_16);
        byte[] nothing = new byte[2000];
        return List.of(
                sent("POST", "/Patient", JSON, latin, 400, "structure", "UTF-8"),
                sent("POST", "/Patient", JSON, wide, 400, "structure", "UTF-8"),
                sent("POST", "/Patient", JSON, nothing, 400, "structure", ""),
                sent("POST", "/Patient", XML, latin, 400, "structure", ""),
                patient("'name':[{'family':'" + SECRET + "\\u0000'}]", "value", ""),
                patient("'name':[{'family':'" + SECRET + "\\ud800'}]", "value", ""),
                patient("'name':[{'family':'" + SECRET + "\\udc00\\ud800'}]", "value", ""),
                patient("'name':[{'family':'" + SECRET + "\\u0007'}]", "value", ""));
    }

    private static List<BadInput> structure() {
        return List.of(
                posted("{}", "required", "resourceType"),
                posted("{\"resourceType\":\"Nonsense\"}", "invalid", "not a Patient"),
                posted("{\"resourceType\":\"Observation\"}", "invalid", "not a Patient"),
                posted("{\"resourceType\":7}", "invalid", ""),
                patient("'colour':'" + SECRET + "'", "structure", ""),
                patient("'" + SECRET.toLowerCase(java.util.Locale.ROOT) + "':1", "structure", ""),
                patient("'name':{'family':'" + SECRET + "'}", "structure", "array"),
                patient("'active':[true]", "structure", ""),
                patient("'active':'" + SECRET + "'", "structure", ""),
                patient("'active':null", "structure", ""),
                patient("'name':[]", "structure", ""),
                patient("'name':[{}]", "structure", ""),
                patient("'birthDate':'" + SECRET + "'", "value", ""),
                patient("'birthDate':'2000-02-30'", "value", ""),
                patient("'birthDate':'0000'", "value", ""),
                patient("'gender':'" + SECRET + "'", "code-invalid", ""),
                patient("'deceasedBoolean':true,'deceasedDateTime':'2000'", "structure", ""),
                patient("'multipleBirthInteger':1.5", "value", ""),
                patient("'multipleBirthInteger':99999999999", "value", ""),
                patient("'name':[{'family':''}]", "structure", "empty"),
                patient("'id':'" + SECRET + "!'", "value", ""),
                patient("'photo':[{'data':'" + SECRET + "!'}]", "value", ""),
                patient("'extension':[{'valueString':'" + SECRET + "'}]", "required", "url"),
                patient("'link':[{'other':{'reference':'Patient/1'}}]", "required", "type"),
                patient("'contained':[{'resourceType':'Nonsense'}]", "structure", ""),
                patient("'resourceType':'Patient'", "structure", "twice"),
                sent(
                        "PUT",
                        "/Patient/one",
                        JSON,
                        "{\"resourceType\":\"Patient\",\"id\":\"two\"}",
                        400,
                        "invalid",
                        "not the one in the URL"),
                sent("PUT", "/Patient/one", JSON, "{\"resourceType\":\"Patient\"}", 400, "invalid", "no id"),
                sent("PUT", "/Patient", JSON, "{\"resourceType\":\"Patient\"}", 412, "conflict", "search parameters"),
                sent("PUT", "/Patient?name=", JSON, "{\"resourceType\":\"Patient\"}", 400, "invalid", "text"),
                sent(
                        "PUT",
                        "/Patient?colour=red",
                        JSON,
                        "{\"resourceType\":\"Patient\"}",
                        400,
                        "invalid",
                        "not known"));
    }

    private static BadInput narrative(String inside) {
        return patient(
                "'text':{'status':'generated','div':'" + DIV.replace("\"", "'") + inside + "</div>'}", "value", "");
    }

    private static List<BadInput> narrative() {
        return List.of(
                narrative("<script>" + SECRET + "</script>"),
                narrative("<img src=\\'x\\' onerror=\\'alert(1)\\'/>"),
                narrative("<a href=\\'javascript:alert(1)\\'>x</a>"),
                narrative("<iframe src=\\'http://x\\'/>"),
                narrative("<svg onload=\\'alert(1)\\'/>"),
                narrative("<form action=\\'http://x\\'/>"),
                narrative("<p>" + SECRET),
                narrative("<!DOCTYPE x><p>x</p>"));
    }

    private static BadInput xml(String body, String code) {
        return sent("POST", "/Patient", XML, body, 400, code, "");
    }

    private static List<BadInput> xml() {
        String lol = "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        String file = "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        String name = "<name><family value=\"%s\"/></name></Patient>";
        return List.of(
                xml("", "invalid"),
                xml("<Patient", "structure"),
                xml("{\"resourceType\":\"Patient\"}", "structure"),
                xml("<Patient/>", "structure"),
                xml("<Patient xmlns=\"urn:other\"/>", "structure"),
                xml("<Nonsense " + FHIR + "/>", "structure"),
                xml("<Patient " + FHIR + "><colour value=\"" + SECRET + "\"/></Patient>", "structure"),
                xml("<Patient " + FHIR + " x=\"1\"/>", "structure"),
                xml("<Patient " + FHIR + ">" + SECRET + "</Patient>", "structure"),
                xml(lol + "<Patient " + FHIR + ">" + name.formatted("&c;"), "structure"),
                xml(file + "<Patient " + FHIR + ">" + name.formatted("&x;"), "structure"),
                xml("<!DOCTYPE Patient SYSTEM \"http://127.0.0.1:1/x.dtd\"><Patient " + FHIR + "/>", "structure"),
                xml("<Patient " + FHIR + "><active value=\"" + SECRET + "\"/></Patient>", "value"),
                xml(("<Patient " + FHIR + ">").repeat(5000), "structure"),
                xml("<Patient " + FHIR + ">" + "<extension>".repeat(50_000), "structure"));
    }

    private static BadInput bundle(String type, String entry, int status, String code, String says) {
        String body = "{'resourceType':'Bundle','type':'" + type + "','entry':[" + entry + "]}";
        return sent("POST", "/", JSON, body.replace('\'', '"'), status, code, says);
    }

    private static List<BadInput> bundles() {
        return List.of(
                sent("POST", "/", JSON, "{\"resourceType\":\"Patient\"}", 400, "invalid", "Bundle"),
                bundle("collection", "{}", 400, "value", "batch or transaction"),
                bundle("transaction", "", 400, "structure", "non-empty"),
                bundle("transaction", "{}", 400, "required", "method"),
                bundle("transaction", "7", 400, "required", "method"),
                bundle("transaction", "{'request':{'method':'EAT','url':'Patient'}}", 400, "required", "method"),
                bundle("transaction", "{'request':{'method':'GET'}}", 400, "required", "URL"),
                bundle("transaction", "{'request':{'method':'POST','url':'Patient'}}", 400, "invalid", "no content"),
                bundle("transaction", "{'request':{'method':'GET','url':'Nonsense/1'}}", 404, "not-found", ""),
                bundle("transaction", "{'request':{'method':'DELETE','url':'Patient'}}", 412, "conflict", ""),
                bundle("transaction", "{'request':{'method':'GET','url':'Patient?name=%zz'}}", 400, "invalid", ""),
                bundle("transaction", "{'request':{'method':'GET','url':'Patient/%zz'}}", 400, "invalid", ""),
                bundle(
                        "transaction",
                        "{'resource':{'resourceType':'Bundle','type':'batch'},"
                                + "'request':{'method':'POST','url':'/'}}",
                        400,
                        "invalid",
                        "another batch"),
                bundle(
                        "transaction",
                        "{'resource':{'resourceType':'Patient','name':[{'family':7}]},"
                                + "'request':{'method':'POST','url':'Patient'}}",
                        400,
                        "structure",
                        ""),
                bundle(
                        "transaction",
                        "{'resource':{'resourceType':'Patient','managingOrganization':"
                                + "{'reference':'Organization?name=" + SECRET + "'}},"
                                + "'request':{'method':'POST','url':'Patient'}}",
                        412,
                        "conflict",
                        "matches nothing"),
                bundle(
                        "transaction",
                        "{'resource':{'resourceType':'Patient','managingOrganization':"
                                + "{'reference':'Organization?colour=" + SECRET + "'}},"
                                + "'request':{'method':'POST','url':'Patient'}}",
                        400,
                        "invalid",
                        "not known"),
                bundle(
                        "transaction",
                        "{'resource':{'resourceType':'Patient'},'request':{'method':'POST',"
                                + "'url':'Patient','ifNoneExist':'%zz'}}",
                        400,
                        "invalid",
                        ""));
    }

    private static List<BadInput> patches() {
        String patch = "application/json-patch+json";
        return List.of(
                sent("PATCH", "/Patient/nobody", patch, "{", 400, "structure", ""),
                sent("PATCH", "/Patient/nobody", patch, "{}", 400, "structure", ""),
                sent("PATCH", "/Patient/nobody", patch, "[{\"op\":\"eat\",\"path\":\"/x\"}]", 400, "structure", "'op'"),
                sent("PATCH", "/Patient/nobody", patch, "[{\"op\":\"add\"}]", 400, "structure", "'path'"),
                sent("PATCH", "/Patient/nobody", "application/xml-patch+xml", "<diff", 400, "structure", ""),
                sent(
                        "PATCH",
                        "/Patient/nobody",
                        JSON,
                        "{\"resourceType\":\"Patient\"}",
                        400,
                        "structure",
                        "Parameters"),
                sent("PATCH", "/Patient/nobody", "image/png", "x", 415, "not-supported", "json-patch"));
    }
}
