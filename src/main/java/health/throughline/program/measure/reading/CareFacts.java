package health.throughline.program.measure.reading;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.program.measure.Fact;
import health.throughline.program.measure.Moment;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the client, their enrolments, diagnoses, plans and consents tell. */
final class CareFacts {

    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final LocalDate LONG_AGO = LocalDate.of(1900, 1, 1);
    private static final Set<String> ENROLLED = Set.of("active", "onhold", "finished");
    private static final Set<String> NOT_SO = Set.of("refuted", "entered-in-error");
    private static final Set<String> IN_FORCE = Set.of("active", "on-hold", "completed", "revoked");

    private CareFacts() {}

    static Stream<Fact> person(JsonNode patient) {
        return Stream.of(new Fact.Person(
                Elements.day(patient.path("birthDate")), Elements.day(patient.path("deceasedDateTime"))));
    }

    static Stream<Fact> stay(JsonNode episode) {
        LocalDate from = Elements.day(episode.path("period").path("start"));
        String track = Elements.own("program-track", Elements.each(episode.path("type")));
        String level = Elements.own("level-of-care", Elements.extensions(episode, "level-of-care"));
        if (from == null
                || track.isEmpty()
                || !ENROLLED.contains(episode.path("status").asText(""))) {
            return Stream.empty();
        }
        return Stream.of(new Fact.Stay(
                level.equals(Fact.ALUMNI) ? Fact.ALUMNI : track,
                from,
                Elements.day(episode.path("period").path("end")),
                Elements.own("discharge-reason", Elements.extensions(episode, "discharge-reason"))));
    }

    static Stream<Fact> diagnosis(JsonNode condition) {
        Optional<String> code = Elements.code(ICD, Stream.of(condition.path("code")));
        String verified = condition
                .path("verificationStatus")
                .path("coding")
                .path(0)
                .path("code")
                .asText("");
        if (code.isEmpty() || NOT_SO.contains(verified)) {
            return Stream.empty();
        }
        LocalDate from = Stream.of("onsetDateTime", "recordedDate")
                .flatMap(name -> Elements.moment(condition.path(name)).stream())
                .map(Moment::day)
                .findFirst()
                .orElse(LONG_AGO);
        return Stream.of(new Fact.Diagnosis(code.get(), from, Elements.day(condition.path("abatementDateTime"))));
    }

    static Stream<Fact> plan(JsonNode plan) {
        boolean finished = IN_FORCE.contains(plan.path("status").asText(""));
        return Elements.moment(plan.path("created"))
                .or(() -> Elements.moment(plan.path("period").path("start")))
                .stream()
                .map(at -> new Fact.Plan(at, finished));
    }

    static Stream<Fact> companion(JsonNode consent) {
        JsonNode provision = consent.path("provision");
        @Nullable LocalDate start = Elements.day(provision.path("period").path("start"));
        LocalDate from = start == null ? Elements.day(consent.path("dateTime")) : start;
        boolean somebodyClose = provision.path("type").asText("").equals("permit")
                && Elements.each(provision.path("actor"))
                        .anyMatch(actor ->
                                Elements.reference(actor.path("reference")).startsWith("RelatedPerson/"));
        return somebodyClose && from != null
                ? Stream.of(new Fact.Companion(
                        from, Elements.day(provision.path("period").path("end"))))
                : Stream.empty();
    }
}
