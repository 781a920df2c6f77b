package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.Expansion.Member;
import health.throughline.fhir.terminology.ValueSetPages.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * ValueSet/$expand: the codes of a value set, page by page.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-operation-expand.html">R4 $expand</a>
 */
@Component
final class ValueSetExpand implements FhirOperation {

    private static final Set<String> SINGLE = Set.of(
            "url",
            "valueSet",
            "valueSetVersion",
            "filter",
            "offset",
            "count",
            "includeDesignations",
            "includeDefinition",
            "activeOnly",
            "excludeNested",
            "excludeNotForUI",
            "excludePostCoordinated",
            "displayLanguage");
    private static final Set<String> REPEATED =
            Set.of("designation", "exclude-system", "system-version", "check-system-version", "force-system-version");

    private final TerminologySources sources;

    ValueSetExpand(TerminologySources sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "$expand";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("ValueSet");
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/ValueSet-expand";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, SINGLE, REPEATED);
        ObjectNode valueSet = sources.resource("ValueSet", route, given, "valueSet", "valueSetVersion");
        ExpansionSelection selection = new ExpansionSelection(given);
        int offset = number(given, "offset").orElse(0);
        int count = number(given, "count").orElse(ExpansionSelection.ALL);
        Page page = selection.page(sources.terminology(), valueSet, offset, count);
        return FhirResponse.of(200, FhirJson.bytes(answer(valueSet, given, page.total(), offset, page.members())));
    }

    private static ObjectNode answer(ObjectNode valueSet, Given given, long total, int offset, List<Member> page) {
        ObjectNode answer = FhirJson.object();
        answer.setAll(valueSet);
        answer.remove(List.of("text", "expansion"));
        if (!given.flag("includeDefinition")) {
            answer.remove("compose");
        }
        ObjectNode expansion = answer.putObject("expansion");
        expansion.put("identifier", "urn:uuid:" + UUID.randomUUID());
        expansion.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        expansion.put("total", total);
        if (given.one("offset").isPresent() || given.one("count").isPresent()) {
            expansion.put("offset", offset);
        }
        parameters(expansion, given, page);
        if (!page.isEmpty()) {
            DisplayChoice displays = new DisplayChoice(given);
            ArrayNode contains = expansion.putArray("contains");
            page.forEach(member -> displays.write(member, contains.addObject()));
        }
        return answer;
    }

    private static void parameters(ObjectNode expansion, Given given, List<Member> page) {
        ArrayNode parameters = FhirJson.array();
        given.text("filter")
                .ifPresent(text -> parameters.addObject().put("name", "filter").put("valueString", text));
        for (String flag : List.of("activeOnly", "excludeNotForUI", "includeDesignations")) {
            if (given.flag(flag)) {
                parameters.addObject().put("name", flag).put("valueBoolean", true);
            }
        }
        page.stream()
                .filter(member -> !member.version().isEmpty())
                .map(member -> member.system() + "|" + member.version())
                .distinct()
                .forEach(
                        version -> parameters.addObject().put("name", "version").put("valueUri", version));
        if (!parameters.isEmpty()) {
            expansion.set("parameter", parameters);
        }
    }

    private static Optional<Integer> number(Given given, String name) {
        return given.text(name).map(text -> {
            if (!text.matches("\\d{1,9}")) {
                throw Refusal.invalid(
                        "value", "The parameter '" + name + "' takes a whole number from 0.", "Parameters.parameter");
            }
            return Integer.valueOf(text);
        });
    }

    /** The text of an element; empty when it is missing. */
    static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }
}
