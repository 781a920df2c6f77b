package health.throughline.fhir;

import java.util.Optional;
import java.util.stream.Stream;

/** Examples of the specification that are wrong themselves, by the issue that says so: they are no fault of ours. */
public enum WrongExample {
    GENERATED_QUESTIONNAIRE_WITHOUT_LINK_ID("-questionnaire.json", "required Questionnaire.item.*linkId"),
    EXTENSION_PARAMETER_WITHOUT_BASE("-extensions-(CodeSystem|ValueSet)-\\w+.json", "required SearchParameter.base"),
    ID_OF_70_CHARACTERS("QuestionnaireResponse-item-subject.json", "value SearchParameter.id"),
    NARRATIVE_OF_BLANKS_BREAKS_TXT_2(
            "(activitydefinition|eventdefinition|questionnaire)-.*.json", "value \\w+.text.div");

    private final String files;
    private final String issue;

    WrongExample(String files, String issue) {
        this.files = files;
        this.issue = issue;
    }

    /** @param issue code and expression of what was found, with a blank between them */
    public static Optional<WrongExample> known(String path, String issue) {
        return Stream.of(values())
                .filter(wrong -> path.matches(".*" + wrong.files) && issue.matches(wrong.issue))
                .findFirst();
    }
}
