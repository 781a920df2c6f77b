package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A code that an operation is asked about.
 *
 * @param system empty when not given
 * @param version empty when not given
 * @param display empty when not given
 */
record AskedCoding(String system, String version, String code, String display) {

    static AskedCoding of(JsonNode coding) {
        return new AskedCoding(
                coding.path("system").asText(""),
                coding.path("version").asText(""),
                coding.path("code").asText(""),
                coding.path("display").asText(""));
    }

    /**
     * The codings of exactly one of the parameters code, coding and codeableConcept.
     *
     * @param system what the parameter that names the system of 'code' is called
     */
    static List<AskedCoding> all(Given given, String system, String version) {
        Optional<String> code = given.text("code");
        Optional<JsonNode> coding = given.one("coding");
        Optional<JsonNode> concept = given.one("codeableConcept");
        long ways = List.of(code.isPresent(), coding.isPresent(), concept.isPresent()).stream()
                .filter(present -> present)
                .count();
        if (ways != 1) {
            throw Refusal.invalid(
                    "required",
                    "Name the code by exactly one of 'code' (with '" + system + "'), 'coding' and 'codeableConcept'.",
                    "Parameters.parameter");
        }
        List<AskedCoding> all = new ArrayList<>();
        code.ifPresent(text -> all.add(new AskedCoding(
                given.text(system).orElse(""),
                given.text(version).orElse(""),
                text,
                given.text("display").orElse(""))));
        coding.ifPresent(one -> all.add(of(one)));
        concept.ifPresent(one -> one.path("coding").forEach(each -> all.add(of(each))));
        if (all.isEmpty() || all.stream().anyMatch(one -> one.code().isEmpty())) {
            throw Refusal.invalid(
                    "required", "Each coding that is asked about needs a code.", "Parameters.parameter.value.code");
        }
        return all;
    }

    /** The one coding of 'code' or 'coding', which needs a system. */
    static AskedCoding one(Given given, String code, String coding) {
        Optional<AskedCoding> whole = given.one(coding).map(AskedCoding::of);
        Optional<AskedCoding> plain = given.text(code)
                .map(text -> new AskedCoding(
                        given.text("system").orElse(""), given.text("version").orElse(""), text, ""));
        AskedCoding found = whole.or(() -> plain)
                .orElseThrow(() -> Refusal.invalid(
                        "required",
                        "Name the code by '" + code + "' with 'system', or by '" + coding + "'.",
                        "Parameters.parameter"));
        if (whole.isPresent() && plain.isPresent()) {
            throw Refusal.invalid("Give one of '" + code + "' and '" + coding + "'.");
        }
        return found;
    }
}
