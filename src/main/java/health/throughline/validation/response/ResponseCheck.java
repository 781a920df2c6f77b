package health.throughline.validation.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.throughline.fhir.Issue;
import health.throughline.fhir.questionnaire.AnsweredForm;
import health.throughline.fhir.questionnaire.Form;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.validation.ContentCheck;
import health.throughline.validation.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the answers of a QuestionnaireResponse against its Questionnaire, when that is known here. Drafts may be incomplete
 * but not wrong; what was entered in error can be taken back whatever it says.
 */
public final class ResponseCheck implements ContentCheck {

    private static final int KEPT = 300;

    private final Definitions definitions;
    private final OptionCheck options;
    private final Policy policy;

    /** By identity: as long as the same tree is handed out, nothing of it has changed. */
    private final Cache<ObjectNode, Form> forms =
            Caffeine.newBuilder().weakKeys().maximumSize(KEPT).build();

    public ResponseCheck(Definitions definitions, OptionCheck options, Policy policy) {
        this.definitions = definitions;
        this.options = options;
        this.policy = policy;
    }

    @Override
    public Set<String> types() {
        return Set.of("QuestionnaireResponse");
    }

    /** The form that {@code response} names, if it is known here; of one asked step by step, what it was asked. */
    public Optional<Form> form(ObjectNode response) {
        if (AnsweredForm.isContained(response)) {
            return AnsweredForm.contained(response).map(Form::of);
        }
        String name = response.path("questionnaire").asText("");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return definitions.find("Questionnaire", Canonical.of(name)).map(found -> forms.get(found, Form::of));
    }

    @Override
    public List<Issue> check(ObjectNode response) {
        if (response.path("status").asText("").equals("entered-in-error")) {
            return List.of();
        }
        if (policy == Policy.OFF) {
            return List.of();
        }
        Optional<Form> form = form(response);
        if (form.isEmpty()) {
            return List.of(new Issue(
                    Issue.Severity.WARNING,
                    "not-found",
                    "The questionnaire is not known here, so the answers were not checked; store the Questionnaire.",
                    "QuestionnaireResponse.questionnaire"));
        }
        List<Issue> issues = check(response, form.get());
        return policy == Policy.ENFORCE
                ? issues
                : issues.stream()
                        .map(issue -> new Issue(
                                Issue.Severity.WARNING, issue.code(), issue.diagnostics(), issue.expression()))
                        .toList();
    }

    /** What is wrong with the answers, as errors. */
    public List<Issue> check(ObjectNode response, Form form) {
        return new ResponseWalk(form, response, options).issues();
    }
}
