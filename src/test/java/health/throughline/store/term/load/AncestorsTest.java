package health.throughline.store.term.load;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.store.term.Facets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AncestorsTest {

    private static Set<String> facets(Ancestors ancestors, int concept) {
        return Set.of(ancestors.facets(concept).split(String.valueOf(Facets.SEPARATOR)));
    }

    @Test
    void everything_above_is_found_once_on_whatever_way() {
        Ancestors diamond = new Ancestors(4, new int[] {2, 3, 4, 4}, new int[] {1, 1, 2, 3});
        assertThat(facets(diamond, 1)).containsExactlyInAnyOrder(".1");
        assertThat(facets(diamond, 2)).containsExactlyInAnyOrder(".2", "<1", "^1");
        assertThat(facets(diamond, 4)).containsExactlyInAnyOrder(".4", "<2", "<3", "^2", "^3", "^1");
    }

    @Test
    void a_circle_ends() {
        Ancestors circle = new Ancestors(2, new int[] {1, 2}, new int[] {2, 1});
        assertThat(facets(circle, 1)).containsExactlyInAnyOrder(".1", "<2", "^2");
    }
}
