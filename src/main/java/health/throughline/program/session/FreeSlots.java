package health.throughline.program.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds sessions with a place left. How many are left is not told: who watches the number learns when others book. */
@Component
public final class FreeSlots {

    private static final int USUAL_DAYS = 14;
    private static final int MOST_DAYS = 92;
    private static final int NOON = 12;
    private static final int EVENING = 17;
    private static final int AT_ONCE = 50;

    private final ClientRecord record;
    private final Sessions sessions;
    private final Codes codes;
    private final ProgrammeDays days;

    FreeSlots(ClientRecord record, Sessions sessions, Codes codes, ProgrammeDays days) {
        this.record = record;
        this.sessions = sessions;
        this.codes = codes;
        this.days = days;
    }

    /**
     * What is looked for.
     *
     * @param types of session; empty for all
     * @param dayParts of the programme's day; empty for all
     * @param from null for today
     * @param until null for two weeks later
     */
    public record Wanted(
            Set<String> types,
            Set<String> dayParts,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** Those to come, the soonest first. */
    public List<ResourceVersion> find(Wanted wanted, Access access) {
        access.require(Action.SEARCH, "Slot");
        wanted.types().forEach(type -> codes.given(Session.TYPE, type, "type"));
        wanted.dayParts().forEach(part -> codes.given("day-part", part, "dayPart"));
        LocalDate from = wanted.from() == null ? days.today() : wanted.from();
        LocalDate until = wanted.until() == null ? from.plusDays(USUAL_DAYS) : wanted.until();
        if (until.isBefore(from) || ChronoUnit.DAYS.between(from, until) > MOST_DAYS) {
            throw Refusal.invalid(
                    "value",
                    "'end' is a day not before 'start' and at most " + MOST_DAYS + " days after it.",
                    ProgrammeDays.place("end"));
        }
        List<Session> fitting = record
                .all(
                        "Slot",
                        new Parameter("start", "ge" + days.start(from)),
                        new Parameter("start", "lt" + days.start(until.plusDays(1))))
                .stream()
                .map(sessions::of)
                .filter(session -> session.start().isAfter(days.now()))
                .filter(session -> !session.closed() && fits(session, wanted))
                .sorted(Comparator.comparing(Session::start)
                        .thenComparing(session -> session.key().id()))
                .toList();
        Map<String, Integer> taken = taken(fitting);
        return fitting.stream()
                .filter(session -> taken.getOrDefault(session.key().toString(), 0) < session.capacity())
                .map(session -> record.read(session.key(), access))
                .toList();
    }

    private boolean fits(Session session, Wanted wanted) {
        boolean type = wanted.types().isEmpty() || wanted.types().contains(session.type());
        return type && (wanted.dayParts().isEmpty() || parts(session).stream().anyMatch(wanted.dayParts()::contains));
    }

    /** As the Slot says, else by the programme's clock; Saturdays and Sundays are the weekend besides. */
    private Set<String> parts(Session session) {
        String said = Codes.of(
                Extensions.first(session.slot(), Canonicals.of("StructureDefinition", "day-part"))
                        .path("valueCodeableConcept"),
                "day-part");
        int hour = days.hour(session.start());
        String clock = hour < NOON ? "morning" : hour < EVENING ? "afternoon" : "evening";
        DayOfWeek day = days.on(session.start()).getDayOfWeek();
        String part = said.isEmpty() ? clock : said;
        boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
        return weekend && !part.equals("weekend") ? Set.of(part, "weekend") : Set.of(part);
    }

    /** How many places are taken, by Slot. */
    private Map<String, Integer> taken(List<Session> fitting) {
        List<ResourceKey> keys = fitting.stream().map(Session::key).toList();
        Map<String, Integer> taken = new HashMap<>();
        for (int i = 0; i < keys.size(); i += AT_ONCE) {
            List<String> some = new ArrayList<>();
            keys.subList(i, Math.min(keys.size(), i + AT_ONCE)).forEach(key -> some.add(key.toString()));
            for (ObjectNode appointment : record.all("Appointment", new Parameter("slot", String.join(",", some)))) {
                if (Sessions.takes(appointment)) {
                    taken.merge(appointment.at("/slot/0/reference").asText(), 1, Integer::sum);
                }
            }
        }
        return taken;
    }
}
