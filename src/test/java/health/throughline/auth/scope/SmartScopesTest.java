package health.throughline.auth.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.record.access.Action;
import health.throughline.record.access.Permission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART 2.2, scopes</a> */
class SmartScopesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient/Observation.rs",
                "patient/*.cruds",
                "user/Patient.s",
                "system/*.rs",
                "patient/Observation.rs?category=laboratory",
                "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory",
                "patient/Condition.r?category=a,http://x|b",
                "patient/*.read",
                "user/Observation.write",
                "user/*.*",
                "openid",
                "fhirUser",
                "launch",
                "launch/patient",
                "launch/encounter",
                "launch/imagingstudy",
                "launch/questionnaire?role=http://example.org/role",
                "offline_access",
                "online_access",
                "https://throughline.example/scopes/launch"
            })
    void a_scope_is_written_back_as_it_was_read(String scope) {
        assertThat(SmartScopes.parse(scope).toString()).isEqualTo(scope);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient/Observation.dus",
                "patient/Observation.sr",
                "patient/Observation.rr",
                "patient/Observation.",
                "patient/observation.rs",
                "patient/Nonsense.rs",
                "patient/Observation.rd.s",
                "Patient/Observation.rs",
                "practitioner/Observation.rs",
                "patient/Observation.rs?",
                "patient/Observation.rs?category",
                "patient/Observation.rs?category=",
                "patient/Observation.rs?category=a,",
                "patient/Observation.rs?category:in=x",
                "patient/Observation.rs?category:not=x",
                "patient/Observation.rs?subject.name=x",
                "patient/Observation.rs?code=x",
                "patient/Observation.rs?category=a&code=b",
                "patient/Observation.rs?category=a&category=b",
                "patient/Observation.rs?_filter=x",
                "patient/Observation.read?category=a",
                "patient/*.reads",
                "launch/Patient",
                "admin",
                "javascript:alert(1)"
            })
    void what_is_not_understood_is_left_out(String scope) {
        assertThat(SmartScopes.parse(scope).isEmpty()).isTrue();
        assertThat(SmartScopes.unknown(List.of(scope))).containsExactly(scope);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"patient/*.rs\nopenid", "patient/*.rs\topenid", "a\"b", "a\\b", "a%0ab", "\u00e9", "a\u0000"})
    void characters_that_no_scope_has_are_refused(String scopes) {
        assertThatThrownBy(() -> SmartScopes.parse(scopes)).isInstanceOf(InvalidScope.class);
    }

    @Test
    void a_scope_string_of_200_kB_and_one_of_a_thousand_scopes_are_refused() {
        assertThatThrownBy(() -> SmartScopes.parse("patient/*.rs ".repeat(16_000)))
                .isInstanceOf(InvalidScope.class);
        assertThatThrownBy(() -> SmartScopes.parse("openid ".repeat(1000))).isInstanceOf(InvalidScope.class);
    }

    @Test
    void the_form_as_a_uri_means_the_same() {
        assertThat(SmartScopes.parse("http://smarthealthit.org/fhir/scopes/patient/Observation.rs openid"))
                .hasToString("openid patient/Observation.rs");
    }

    @ParameterizedTest
    @CsvSource({
        "patient/*.cruds, patient/Observation.rs, true",
        "patient/*.rs, patient/*.read, true",
        "patient/*.read, patient/*.rs, true",
        "patient/Observation.rs, patient/*.rs, false",
        "patient/Observation.rs, patient/Observation.r, true",
        "patient/Observation.r, patient/Observation.rs, false",
        "user/*.cruds, patient/Observation.rs, false",
        "patient/Observation.rs, patient/Observation.rs?category=a, true",
        "patient/Observation.rs?category=a, patient/Observation.rs, false",
        "'patient/Observation.rs?category=a,b', patient/Observation.rs?category=a, true",
        "patient/Observation.rs?category=a, 'patient/Observation.rs?category=a,b', false",
        "patient/Observation.rs?category=a, patient/Observation.rs?category=http://x|a, true",
        "patient/Observation.rs?category=http://x|a, patient/Observation.rs?category=a, false",
        "patient/*.*, patient/Observation.write, true",
        "patient/*.write, patient/Observation.rs, false"
    })
    void covering(String holder, String asked, boolean covered) {
        assertThat(SmartScopes.parse(holder).covers(SmartScopes.parse(asked))).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "patient/*.cruds, patient/*.rs, patient/*.rs",
        "patient/*.rs, patient/Observation.cruds, patient/Observation.rs",
        "patient/*.read, patient/*.rs, patient/*.read",
        "patient/*.read, patient/Observation.rs, patient/Observation.read",
        "patient/*.*, patient/*.rs, patient/*.read",
        "patient/*.*, patient/*.r, patient/*.r",
        "patient/*.write, patient/*.rs, ''",
        "patient/Observation.rs, user/*.rs, ''",
        "patient/Observation.rs, patient/Observation.rs?category=a, patient/Observation.rs?category=a",
        "'patient/Observation.rs?category=a,b', 'patient/Observation.rs?category=b,c', patient/Observation.rs?category=b",
        "patient/Observation.rs?category=a, patient/Observation.rs?category=b, ''",
        "patient/Observation.rs?category=a, patient/Observation.rs?category=http://x|a, "
                + "patient/Observation.rs?category=http://x|a",
        "openid fhirUser offline_access, openid fhirUser, openid fhirUser",
        "launch/patient, launch, launch/patient",
        "launch, launch/patient, ''",
        "patient/*.rs patient/Observation.rs, patient/*.rs, patient/*.rs",
        "patient/*.rs, patient/Observation.rs patient/Condition.r, patient/Observation.rs patient/Condition.r"
    })
    void what_is_left_within_a_limit(String asked, String limit, String left) {
        assertThat(SmartScopes.parse(asked).within(SmartScopes.parse(limit))).hasToString(left);
    }

    @Test
    void within_never_exceeds_either_side() {
        List<String> samples = List.of(
                "patient/*.cruds",
                "patient/*.rs",
                "patient/Observation.cud",
                "patient/Observation.rs?category=a",
                "patient/Observation.r?category=http://x|a,b",
                "user/*.read",
                "patient/*.write");
        for (String one : samples) {
            for (String other : samples) {
                SmartScopes left = SmartScopes.parse(one).within(SmartScopes.parse(other));
                assertThat(SmartScopes.parse(one).covers(left))
                        .as(one + " & " + other)
                        .isTrue();
                assertThat(SmartScopes.parse(other).covers(left))
                        .as(one + " & " + other)
                        .isTrue();
                assertThat(SmartScopes.parse(left.toString())).isEqualTo(left);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"read, rs", "write, cud", "*, cruds"})
    void version_1_means(String old, String now) {
        Set<Action> actions = SmartScope.parse("user/Task." + old).orElseThrow().actions();
        assertThat(actions)
                .isEqualTo(SmartScope.parse("user/Task." + now).orElseThrow().actions());
    }

    @Test
    void a_permission_says_what_the_scope_said() {
        assertThat(SmartScopes.parse("openid user/Observation.cs?category=x").permissions())
                .containsExactly(new Permission(
                        Permission.Level.USER, "Observation", Set.of(Action.CREATE, Action.SEARCH), Set.of("x")));
    }

    @Test
    void further_context_is_named_by_type() {
        assertThat(SmartScopes.parse("launch/patient launch/encounter launch/imagingstudy?role=x")
                        .furtherContext())
                .isEqualTo(Stream.of("imagingstudy?role=x").toList());
    }
}
