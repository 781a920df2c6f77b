package health.throughline.record.attack;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Group B17 of the catalogue: an emergency access ends with its time. */
class EmergencyEndsIT {

    @Test
    void b17_beyond_its_time_box_the_record_is_closed_again() throws InterruptedException {
        Caller therapist = Ward.staff(Role.THERAPIST, "Practitioner/t");
        try (World world = new World(
                Map.of("throughline.validation.warm-up", "false", "throughline.privacy.emergency-access", "4s"))) {
            world.load("Practitioner/t", Ward.resource("Practitioner/t", "'active':true"));
            world.load("Patient/p", Ward.resource("Patient/p", "'active':true"));
            world.load(
                    "Goal/g",
                    Ward.resource(
                            "Goal/g", "'lifecycleStatus':'active','description':{'text':'x'}," + Ward.subject("p")));
            AccessPolicy policy = world.bean(AccessPolicy.class);
            Answer opened = world.answer(
                    Ask.post(
                            "$break-glass",
                            Ward.json("{'resourceType':'Parameters','parameter':[{'name':'patient','valueReference':"
                                    + "{'reference':'Patient/p'}},{'name':'reason','valueString':'found unconscious'},"
                                    + "{'name':'emergency','valueString':'overdose, airway'},{'name':'affiliation',"
                                    + "'valueString':'County hospital'}]}")),
                    policy.of(therapist));
            assertThat(opened.status()).as(opened.body()).isEqualTo(200);
            long end = System.currentTimeMillis() + 4200;
            assertThat(world.answer(Ask.get("Goal/g"), policy.of(therapist)).status())
                    .isEqualTo(200);
            assertThat(world.answer(Ask.get("Goal?_count=1"), policy.of(therapist))
                            .body())
                    .contains("Goal/g");
            Thread.sleep(Math.max(0, end - System.currentTimeMillis()));
            assertThat(world.answer(Ask.get("Goal/g"), policy.of(therapist)).status())
                    .isEqualTo(404);
            assertThat(world.answer(Ask.get("Goal?_count=1"), policy.of(therapist))
                            .body())
                    .doesNotContain("Goal/g");
        }
    }
}
