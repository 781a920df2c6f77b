package health.throughline.record.consent;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.consent.Selection.Condition;
import health.throughline.record.consent.Selection.Dimension;
import health.throughline.record.consent.Selections.Denial;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionsTest {

    private static Selection of(String type) {
        return new Selection(List.of(new Condition(Dimension.TYPE, Set.of(type), false)));
    }

    @Test
    void a_denial_of_everything_leaves_its_exceptions() {
        Denial denial = new Denial(Selection.EVERYTHING, List.of(of("Goal")));
        assertThat(Selections.without(List.of(Selection.EVERYTHING), List.of(denial)))
                .containsExactly(of("Goal"));
    }

    @Test
    void a_denial_of_everything_with_more_exceptions_than_can_be_kept_denies_everything() {
        List<Selection> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(of("T" + i));
        }
        Denial denial = new Denial(Selection.EVERYTHING, many);
        assertThat(Selections.without(List.of(Selection.EVERYTHING), List.of(denial)))
                .isEmpty();
    }

    @Test
    void of_too_many_parts_more_is_taken_away_rather_than_less() {
        List<Selection> many = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            many.add(of("T" + i));
        }
        Selection two = of("Goal").and(new Condition(Dimension.LABEL, Set.of("x"), false));
        assertThat(Selections.without(many, List.of(new Denial(two, List.of()))))
                .hasSize(150)
                .allSatisfy(one -> assertThat(one.conditions())
                        .contains(new Condition(Dimension.TYPE, Set.of("Goal"), true))
                        .contains(new Condition(Dimension.LABEL, Set.of("x"), true)));
    }
}
