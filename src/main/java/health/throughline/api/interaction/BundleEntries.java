package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.ErrorTranslator;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interactions;
import health.throughline.api.Preferences;
import health.throughline.api.Route;
import health.throughline.fhir.Refusal;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.Outcome;
import health.throughline.record.RecordWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Carries out the entries of a Bundle: a batch one by one, a transaction as a whole and in the order of the
 * specification (DELETE, POST, PUT and PATCH, then reads).
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">R4 transaction processing rules</a>
 */
@Component
final class BundleEntries {

    private final HealthRecord record;
    private final ObjectProvider<Interactions> interactions;

    BundleEntries(HealthRecord record, ObjectProvider<Interactions> interactions) {
        this.record = record;
        this.interactions = interactions;
    }

    /** Each entry succeeds or fails on its own. */
    List<FhirResponse> batch(FhirRequest bundle, JsonNode entries) {
        List<FhirResponse> responses = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            responses.add(one(bundle, entries.get(i), i));
        }
        return responses;
    }

    private FhirResponse one(FhirRequest bundle, JsonNode entry, int index) {
        try {
            BundleEntry request = BundleEntry.of(index, entry, bundle);
            return interactions.getObject().answer(request.request(), request.route());
        } catch (RuntimeException e) {
            return ErrorTranslator.translate(e);
        }
    }

    /** All entries or none; the first failure is reported with its entry. */
    List<FhirResponse> transaction(FhirRequest bundle, JsonNode entries) {
        List<BundleEntry> requests = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            int index = i;
            requests.add(located(index, () -> BundleEntry.of(index, entries.get(index), bundle)));
        }
        List<BundleEntry> writes = requests.stream()
                .filter(BundleEntry::writes)
                .sorted(Comparator.comparingInt(entry -> order(entry.route().kind())))
                .toList();
        List<RecordWriter.Entry> changes = new ArrayList<>();
        for (BundleEntry entry : writes) {
            Change change = located(entry.index(), () -> change(entry));
            boolean wanted = Preferences.findingsWanted(entry.request());
            changes.add(new RecordWriter.Entry(change, entry.fullUrl(), place(entry.index()), wanted));
        }
        boolean onlyWrites = writes.size() == requests.size();
        return onlyWrites
                ? carryOut(bundle, requests, writes, changes)
                : record.atomically(() -> carryOut(bundle, requests, writes, changes));
    }

    private List<FhirResponse> carryOut(
            FhirRequest bundle,
            List<BundleEntry> requests,
            List<BundleEntry> writes,
            List<RecordWriter.Entry> changes) {
        FhirResponse[] responses = new FhirResponse[requests.size()];
        List<Outcome> outcomes = record.write(changes, bundle.access());
        for (int i = 0; i < writes.size(); i++) {
            BundleEntry entry = writes.get(i);
            responses[entry.index()] = WriteAnswer.of(outcomes.get(i), entry.request());
        }
        for (BundleEntry entry : requests) {
            if (!entry.writes()) {
                responses[entry.index()] =
                        located(entry.index(), () -> interactions.getObject().answer(entry.request(), entry.route()));
            }
        }
        return Arrays.asList(responses);
    }

    private static int order(Route.Kind kind) {
        return switch (kind) {
            case DELETE -> 0;
            case CREATE -> 1;
            default -> 2;
        };
    }

    private static Change change(BundleEntry entry) {
        return switch (entry.route().kind()) {
            case CREATE -> CreateInteraction.change(entry.request(), entry.route());
            case UPDATE -> UpdateInteraction.change(entry.request(), entry.route());
            case PATCH -> PatchInteraction.change(entry.request(), entry.route());
            default -> DeleteInteraction.change(entry.request(), entry.route());
        };
    }

    private static <T> T located(int index, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal e) {
            throw e.within(place(index));
        }
    }

    private static String place(int index) {
        return "Bundle.entry[" + index + "]";
    }
}
