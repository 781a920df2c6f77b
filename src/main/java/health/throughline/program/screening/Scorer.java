package health.throughline.program.screening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.expression.Expression;
import health.throughline.fhir.expression.Scope;
import health.throughline.fhir.expression.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Works out the scores of one response. A client's own totals are never used, only compared. */
final class Scorer {

    private final Instrument instrument;
    private final Answers answers;
    private final String gender;
    private final Resource response;
    private final Scope scope;
    private final List<Issue> issues = new ArrayList<>();

    /** @param gender of whom the response is about; empty when not known */
    Scorer(Instrument instrument, ObjectNode response, String gender) {
        this.instrument = instrument;
        this.answers = Answers.of(response);
        this.gender = gender;
        this.response = Values.resource(response);
        Scope bare = Scope.of(this.response, instrument.weights()).with("questionnaire", instrument::model);
        this.scope = bare.with(instrument.variables(), this.response);
        issues.addAll(instrument.problems());
    }

    List<Score> scores() {
        return instrument.items().stream()
                .filter(InstrumentItem::calculated)
                .map(this::score)
                .toList();
    }

    Answers answers() {
        return answers;
    }

    Instrument instrument() {
        return instrument;
    }

    /** What the caller is told. */
    List<Issue> issues() {
        return issues;
    }

    private Score score(InstrumentItem item) {
        Score score = item.calculating()
                .map(calculation -> calculate(item, calculation))
                .orElseGet(() -> unscored(item));
        for (Answers.Answer sent : answers.of(item.linkId())) {
            compare(score, sent);
        }
        return score;
    }

    private Score calculate(InstrumentItem item, Calculation calculation) {
        try {
            Scope own = scope.with(item.variables(), response);
            ScoreValue value = calculation
                    .value()
                    .single(own, response)
                    .map(ScoreValue::of)
                    .orElse(null);
            Score.Method method = method(calculation.method(), own, value != null);
            if (value == null || method == Score.Method.NOT_SCORABLE) {
                return unscored(item);
            }
            return new Score(item, method, value, band(item, value).orElse(null));
        } catch (Refusal e) {
            issues.addAll(InstrumentCompiler.warnings(e));
            return unscored(item);
        }
    }

    private Score.Method method(@Nullable Expression expression, Scope own, boolean scored) {
        if (expression == null) {
            return scored ? Score.Method.COMPLETE : Score.Method.NOT_SCORABLE;
        }
        return expression.string(own, response).map(Score.Method::of).orElse(Score.Method.NOT_SCORABLE);
    }

    private static Score unscored(InstrumentItem item) {
        return new Score(item, Score.Method.NOT_SCORABLE, null, null);
    }

    /** The band of a value: by its number, or by the weight of the answer that it is. */
    Optional<ScoreBand> band(InstrumentItem item, ScoreValue value) {
        return weight(item, value).flatMap(number -> item.bands().find(number, gender));
    }

    /** The number that a value counts as. */
    Optional<BigDecimal> weight(InstrumentItem item, ScoreValue value) {
        return value.number().or(() -> instrument.weights().of(item.linkId(), value.json()));
    }

    private void compare(Score score, Answers.Answer sent) {
        Optional<ScoreValue> told = ScoreValue.answered(sent.json());
        boolean same = told.isPresent()
                && score.known().map(value -> value.same(told.get())).orElse(false);
        if (!same) {
            issues.add(new Issue(
                    Issue.Severity.WARNING,
                    "business-rule",
                    "The answer sent for the score '" + score.item().linkId()
                            + "' is not what the other answers come to; the Observation holds what they come to.",
                    sent.place()));
        }
    }

    Base response() {
        return response;
    }
}
