package health.throughline.fhir.expression;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Kind;
import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;

/** Makes a parsed expression count its work, and refuses the functions whose work cannot be counted. */
final class Guard {

    static final String BOUNDED = "bounded";

    private static final int MOST_DIGITS = 10;

    private static final Set<Function> LOOPS = EnumSet.of(
            Function.Where, Function.Select, Function.All, Function.Exists, Function.Repeat, Function.Aggregate);

    private static final Set<Function> GROWING = EnumSet.of(
            Function.Combine,
            Function.Union,
            Function.Children,
            Function.Descendants,
            Function.Select,
            Function.Repeat,
            Function.Replace,
            Function.Join,
            Function.Split,
            Function.ToChars,
            Function.Escape,
            Function.Unescape,
            Function.ToDecimal,
            Function.ToQuantity);

    private static final Set<Function> REFUSED = EnumSet.of(
            Function.MemberOf,
            Function.DefineVariable,
            Function.Check,
            Function.ConformsTo,
            Function.Sort,
            Function.Encode,
            Function.Decode,
            Function.LowBoundary,
            Function.HighBoundary,
            Function.Precision,
            Function.HtmlChecks1,
            Function.HtmlChecks2,
            Function.Comparable,
            Function.hasTemplateIdOf);

    /** The engine's own have no bound. */
    private static final Map<Function, String> REPLACED = Map.of(
            Function.Matches, "matches",
            Function.MatchesFull, "matchesFull",
            Function.ReplaceMatches, "replaceMatches");

    private Guard() {}

    /** @throws IllegalArgumentException saying what is not supported */
    static void guard(ExpressionNode node) {
        for (ExpressionNode at = node; at != null; at = at.getInner()) {
            if (at.getKind() == Kind.Function) {
                guardFunction(at);
            }
            if (at.getGroup() != null) {
                guard(at.getGroup());
            }
        }
        if (node.getOpNext() != null) {
            guard(node.getOpNext());
        }
    }

    private static void guardFunction(ExpressionNode node) {
        if (repeatsItems(node)) {
            node.setFunction(Function.Custom);
            node.setName(RepeatedItems.NAME);
            node.getParameters().clear();
            node.setInner(count(node.getInner()));
            return;
        }
        Function function = node.getFunction();
        if (REFUSED.contains(function)) {
            throw new IllegalArgumentException("the function " + node.getName() + "() is not supported here");
        }
        List<ExpressionNode> parameters = node.getParameters();
        parameters.forEach(Guard::guard);
        if (function == Function.Round && !parameters.isEmpty()) {
            checkDigits(parameters.get(0));
        }
        if (LOOPS.contains(function) && !parameters.isEmpty()) {
            parameters.set(0, bounded(parameters.get(0)));
        }
        if (GROWING.contains(function)) {
            node.setInner(count(node.getInner()));
        }
        String replaced = REPLACED.get(function);
        if (replaced != null) {
            node.setFunction(Function.Custom);
            node.setName(replaced);
        }
    }

    /** The walk that every scored questionnaire begins with; the engine's own compares each item with each. */
    private static boolean repeatsItems(ExpressionNode node) {
        if (node.getFunction() != Function.Repeat || node.getParameters().size() != 1) {
            return false;
        }
        ExpressionNode step = node.getParameters().get(0);
        return step.getKind() == Kind.Name
                && step.getName().equals("item")
                && step.getInner() == null
                && step.getOpNext() == null;
    }

    private static void checkDigits(ExpressionNode digits) {
        boolean few = digits.getConstant() instanceof IntegerType number
                && number.getValue() >= 0
                && number.getValue() <= MOST_DIGITS;
        if (!few) {
            throw new IllegalArgumentException("round() takes a number from 0 to " + MOST_DIGITS + " as it stands");
        }
    }

    private static ExpressionNode bounded(ExpressionNode body) {
        ExpressionNode group = new ExpressionNode(0);
        group.setKind(Kind.Group);
        group.setGroup(body);
        group.setInner(count(null));
        return group;
    }

    private static ExpressionNode count(@Nullable ExpressionNode then) {
        ExpressionNode count = new ExpressionNode(0);
        count.setKind(Kind.Function);
        count.setFunction(Function.Custom);
        count.setName(BOUNDED);
        if (then != null) {
            count.setInner(then);
        }
        return count;
    }
}
