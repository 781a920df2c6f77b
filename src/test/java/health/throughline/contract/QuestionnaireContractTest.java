package health.throughline.contract;

import static health.throughline.contract.InstrumentFolder.extension;
import static health.throughline.contract.InstrumentFolder.options;
import static health.throughline.contract.InstrumentFolder.token;
import static health.throughline.contract.InstrumentFolder.weights;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.structure.StructureCheck;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The form and the bands of every folder in {@code fhir-profiles/questionnaires}. */
class QuestionnaireContractTest {

    private static final String BASE = "https://throughline.example/fhir/";
    private static final Set<String> SYSTEMS = Set.of(
            "http://loinc.org",
            BASE + "CodeSystem/instrument-item",
            BASE + "CodeSystem/checkin-item",
            BASE + "CodeSystem/engagement",
            BASE + "CodeSystem/finding",
            BASE + "CodeSystem/outcome");
    private static final List<InstrumentFolder> FOLDERS = InstrumentFolder.all();

    private static Stream<DynamicTest> each(Consumer<InstrumentFolder> check) {
        return FOLDERS.stream().map(folder -> DynamicTest.dynamicTest(folder.id(), () -> check.accept(folder)));
    }

    @Test
    void there_are_questionnaires() {
        assertThat(FOLDERS)
                .as("folders in fhir-profiles/questionnaires")
                .extracting(InstrumentFolder::id)
                .contains("phq-9", "gad-7", "audit-c", "bam");
    }

    @TestFactory
    Stream<DynamicTest> each_is_a_complete_resource_named_as_its_folder_that_a_clinician_understands() {
        return each(folder -> {
            JsonNode form = folder.form();
            assertThat(form.path("resourceType").asText())
                    .as("%s/questionnaire.json: add the Questionnaire there", folder.folder())
                    .isEqualTo("Questionnaire");
            StructureCheck.check(folder.form());
            assertThat(form.path("id").asText())
                    .as("the id is the name of the folder")
                    .isEqualTo(folder.id());
            assertThat(form.path("url").asText()).isEqualTo(BASE + "Questionnaire/" + folder.id());
            assertThat(form.at("/meta/profile/0").asText()).isEqualTo(BASE + "StructureDefinition/iop-questionnaire");
            for (String element : List.of("version", "name", "title", "status", "publisher", "date", "copyright")) {
                assertThat(form.path(element).asText())
                        .as("%s of %s: add it", element, folder.id())
                        .isNotEmpty();
            }
            assertThat(form.path("subjectType"))
                    .as("subjectType: say whom the form is about")
                    .isNotEmpty();
            assertThat(form.path("description").asText())
                    .as("description: say in plain words what the form asks")
                    .hasSizeGreaterThan(25);
            assertThat(extension(form, InstrumentFolder.LICENSING)
                            .path("valueCode")
                            .asText())
                    .as("extension instrument-licensing-status of %s: add it", folder.id())
                    .isIn("public-domain", "free-with-notice", "gated", "score-only", "own");
        });
    }

    @TestFactory
    Stream<DynamicTest> what_decides_whether_a_question_is_asked_is_a_question_with_that_answer() {
        return each(folder -> {
            Map<String, JsonNode> byLinkId = new TreeMap<>();
            for (JsonNode item : folder.items()) {
                assertThat(byLinkId.put(item.path("linkId").asText(), item))
                        .as("linkId '%s' is used twice", item.path("linkId").asText())
                        .isNull();
            }
            for (JsonNode item : folder.items()) {
                for (JsonNode when : item.path("enableWhen")) {
                    JsonNode asked = InstrumentFolder.named(
                            byLinkId, when.path("question").asText());
                    assertThat(asked.isMissingNode())
                            .as(
                                    "enableWhen of '%s' names no question",
                                    item.path("linkId").asText())
                            .isFalse();
                    if (when.has("answerCoding") && asked.has("answerOption")) {
                        assertThat(options(asked))
                                .as("enableWhen of '%s'", item.path("linkId").asText())
                                .contains(token(when.path("answerCoding")));
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> every_option_of_a_scored_question_has_its_weight_in_both_extensions() {
        return each(folder -> {
            for (JsonNode item : folder.items()) {
                boolean scored = false;
                for (JsonNode option : item.path("answerOption")) {
                    scored |= !weights(option, InstrumentFolder.ITEM_WEIGHT).isEmpty()
                            || !weights(option, InstrumentFolder.ORDINAL_VALUE).isEmpty();
                }
                for (JsonNode option : item.path("answerOption")) {
                    List<BigDecimal> weight = weights(option, InstrumentFolder.ITEM_WEIGHT);
                    assertThat(weight)
                            .as(
                                    "item '%s', option %s: add itemWeight and ordinalValue, both with the same number",
                                    item.path("linkId").asText(), option.path("valueCoding"))
                            .hasSize(scored ? 1 : 0)
                            .isEqualTo(weights(option, InstrumentFolder.ORDINAL_VALUE));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> what_becomes_an_observation_has_a_loinc_code_or_one_of_ours_that_says_why() {
        return each(folder -> {
            for (JsonNode item : folder.items()) {
                boolean weighted = !weights(item.at("/answerOption/0"), InstrumentFolder.ITEM_WEIGHT)
                        .isEmpty();
                if (!weighted && !extracted(item)) {
                    continue;
                }
                JsonNode code = item.at("/code/0");
                String system = code.path("system").asText();
                String place = "item '" + item.path("linkId").asText() + "' of " + folder.id();
                assertThat(code.path("code").asText())
                        .as("%s: add a code, equal to its linkId", place)
                        .isEqualTo(item.path("linkId").asText());
                assertThat(system)
                        .as("%s: the code is of LOINC or of one of our systems", place)
                        .isIn(SYSTEMS);
                assertThat(extension(code, InstrumentFolder.VERIFICATION).isMissingNode())
                        .as("%s: coding-verification-status on instrument-item codes, and only there", place)
                        .isEqualTo(!system.endsWith("instrument-item"));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> each_score_is_computed_explained_and_banded() {
        return each(folder -> {
            for (JsonNode score : folder.scores()) {
                String place = "score '" + score.path("linkId").asText() + "' of " + folder.id();
                assertThat(extension(score, InstrumentFolder.CALCULATED)
                                .at("/valueExpression/expression")
                                .asText())
                        .as("%s: add calculatedExpression", place)
                        .isNotEmpty();
                assertThat(extension(score, InstrumentFolder.METHOD)
                                .at("/valueExpression/expression")
                                .asText())
                        .as("%s: add score-method, an expression that yields complete, prorated or not-scorable", place)
                        .contains("'complete'", "'not-scorable'");
                assertThat(extension(score, InstrumentFolder.RULE)
                                .path("valueString")
                                .asText())
                        .as("%s: say the rule for missing answers in plain words in score-expression-rule", place)
                        .hasSizeGreaterThan(20);
                assertThat(score.path("readOnly").asBoolean())
                        .as("%s: readOnly, for nobody types a score in", place)
                        .isTrue();
                assertThat(extracted(score))
                        .as("%s: observationExtract true", place)
                        .isTrue();
                if (score.path("type").asText().equals("decimal")) {
                    assertThat(extension(score, InstrumentFolder.UNIT)
                                    .at("/valueCoding/code")
                                    .asText())
                            .as("%s: questionnaire-unit", place)
                            .isEqualTo("{score}");
                }
                assertThat(folder.bandsOf(score))
                        .as("%s: add score-bands and a bands*.json with that id", place)
                        .isNotNull();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> bands_cover_what_can_occur_without_gap_or_overlap() {
        return each(folder -> {
            Set<String> used = new HashSet<>();
            for (JsonNode item : folder.items()) {
                JsonNode bands = folder.bandsOf(item);
                if (bands == null) {
                    continue;
                }
                used.add(bands.path("id").asText());
                String place = "bands '" + bands.path("id").asText() + "'";
                assertThat(new ScoreBands(bands).problems()).as(place).isEmpty();
                assertThat(token(bands.at("/code/coding/0")))
                        .as("%s: the code is that of its item", place)
                        .isEqualTo(token(item.at("/code/0")));
                List<BigDecimal> possible = optionWeights(item);
                if (!possible.isEmpty()) {
                    assertThat(new ScoreBands(bands)
                                    .covers(
                                            possible.get(0).intValue(),
                                            possible.get(possible.size() - 1).intValue()))
                            .as("%s: from the lowest weight to the highest", place)
                            .isTrue();
                }
            }
            assertThat(folder.bands().keySet())
                    .as("bands that an item names in its score-bands")
                    .isEqualTo(new TreeSet<>(used));
            folder.bands().values().forEach(StructureCheck::check);
        });
    }

    @TestFactory
    Stream<DynamicTest> each_has_a_page_that_explains_its_scores() {
        return each(folder -> {
            Path page = Path.of("src/docs/instruments", folder.id() + ".md");
            assertThat(page)
                    .as("write a page about %s: what for, questions, scores, bands, licence, source", folder.id())
                    .isRegularFile();
            for (JsonNode score : folder.scores()) {
                assertThat(page).content().contains("`" + score.path("linkId").asText() + "`");
            }
            assertThat(Path.of("src/docs/instruments/README.md"))
                    .as("list %s in the table", folder.id())
                    .content()
                    .contains("(" + folder.id() + ".md)");
        });
    }

    /** Codes that published examples carry in the wrong place. */
    @TestFactory
    Stream<DynamicTest> errors_of_published_examples_are_not_repeated() {
        return each(folder -> assertThat(folder.form().toString())
                .doesNotContain("68517-2", "76504-0", "70273-8", "70221-7")
                .doesNotContainIgnoringCase("not at all sure"));
    }

    private static boolean extracted(JsonNode item) {
        return extension(item, InstrumentFolder.EXTRACTED).path("valueBoolean").asBoolean();
    }

    private static List<BigDecimal> optionWeights(JsonNode item) {
        TreeSet<BigDecimal> found = new TreeSet<>();
        item.path("answerOption").forEach(option -> found.addAll(weights(option, InstrumentFolder.ITEM_WEIGHT)));
        return List.copyOf(found);
    }
}
