package health.throughline.api.operation.session;

import health.throughline.api.BundleWriter;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.program.session.FreeSlots;
import health.throughline.store.ResourceVersion;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Slot/$find-slots: finds sessions with a place left. */
@Component
final class SlotFindSlots implements OwnOperation {

    private final FreeSlots slots;

    SlotFindSlots(FreeSlots slots) {
        this.slots = slots;
    }

    @Override
    public String id() {
        return "Slot-find-slots";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("start", "end"), Set.of("type", "dayPart"));
        List<ResourceVersion> found = slots.find(
                new FreeSlots.Wanted(
                        Set.copyOf(given.texts("type")),
                        Set.copyOf(given.texts("dayPart")),
                        Asked.date(given, "start"),
                        Asked.date(given, "end")),
                request.access());
        BundleWriter bundle = new BundleWriter("searchset", (long) found.size(), request).entries();
        found.forEach(slot -> bundle.found(slot, "match"));
        return FhirResponse.of(200, bundle.bytes());
    }
}
