package health.throughline.search.proof;

import static health.throughline.testing.Call.post;
import static health.throughline.testing.Call.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.search.reference.Definitions;
import health.throughline.search.reference.Evaluator;
import health.throughline.search.reference.Paths;
import health.throughline.search.reference.Stored;
import health.throughline.server.sample.SampleBundle;
import health.throughline.server.sample.SampleProgramme;
import health.throughline.testing.Call;
import health.throughline.testing.OwnServer;
import health.throughline.testing.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * One server and one evaluator that hold the same: a sample programme, resources at the edges, and a little of the
 * Synthea population when the build has made one. What the evaluator holds was read back one by one.
 */
final class ProofRecord {

    private static final int CLIENTS = 3;
    private static final long SEED = 20260801;
    private static final Path POPULATION = Path.of("target", "synthea", "fhir");
    private static final int PEOPLE = 2;

    private final String base =
            OwnServer.start("--throughline.delivery.work=false").base();
    private final Set<String> addresses = new LinkedHashSet<>();
    private final Definitions definitions = new Definitions();
    private final Stored stored;
    private final Evaluator evaluator;
    private final String halfTime;

    private ProofRecord() {
        EdgeCases.all(base).forEach(this::store);
        sleep();
        halfTime = Instant.now().toString();
        sleep();
        new SampleProgramme(SEED, CLIENTS).bundles().map(SampleBundle::json).forEach(this::transaction);
        population().forEach(this::transaction);
        EdgeCases.all(base).stream().filter(ProofRecord::again).forEach(this::store);
        addDerived();
        List<Resource> resources = new ArrayList<>();
        for (String address : addresses) {
            resources.add(
                    Fhir.parse(Call.get(base + "/" + address).send().expect(200).bytes()));
        }
        stored = Stored.of(base, resources);
        evaluator = new Evaluator(definitions, stored, new Paths());
    }

    private static final class Holder {
        private static final ProofRecord ONE = new ProofRecord();
    }

    static ProofRecord get() {
        return Holder.ONE;
    }

    /** So that two halves of the record differ in the second they were written in. */
    private static void sleep() {
        try {
            Thread.sleep(1100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Some are written twice: only their current version counts. */
    private static boolean again(ObjectNode resource) {
        return resource.path("id").asText().startsWith("e-date-1");
    }

    private void store(ObjectNode resource) {
        String address = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        ObjectNode written = addresses.contains(address) ? resource.deepCopy().put("language", "en") : resource;
        int status = put(base + "/" + address, written).send().status();
        if (status / 100 != 2) {
            throw new IllegalStateException(
                    address + ": " + put(base + "/" + address, written).send().text());
        }
        addresses.add(address);
    }

    private void transaction(byte[] bundle) {
        JsonNode answer = post(base, FhirJson.parse(bundle)).send().expect(200).json();
        for (JsonNode entry : answer.path("entry")) {
            String[] steps = entry.at("/response/location")
                    .asText()
                    .replaceAll("/_history/.*$", "")
                    .split("/");
            addresses.add(steps[steps.length - 2] + "/" + steps[steps.length - 1]);
        }
    }

    /** What the server derived from what was written: scores and single answers, and the tasks that a form brings. */
    private void addDerived() {
        add("Observation", "derived-from:missing=false");
        add("Task", "_lastUpdated=ge2000");
    }

    private void add(String type, String condition) {
        String next = base + "/" + type + "?" + condition + "&_count=500";
        while (!next.isEmpty()) {
            Reply page = Call.get(next).send().expect(200);
            page.json()
                    .path("entry")
                    .forEach(entry ->
                            addresses.add(type + "/" + entry.at("/resource/id").asText()));
            next = page.link("next");
        }
    }

    /** Hospitals, practitioners, and the people with the smallest records. */
    private static List<byte[]> population() {
        if (!Files.isDirectory(POPULATION)) {
            return List.of();
        }
        try (var files = Files.list(POPULATION)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparing(file -> file.toFile().length()))
                    .toList();
            List<Path> chosen = new ArrayList<>();
            all.stream()
                    .filter(file -> file.toString().contains("hospitalInformation"))
                    .forEach(chosen::add);
            all.stream()
                    .filter(file -> file.toString().contains("practitionerInformation"))
                    .forEach(chosen::add);
            all.stream()
                    .filter(file -> !file.toString().contains("Information"))
                    .limit(PEOPLE)
                    .forEach(chosen::add);
            return chosen.stream().map(ProofRecord::bytes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String base() {
        return base;
    }

    Definitions definitions() {
        return definitions;
    }

    Stored stored() {
        return stored;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    /** A query with its placeholders filled in. */
    String filled(String query) {
        return query.replace("~base", base).replace("~now", halfTime);
    }
}
