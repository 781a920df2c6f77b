package health.throughline.scenario;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code src/docs/programme.md} tells, the server does, in the order in which it is told. */
class ProgrammeGuideIT {

    private static final Path GUIDE = Path.of("src/docs/programme.md");

    private final Programme programme = Programme.shared();
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, String> known = new HashMap<>();

    private void enter(String name, Person person) {
        people.put(name, person);
        known.put(name, person.who().toString());
    }

    private void begin() {
        enter("therapist", programme.staff(Role.THERAPIST));
        enter("manager", programme.staff(Role.CASE_MANAGER));
        enter("lead", programme.staff(Role.CLINICAL_LEAD));
        enter(
                "client",
                programme.client(
                        Objects.requireNonNull(people.get("therapist")),
                        Objects.requireNonNull(people.get("manager"))));
        enter("sister", programme.relative(Objects.requireNonNull(people.get("client")), "reports-concerns"));
        known.put(
                "programme",
                programme
                        .stored(json("{'resourceType':'Organization','active':true,'name':'Programme'}"))
                        .toString());
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        known.put("now", now.toString());
        known.put("an-hour-from-now", now.plus(1, ChronoUnit.HOURS).toString());
        known.put("today", today.toString());
        known.put("tomorrow", today.plusDays(1).toString());
        known.put("next-week", today.plusDays(7).toString());
        known.put("four-weeks-ago", today.minusDays(28).toString());
    }

    @Test
    void the_story_is_as_it_is_told() {
        begin();
        List<GuideStep> steps = GuideStep.of(GUIDE);
        assertThat(steps).hasSizeGreaterThan(10);
        for (GuideStep step : steps) {
            Reply reply = reply(step);
            assertThat(reply.status())
                    .as("line %s: %s %s: %s", step.line(), step.method(), step.path(), reply.text())
                    .isEqualTo(step.status());
            JsonNode json = reply.bytes().length == 0 ? MissingNode.getInstance() : reply.json();
            assertThat(step.difference(json, known))
                    .as("line %s: %s %s answers %s", step.line(), step.method(), step.path(), json)
                    .isNull();
        }
    }

    /** What follows a moment later is waited for. */
    private Reply reply(GuideStep step) {
        Reply reply = send(step);
        for (int i = 0; i < 300 && step.method().equals("GET") && !fits(step, reply); i++) {
            ServerProcess.pause(100);
            reply = send(step);
        }
        return reply;
    }

    private boolean fits(GuideStep step, Reply reply) {
        return reply.status() == step.status() && step.difference(reply.json(), new HashMap<>(known)) == null;
    }

    private Reply send(GuideStep step) {
        Person person = Objects.requireNonNull(people.get(step.who()), () -> "nobody is called " + step.who());
        String path = GuideStep.filled(step.path(), known).replace("|", "%7C").replace(" ", "%20");
        if (step.content().isEmpty()) {
            return person.call(step.method(), path).send();
        }
        JsonNode content =
                FhirJson.parse(GuideStep.filled(step.content(), known).getBytes(StandardCharsets.UTF_8));
        return step.method().equals("PUT") ? person.put(path, content) : person.post(path, content);
    }
}
