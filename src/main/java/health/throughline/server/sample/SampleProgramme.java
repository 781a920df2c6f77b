package health.throughline.server.sample;

import health.throughline.fhir.definition.Canonicals;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes up the record of an intensive outpatient programme: the same seed and number of clients give the same bytes,
 * in transactions of at most a hundred resources that are to be posted in order.
 */
public final class SampleProgramme {

    /** Written last: once this resource exists, the sample has been loaded. */
    public static final String MARKER = "Organization/" + SampleProgramme.MARKER_ID;

    private static final String MARKER_ID = "throughline-sample";

    static final String SYSTEM = Canonicals.BASE + "/";

    private final long seed;
    private final int clients;
    private final Staff staff;

    public SampleProgramme(long seed, int clients) {
        if (clients < 0) {
            throw new IllegalArgumentException("A programme cannot have " + clients + " clients");
        }
        this.seed = seed;
        this.clients = clients;
        this.staff = new Staff(clients);
    }

    public int clients() {
        return clients;
    }

    /** Everything: the programme first, then one client after the other, then the marker. */
    public Stream<SampleBundle> bundles() {
        var records = IntStream.rangeClosed(1, clients).boxed().flatMap(this::client);
        return Stream.of(programme(), records, Stream.of(marker())).flatMap(part -> part);
    }

    /** Staff and the programme's template: what every client's record refers to; the questionnaires ship with the server. */
    public Stream<SampleBundle> programme() {
        var resources = new ArrayList<>(staff.resources());
        resources.add(new StableResource(ProgrammeTemplate.ID, ProgrammeTemplate.planDefinition()));
        return IntStream.iterate(0, from -> from < resources.size(), from -> from + Transaction.LIMIT)
                .mapToObj(from -> resources.subList(from, Math.min(resources.size(), from + Transaction.LIMIT)))
                .map(this::bundle);
    }

    /** Says that everything before it has been written. */
    SampleBundle marker() {
        var organization = Part.resource("Organization")
                .with("active", false)
                .with("name", "Marks the sample as loaded")
                .with("partOf", Staff.organizationReference());
        return bundle(List.of(new StableResource(MARKER_ID, organization)));
    }

    private SampleBundle bundle(List<StableResource> resources) {
        var transaction = new Transaction(new SplittableRandom(seed));
        resources.forEach(resource -> transaction.put(resource.id(), resource.resource()));
        return transaction.finish(0);
    }

    /** The record of one client, counted from 1; clients may be loaded in any order, the bundles of one may not. */
    public Stream<SampleBundle> client(int number) {
        return new ClientStory(Client.of(number, seed, staff)).bundles();
    }
}
