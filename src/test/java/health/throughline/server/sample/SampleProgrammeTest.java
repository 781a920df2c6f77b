package health.throughline.server.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#transaction and the resource pages of R4. */
class SampleProgrammeTest {

    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final Pattern REFERENCE = Pattern.compile("\"reference\":\"([^\"]+)\"");
    private static final List<SampleBundle> BUNDLES =
            new SampleProgramme(7, 10).bundles().toList();

    @Test
    void every_resource_is_read_by_the_strict_parser() {
        assertThat(BUNDLES)
                .allSatisfy(bundle -> assertThat(parsed(bundle).getEntry())
                        .hasSize(bundle.size())
                        .hasSizeBetween(1, 100));
    }

    @Test
    void nothing_required_is_missing_and_references_have_allowed_targets() {
        for (var bundle : BUNDLES) {
            for (var resource : withReferencesResolved(bundle)) {
                assertThat(new R4Shape(R4).findings(resource))
                        .as(resource.fhirType())
                        .isEmpty();
            }
        }
    }

    @Test
    void a_missing_code_and_a_forbidden_target_would_be_found() {
        var observation = new Observation().setSubject(new Reference("Task/1"));
        assertThat(new R4Shape(R4).findings(observation))
                .containsExactlyInAnyOrder(
                        "Observation.status is missing",
                        "Observation.code is missing",
                        "Observation.subject may not refer to Task");
    }

    @Test
    void every_reference_points_at_something_written_before_or_in_the_same_transaction() {
        var known = new HashSet<>(Set.of("Questionnaire/phq-9"));
        for (var bundle : BUNDLES) {
            var entries = parsed(bundle).getEntry();
            entries.forEach(entry -> known.add(entry.getFullUrl()));
            entries.forEach(entry -> known.add(entry.getRequest().getUrl()));
            var references = REFERENCE.matcher(new String(bundle.json(), UTF_8)).results();
            assertThat(references.map(match -> match.group(1))).allMatch(known::contains);
            known.removeIf(url -> url.startsWith("urn:"));
        }
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_seed_others() {
        var again = new SampleProgramme(7, 10).bundles().toList();
        for (var i = 0; i < BUNDLES.size(); i++) {
            assertThat(again.get(i).json()).isEqualTo(BUNDLES.get(i).json());
        }
        var other = new SampleProgramme(8, 10).client(1).findFirst().orElseThrow();
        assertThat(other.json())
                .isNotEqualTo(new SampleProgramme(7, 10)
                        .client(1)
                        .findFirst()
                        .orElseThrow()
                        .json());
    }

    @Test
    void a_client_has_about_two_hundred_resources_of_about_a_kilobyte() {
        var clients = BUNDLES.stream().filter(bundle -> bundle.client() > 0).toList();
        var resources = clients.stream().mapToInt(SampleBundle::size).sum();
        var bytes = clients.stream().mapToLong(bundle -> bundle.json().length).sum();
        assertThat(resources / 10).isBetween(150, 260);
        assertThat(bytes / resources).isBetween(750L, 1350L);
    }

    @Test
    void scores_are_left_to_the_server() {
        assertThat(BUNDLES.stream().flatMap(SampleProgrammeTest::observed)).doesNotContain("44261-6", "mood-low");
    }

    @Test
    void those_who_improve_end_with_a_lower_score_than_those_who_drift() {
        assertThat(lastPhq9("client-0001")).isLessThan(lastPhq9("client-0003"));
    }

    @Test
    void the_marker_comes_last() {
        var last = parsed(BUNDLES.get(BUNDLES.size() - 1)).getEntryFirstRep();
        assertThat(last.getRequest().getUrl()).isEqualTo(SampleProgramme.MARKER);
    }

    @Test
    void resources_under_a_stable_url_are_put_and_all_others_are_posted() {
        BUNDLES.stream().flatMap(bundle -> parsed(bundle).getEntry().stream()).forEach(entry -> {
            var method = entry.getFullUrl().startsWith("urn:uuid:") ? HTTPVerb.POST : HTTPVerb.PUT;
            assertThat(entry.getRequest().getMethod()).isEqualTo(method);
        });
    }

    private static int lastPhq9(String client) {
        return BUNDLES.stream()
                .flatMap(bundle -> parsed(bundle).getEntry().stream())
                .map(BundleEntryComponent::getResource)
                .filter(QuestionnaireResponse.class::isInstance)
                .map(QuestionnaireResponse.class::cast)
                .filter(each -> each.getQuestionnaire().endsWith("/phq-9"))
                .filter(each -> each.getSubject().getReference().equals("Patient/" + client))
                .reduce((first, second) -> second)
                .map(SampleProgrammeTest::sum)
                .orElseThrow();
    }

    private static Stream<String> observed(SampleBundle bundle) {
        return parsed(bundle).getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(Observation.class::isInstance)
                .map(each -> ((Observation) each).getCode().getCodingFirstRep().getCode());
    }

    private static int sum(QuestionnaireResponse response) {
        var answers = List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9");
        return response.getItem().stream()
                .mapToInt(item -> answers.indexOf(
                        item.getAnswerFirstRep().getValueCoding().getCode()))
                .sum();
    }

    /** References within the transaction name their target by urn:uuid; rewritten to its type, as the server does. */
    private static List<Resource> withReferencesResolved(SampleBundle bundle) {
        var json = new String(bundle.json(), UTF_8);
        for (var entry : parsed(bundle).getEntry()) {
            if (entry.getFullUrl().startsWith("urn:")) {
                var target = entry.getResource().fhirType() + "/"
                        + entry.getFullUrl().substring(9);
                json = json.replace("\"reference\":\"" + entry.getFullUrl(), "\"reference\":\"" + target);
            }
        }
        return strict().parseResource(Bundle.class, json).getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .toList();
    }

    private static Bundle parsed(SampleBundle bundle) {
        return strict().parseResource(Bundle.class, new String(bundle.json(), UTF_8));
    }

    private static IParser strict() {
        return R4.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    }
}
