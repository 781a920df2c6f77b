package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own forms are easy to read, blame nobody, and name a way to help wherever someone may be in danger. */
class ReadingLevelTest {

    /** The highest grade of a form, and of one sentence in it. */
    private static final double FORM = 8;

    private static final double SENTENCE = 11;

    /** Labels of one to four words say nothing about how hard a form is. */
    private static final int WORDS = 5;

    private static final Pattern BLAME = Pattern.compile(
            "\\b(fail(s|ed|ing|ures?)?|your fault|at fault|to blame|blamed|(non-?)?complian(t|ce)|dirty"
                    + "|(get|be|stay|stayed|staying|test(ed)?|came up) clean|addicts?|abusers?|alcoholics?|junkies?"
                    + "|drunks?|drug[- ]seeking|manipulat\\w+|in denial|relapsers?|commit(ted)? suicide|punish\\w*"
                    + "|weak-willed|bad choices?|fell off|excuses?|must not)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DANGER = Pattern.compile(
            "\\b(crisis|suicide|ending your life|help right now|are you safe|may hurt)\\b", Pattern.CASE_INSENSITIVE);

    private static final List<InstrumentFolder> OWN = InstrumentFolder.all().stream()
            .filter(folder -> InstrumentFolder.extension(folder.form(), InstrumentFolder.LICENSING)
                    .path("valueCode")
                    .asText()
                    .equals("own"))
            .toList();

    private static Stream<DynamicTest> each(Consumer<InstrumentFolder> check) {
        return OWN.stream().map(folder -> DynamicTest.dynamicTest(folder.id(), () -> check.accept(folder)));
    }

    private static List<String> texts(InstrumentFolder folder) {
        return folder.items().stream().map(item -> item.path("text").asText()).toList();
    }

    private static List<String> sentences(InstrumentFolder folder) {
        return texts(folder).stream()
                .filter(text -> text.strip().split("\\s+").length >= WORDS)
                .toList();
    }

    /** What somebody who fills in the form sees, with the answers it offers. */
    private static List<String> shown(InstrumentFolder folder) {
        List<String> shown = new ArrayList<>(texts(folder));
        shown.add(folder.form().path("title").asText());
        shown.add(folder.form().path("description").asText());
        for (JsonNode item : folder.items()) {
            item.path("answerOption")
                    .forEach(option ->
                            shown.add(option.path("valueCoding").path("display").asText()));
        }
        return shown;
    }

    @Test
    void all_fifteen_are_here() {
        assertThat(OWN)
                .extracting(InstrumentFolder::id)
                .contains(
                        "iop-intake",
                        "daily-checkin",
                        "relapse-prevention-plan",
                        "crisis-plan",
                        "relapse-review",
                        "session-feedback",
                        "family-involvement-consent",
                        "family-observation",
                        "thought-record",
                        "skills-practice",
                        "side-effect-check",
                        "discharge-outcomes",
                        "alumni-checkin",
                        "tech-readiness",
                        "social-needs");
    }

    @TestFactory
    Stream<DynamicTest> each_can_be_read_after_eight_years_of_school() {
        return each(folder -> {
            assertThat(ReadingLevel.of(sentences(folder)))
                    .as("Flesch-Kincaid grade of %s: shorter sentences, shorter words", folder.id())
                    .isLessThanOrEqualTo(FORM);
            assertThat(sentences(folder))
                    .allSatisfy(text -> assertThat(ReadingLevel.of(List.of(text)))
                            .as("grade of \"%s\"", text)
                            .isLessThanOrEqualTo(SENTENCE));
        });
    }

    @TestFactory
    Stream<DynamicTest> each_page_states_the_grade_that_is_measured() {
        return each(folder -> assertThat(page(folder))
                .contains(String.format(Locale.ROOT, "Flesch-Kincaid grade %.1f", ReadingLevel.of(sentences(folder)))));
    }

    private static String page(InstrumentFolder folder) {
        try {
            return Files.readString(Path.of("src", "docs", "instruments", folder.id() + ".md"));
        } catch (IOException e) {
            throw new AssertionError("write src/docs/instruments/" + folder.id() + ".md", e);
        }
    }

    @TestFactory
    Stream<DynamicTest> none_blames() {
        return each(folder -> assertThat(shown(folder))
                .as("words of %s: a setback is a signal for support", folder.id())
                .noneMatch(text -> BLAME.matcher(text).find()));
    }

    @TestFactory
    Stream<DynamicTest> each_that_speaks_of_danger_names_988() {
        return each(folder -> {
            String all = String.join("\n", texts(folder));
            if (DANGER.matcher(all).find()) {
                assertThat(all)
                        .as("%s: say that 988 can be called or texted", folder.id())
                        .containsPattern("(call|text)[^.]*988|988[^.]*(phone|text)");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You failed to attend.",
                "Relapse is your fault",
                "The patient was non-compliant",
                "Did you stay clean?",
                "a dirty test",
                "an addict"
            })
    void words_that_blame_are_found(String text) {
        assertThat(BLAME.matcher(text).find()).isTrue();
    }

    @Test
    void a_text_for_specialists_is_told_from_one_for_everybody() {
        assertThat(ReadingLevel.of(List.of("How did you sleep last night?"))).isLessThan(3);
        assertThat(
                        ReadingLevel.of(
                                List.of(
                                        "Participants experiencing symptomatic deterioration require immediate pharmacological evaluation.")))
                .isGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat:1", "table:2", "stopped:1", "wanted:2", "medicine:3", "short-tempered:3"})
    void syllables_are_counted_as_they_are_spoken(String example) {
        String[] parts = example.split(":");
        assertThat(ReadingLevel.syllables(parts[0])).isEqualTo(Integer.parseInt(parts[1]));
    }
}
