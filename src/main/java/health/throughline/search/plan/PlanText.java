package health.throughline.search.plan;

import health.throughline.search.query.Criterion;

/** Names criteria for people who read a plan; without the values asked for, which may be a patient's. */
final class PlanText {

    private PlanText() {}

    static String name(Criterion criterion) {
        if (criterion instanceof Criterion.Values values) {
            String modifier = values.modifier().isEmpty() ? "" : ":" + values.modifier();
            return values.parameter().code() + modifier;
        }
        if (criterion instanceof Criterion.Chain chain) {
            return chain.reference().code() + ":" + chain.target() + "." + name(chain.inner());
        }
        if (criterion instanceof Criterion.Has has) {
            return "_has:" + has.source() + ":" + has.reference().code() + ":" + name(has.inner());
        }
        if (criterion instanceof Criterion.Not not) {
            return "not " + name(not.inner());
        }
        if (criterion instanceof Criterion.AnyOf anyOf) {
            return "("
                    + String.join(
                            " or ",
                            anyOf.alternatives().stream().map(PlanText::name).toList()) + ")";
        }
        if (criterion instanceof Criterion.AllOf allOf) {
            return "("
                    + String.join(
                            " and ", allOf.all().stream().map(PlanText::name).toList()) + ")";
        }
        if (criterion instanceof Criterion.Found found) {
            return "index " + found.match().table();
        }
        if (criterion instanceof Criterion.OfBody ofBody) {
            return ofBody.code();
        }
        if (criterion instanceof Criterion.Hierarchy hierarchy) {
            return hierarchy.reference().code() + (hierarchy.below() ? ":below" : ":above");
        }
        return criterion instanceof Criterion.Ids ? "_id" : "_lastUpdated";
    }
}
