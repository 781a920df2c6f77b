package health.throughline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Call;
import health.throughline.testing.OwnServer;
import health.throughline.testing.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the policies off and warn do to the writes that enforce refuses. */
class PolicyIT {

    private static final String WARNS = OwnServer.start(
                    "--throughline.validation.own-profiles=warn", "--throughline.validation.background-share=1")
            .base();
    private static final String OFF = OwnServer.start(
                    "--throughline.validation.own-profiles=off", "--throughline.validation.other-profiles=off")
            .base();

    @Test
    void with_warn_it_is_stored_and_those_who_ask_are_told() {
        Reply told = Call.post(WARNS + "/Observation", CheckIn.wrong())
                .prefer("return=OperationOutcome")
                .send()
                .expect(201);
        assertThat(told.text()).contains("derivedFrom", "\"warning\"").doesNotContain("\"error\"", "SecretOfTheClient");
    }

    @Test
    void with_warn_findings_that_nobody_asks_for_are_counted_in_the_background() throws InterruptedException {
        Call.post(WARNS + "/Observation", CheckIn.wrong()).send().expect(201);
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        String metrics = "";
        while (!metrics.contains("throughline_validation_findings")
                && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            metrics = Call.get(WARNS.replace("/fhir", "/actuator/prometheus"))
                    .send()
                    .text();
        }
        assertThat(metrics).contains("throughline_validation_findings").doesNotContain("SecretOfTheClient");
    }

    @Test
    void with_off_nothing_is_looked_for() {
        Reply told = Call.post(OFF + "/Observation", CheckIn.wrong())
                .prefer("return=OperationOutcome")
                .send()
                .expect(201);
        assertThat(told.text()).doesNotContain("derivedFrom");
    }

    @Test
    void with_off_structure_is_looked_at_all_the_same() {
        Call.post(OFF + "/Observation", CheckIn.wrong().put("status", "done"))
                .send()
                .expect(400);
    }
}
