package health.throughline.server.sample;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells one client's twelve weeks: intake first, then three weeks at a time, then what is told in hindsight. */
final class ClientStory {

    private static final int DAYS_PER_BUNDLE = 21;

    private final Client client;

    ClientStory(Client client) {
        this.client = client;
    }

    Stream<SampleBundle> bundles() {
        var weeks = IntStream.iterate(0, day -> day < Trajectory.LAST_DAY, day -> day + DAYS_PER_BUNDLE);
        var told = Stream.concat(Stream.of(intake()), weeks.mapToObj(this::days));
        var hindsight = Stream.of(this).map(ClientStory::afterwards).filter(bundle -> bundle.size() > 0);
        return Stream.concat(told, hindsight);
    }

    private SampleBundle afterwards() {
        var transaction = new Transaction(client.dice());
        new Aftercare(client, transaction).hindsight();
        return transaction.finish(client.number());
    }

    private SampleBundle intake() {
        var transaction = new Transaction(client.dice());
        new Household(client).write(transaction);
        new Enrolment(client).write(transaction);
        new Plans(client).write(transaction);
        return transaction.finish(client.number());
    }

    private SampleBundle days(int from) {
        var transaction = new Transaction(client.dice());
        var checkIns = new CheckIns(client, transaction);
        var screenings = new Screenings(client, transaction);
        var sessions = new Sessions(client, transaction);
        var careEvents = new CareEvents(client, transaction);
        var aftercare = new Aftercare(client, transaction);
        for (var day = from; day < from + DAYS_PER_BUNDLE; day++) {
            checkIns.write(day);
            screenings.write(day);
            sessions.write(day);
            careEvents.write(day);
            aftercare.write(day);
        }
        return transaction.finish(client.number());
    }
}
