package health.throughline.api.operation.audit;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.PageLinks;
import health.throughline.api.Route;
import health.throughline.api.operation.audit.Persons.Person;
import health.throughline.record.HealthRecord;
import health.throughline.record.trail.PatientTrail;
import health.throughline.store.trail.AccessDays.Counts;
import health.throughline.store.trail.AccessDays.Day;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who saw a client's record: by person and day, in plain words. */
@Component
final class PatientAccesses implements OwnOperation {

    private static final Duration PAST = Duration.ofDays(365);

    private final HealthRecord record;
    private final PatientTrail trail;
    private final PageLinks links;

    PatientAccesses(HealthRecord record, PatientTrail trail, PageLinks links) {
        this.record = record;
        this.trail = trail;
        this.links = links;
    }

    @Override
    public String id() {
        return "Patient-accesses";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        TrailPage page = TrailPage.of(request, links, PAST);
        List<Day> days = trail.days(route.key(), page.part(), request.access());
        Persons persons = new Persons(record);
        String client = route.key().toString();
        return page.answer("access", days, Day::lastId, (day, parts) -> write(day, client, persons, parts));
    }

    private static void write(Day day, String client, Persons persons, TrailPage.Parts parts) {
        Person person = persons.of(day.userResource());
        Counts counts = day.counts();
        parts.text("date", "valueDate", day.day());
        parts.text("text", "valueString", words(day, client, person));
        parts.reference("who", day.userResource(), name(day, client, person));
        parts.text("role", "valueString", person.role());
        parts.text("organization", "valueString", person.organization());
        parts.text("app", "valueString", day.client());
        parts.number("looked", counts.looked());
        parts.number("changed", counts.changed());
        parts.number("disclosed", counts.given());
        parts.number("failed", counts.failed());
        parts.text("first", "valueInstant", Instant.ofEpochMilli(day.first()).toString());
        parts.text("last", "valueInstant", Instant.ofEpochMilli(day.last()).toString());
        parts.parts().addObject().put("name", "emergency").put("valueBoolean", counts.emergency());
    }

    private static String name(Day day, String client, Person person) {
        if (day.userResource().equals(client)) {
            return "You";
        }
        if (!person.name().isEmpty()) {
            return person.name();
        }
        boolean nobody = day.account().isEmpty() && day.userResource().isEmpty();
        return !nobody ? "A member of staff" : day.client().isEmpty() ? "A program" : "The program " + day.client();
    }

    private static String words(Day day, String client, Person person) {
        Counts counts = day.counts();
        List<String> done = new ArrayList<>();
        add(done, "looked at your record", counts.looked());
        add(done, "changed it", counts.changed());
        add(done, "gave parts of it to others", counts.given());
        add(done, "tried to and could not", counts.failed());
        if (counts.emergency()) {
            done.add("opened it in an emergency");
        }
        String all = done.isEmpty() ? "did something about your record" : listed(done);
        return name(day, client, person) + " " + all + ".";
    }

    private static void add(List<String> done, String what, long times) {
        if (times > 0) {
            done.add(what + (times == 1 ? " once" : times == 2 ? " twice" : " " + times + " times"));
        }
    }

    private static String listed(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
