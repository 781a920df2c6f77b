package health.throughline.search;

import static health.throughline.testing.Call.encode;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.withoutServerMeta;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.RuntimeSearchParam;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.SpecificationExamples;
import health.throughline.fhir.WrongExample;
import health.throughline.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * https://hl7.org/fhir/R4/downloads.html and https://hl7.org/fhir/R4/searchparameter-registry.html: every example of the
 * specification is stored, comes back as it was, and is found by each search parameter it has a value for.
 */
class SpecificationExamplesIT {

    private static final int CALLERS = 6;
    private static final int EXAMPLES_PER_PARAMETER = 3;
    private static final Set<String> NOT_BY_VALUE =
            Set.of("_id", "_lastUpdated", "_content", "_text", "_query", "_filter", "_has", "_list", "_type");

    /** Their references point to types that R4 does not allow there. */
    private static final Set<String> WRONG_TARGETS =
            Set.of("devicemetric-example.json parent", "medicationrequest0301.json intended-dispenser");

    /** AuditEventIT proves what this one is. */
    private static final String OF_THE_SERVER = "AuditEvent";

    private final SearchValues values = new SearchValues();
    private final Map<String, AtomicInteger> proven = new ConcurrentHashMap<>();
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger stored = new AtomicInteger();

    @Test
    void every_example_comes_back_as_it_was_and_is_found_by_its_values(TestReporter reporter)
            throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<Future<?>> work = new ArrayList<>();
        for (String path : SpecificationExamples.json()) {
            work.add(callers.submit(() -> prove(path)));
        }
        for (Future<?> one : work) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failures.add(String.valueOf(e.getCause()));
            }
        }
        callers.shutdown();
        long pairs = proven.values().stream().filter(count -> count.get() > 0).count();
        reporter.publishEntry(stored + " examples stored, " + pairs + " pairs of type and search parameter proven");
        assertThat(failures).isEmpty();
        assertThat(stored.get()).isGreaterThan(2680);
        assertThat(pairs).isGreaterThan(1400);
    }

    private void prove(String path) {
        ObjectNode example = FhirJson.parse(SpecificationExamples.bytes(path));
        String type = example.path("resourceType").asText();
        if (!Fhir.isResourceType(type) || type.equals(OF_THE_SERVER)) {
            return;
        }
        ObjectNode resource = addressed(example, type);
        String address = type + "/" + resource.path("id").asText();
        Reply written = put("/" + address, resource).prefer("return=minimal").send();
        if (written.status() >= 400) {
            if (!knownWrong(path, written)) {
                failures.add(path + " is refused: " + written.text());
            }
            return;
        }
        stored.incrementAndGet();
        JsonNode read = get("/" + address)
                .accept("application/fhir+json")
                .send()
                .expect(200)
                .json();
        if (!withoutServerMeta(read).equals(withoutServerMeta(resource))) {
            failures.add(path + " comes back changed");
        }
        searchByItsValues(path, type, resource);
    }

    /** Under its own id, or another one when that is too long or an earlier example of the type has it. */
    private ObjectNode addressed(ObjectNode example, String type) {
        String id = example.path("id").asText("example-without-id");
        String free = id.length() > 64 ? id.substring(0, 60) : id;
        for (int i = 2; !addresses.add(type + "/" + free); i++) {
            free = id.substring(0, Math.min(id.length(), 60)) + "-" + i;
        }
        return example.put("id", free);
    }

    private static boolean knownWrong(String path, Reply refused) {
        for (JsonNode issue : refused.json().path("issue")) {
            String found = issue.path("code").asText() + " "
                    + issue.at("/expression/0").asText();
            if (WrongExample.known(path, found).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void searchByItsValues(String path, String type, ObjectNode json) {
        Resource resource = Fhir.parse(FhirJson.bytes(json));
        for (RuntimeSearchParam parameter :
                Fhir.context().getResourceDefinition(type).getSearchParams()) {
            AtomicInteger count = proven.computeIfAbsent(type + "." + parameter.getName(), key -> new AtomicInteger());
            if (NOT_BY_VALUE.contains(parameter.getName()) || count.get() >= EXAMPLES_PER_PARAMETER) {
                continue;
            }
            Optional<SearchValues.Search> search = values.search(resource, parameter);
            search.ifPresent(made -> {
                String id = json.path("id").asText();
                String url = "/" + type + "?_id=" + id + "&" + made.name() + "=" + encode(made.value());
                Reply found = get(url).send();
                if (found.status() == 200 && found.matches().equals(List.of(id))) {
                    count.incrementAndGet();
                } else if (!WRONG_TARGETS.contains(path.replace("json/spec/", "") + " " + made.name())) {
                    failures.add(path + " is not found by " + url + " (" + found.status() + ")"
                            + (found.status() == 200 ? "" : " " + found.diagnostics()));
                }
            });
        }
    }
}
