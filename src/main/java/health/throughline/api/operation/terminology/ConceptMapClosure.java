package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.record.access.Access;
import health.throughline.record.access.Caller;
import health.throughline.search.terminology.Closures;
import health.throughline.search.terminology.Closures.Met;
import health.throughline.search.terminology.Closures.News;
import health.throughline.store.term.ClosureTable.Pair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * $closure: keeps a client's table of which codes subsume which.
 *
 * @see <a href="https://hl7.org/fhir/R4/conceptmap-operation-closure.html">R4 $closure</a>
 */
@Component
final class ConceptMapClosure implements FhirOperation {

    /** Each code is compared with all before it. */
    private static final int MOST = 1_000;

    private final Closures closures;

    ConceptMapClosure(Closures closures) {
        this.closures = closures;
    }

    @Override
    public String name() {
        return "$closure";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.SYSTEM);
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public boolean affectsState() {
        return true;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/ConceptMap-closure";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("name", "version"), Set.of("concept"));
        String name = given.text("name")
                .filter(text -> !text.isBlank() && text.length() <= 500)
                .orElseThrow(() -> Refusal.invalid(
                        "required",
                        "Name the closure table by 'name', in at most 500 characters.",
                        "Parameters.parameter"));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return FhirResponse.of(200, FhirJson.bytes(map(name, news(owned(name, request.access()), given), now)));
    }

    /** The table is the caller's own: its codes tell what they have met. */
    private static String owned(String name, Access access) {
        Caller caller = access.rights().caller();
        String owner = caller.client().id() + "|" + caller.user().id();
        return owner.length() == 1 ? name : owner + "|" + name;
    }

    private News news(String name, Given given) {
        Optional<String> version = given.text("version");
        List<Met> codes = given.all("concept").stream()
                .map(AskedCoding::of)
                .map(coding -> new Met(coding.system(), coding.version(), coding.code()))
                .toList();
        if (version.isPresent() && !codes.isEmpty()) {
            throw Refusal.invalid("Give either concepts to add, or the version since which to tell the news.");
        }
        if (codes.size() > MOST) {
            throw new Refusal(
                    Refusal.Reason.TOO_COSTLY,
                    "At most " + MOST + " concepts are taken at once; add them in several calls.");
        }
        if (version.isPresent()) {
            return closures.since(name, number(version.get()));
        }
        return codes.isEmpty() ? closures.start(name) : closures.add(name, codes);
    }

    private static int number(String version) {
        if (!version.matches("\\d{1,9}")) {
            throw Refusal.invalid(
                    "value",
                    "'version' takes the version of a ConceptMap that $closure answered.",
                    "Parameters.parameter");
        }
        return Integer.parseInt(version);
    }

    private static ObjectNode map(String name, News news, Instant now) {
        ObjectNode map = FhirJson.object().put("resourceType", "ConceptMap");
        map.put("version", Integer.toString(news.version()));
        map.put("name", name).put("status", "active").put("experimental", true).put("date", now.toString());
        Map<String, Map<String, ArrayNode>> groups = new LinkedHashMap<>();
        for (Pair pair : news.pairs()) {
            groups.computeIfAbsent(pair.system(), system -> new LinkedHashMap<>())
                    .computeIfAbsent(pair.below(), code -> FhirJson.array())
                    .addObject()
                    .put("code", pair.above())
                    .put("equivalence", "subsumes");
        }
        groups.forEach((system, elements) -> {
            ObjectNode group =
                    map.withArray("/group").addObject().put("source", system).put("target", system);
            ArrayNode all = group.putArray("element");
            elements.forEach(
                    (code, targets) -> all.addObject().put("code", code).set("target", targets));
        });
        return map;
    }
}
