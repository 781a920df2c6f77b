package health.throughline.auth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.auth.scope.SmartScopes;
import org.junit.jupiter.api.Test;

class ScopeWordsTest {

    private static void reads(String scope, String words) {
        assertThat(ScopeWords.of(SmartScopes.parse(scope))).containsExactly(words);
    }

    @Test
    void scopes_read_as_sentences() {
        reads("patient/*.rs", "See anything in this person's record, now and in the future");
        reads("user/*.s", "See anything in the records of all whom you may see, now and in the future");
        reads("patient/Goal.cruds", "See, add, change and delete goals of this person");
        reads("user/Task.c", "Add tasks of all whom you may see");
        reads("patient/MolecularSequence.r", "See molecular sequence of this person");
        reads("launch/patient", "Know whose record you open with it");
    }

    @Test
    void a_part_of_a_type_is_named() {
        reads(
                "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|survey",
                "See measurements, results and scores of this person, only: screening and questionnaire scores");
    }
}
