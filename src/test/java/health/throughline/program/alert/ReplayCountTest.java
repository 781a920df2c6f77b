package health.throughline.program.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayCountTest {

    private static final ReplayCount ONE = new ReplayCount(2, 140, 5, 3, 2, 1, List.of(4));
    private static final ReplayCount OTHER = new ReplayCount(1, 70, 1, 0, 1, 1, List.of(9));

    @Test
    void rates_are_for_a_hundred_weeks_of_one_patient() {
        assertThat(ONE.patientWeeks()).isEqualTo(20);
        assertThat(ONE.perHundredPatientWeeks()).isEqualTo(25);
        assertThat(ONE.falsePerHundredPatientWeeks()).isEqualTo(10);
    }

    @Test
    void nobody_under_watch_is_no_division_by_zero() {
        assertThat(ReplayCount.NONE.perHundredPatientWeeks()).isZero();
        assertThat(ReplayCount.NONE.falsePerHundredPatientWeeks()).isZero();
        assertThat(ReplayCount.NONE.medianLead()).isEqualTo(-1);
    }

    @Test
    void counts_add_up_and_survive_being_stored() {
        ReplayCount both = ONE.plus(OTHER);
        assertThat(both).isEqualTo(new ReplayCount(3, 210, 6, 3, 3, 2, List.of(4, 9)));
        assertThat(both.medianLead()).isEqualTo(6.5);
        assertThat(ReplayCount.of(both.json())).isEqualTo(both);
    }
}
