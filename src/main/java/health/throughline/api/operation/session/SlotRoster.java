package health.throughline.api.operation.session;

import health.throughline.api.BundleWriter;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.program.session.Roster;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Slot/[id]/$roster: who comes to a session, for those who lead it. */
@Component
final class SlotRoster implements OwnOperation {

    private final Roster roster;

    SlotRoster(Roster roster) {
        this.roster = roster;
    }

    @Override
    public String id() {
        return "Slot-roster";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given.of(request, Set.of(), Set.of());
        List<Roster.Expected> all = roster.of(route.key(), request.access());
        BundleWriter bundle = new BundleWriter("searchset", (long) all.size(), request).entries();
        for (Roster.Expected expected : all) {
            bundle.found(expected.appointment(), "match");
            expected.others().forEach(other -> bundle.found(other, "include"));
        }
        return FhirResponse.of(200, bundle.bytes());
    }
}
