package health.throughline.record.policy;

import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.privacy.Label;
import health.throughline.fhir.privacy.OpenTypes;
import health.throughline.fhir.privacy.RowLabels;
import health.throughline.record.access.Permission;
import health.throughline.record.consent.Selection;
import health.throughline.record.consent.Selection.Condition;
import health.throughline.record.consent.Selection.Dimension;
import health.throughline.search.plan.Restriction.Grant;
import health.throughline.search.type.Vocabulary;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Puts rules, consents and scopes into terms of rows. */
final class GrantBuilder {

    private static final Set<String> NOT_FOR_OTHERS =
            Set.of("AuditEvent", "CareTeam", "Consent", "EpisodeOfCare", "Person", "Provenance", "RelatedPerson");

    private final Vocabulary vocabulary;

    GrantBuilder(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    long patient(ResourceKey key) {
        return vocabulary.keys().of(key);
    }

    int[] labels(Collection<Label> labels) {
        return terms(labels.stream().map(Label::text).toList());
    }

    int[] parts(Collection<String> parts) {
        return terms(parts.stream().map(RowLabels::share).toList());
    }

    int[] terms(Collection<String> texts) {
        return texts.stream().mapToInt(text -> vocabulary.terms().intern(text)).toArray();
    }

    /** {@code grant}, as far as {@code selection} goes. */
    Grant selected(Grant grant, Selection selection) {
        Grant selected = grant;
        for (Condition condition : selection.conditions()) {
            if (condition.dimension() == Dimension.TYPE) {
                selected = selected.within(
                        condition.without() ? otherTypes(condition.values()) : known(condition.values()));
            } else {
                int[] labels = terms(condition.values());
                selected = condition.without() ? selected.withholding(labels) : selected.among(labels);
            }
        }
        return selected;
    }

    private static Set<String> known(Set<String> types) {
        Set<String> known = new TreeSet<>(types);
        known.removeIf(type -> !Fhir.isResourceType(type));
        return known;
    }

    private static Set<String> otherTypes(Set<String> types) {
        Set<String> others = new TreeSet<>(Fhir.resourceTypes());
        others.removeAll(types);
        return others;
    }

    /** The types of care data: neither the programme's own nor those from which access follows. */
    static Set<String> cared() {
        Set<String> types = new TreeSet<>(Fhir.resourceTypes());
        types.removeAll(OpenTypes.ALL);
        types.removeAll(NOT_FOR_OTHERS);
        return types;
    }

    /** {@code grant}, as far as {@code permission} goes, whoever the patient. */
    Grant permitted(Grant grant, Permission permission) {
        Grant permitted =
                permission.type().equals(Permission.ANY_TYPE) ? grant : grant.within(known(Set.of(permission.type())));
        return permission.categories().isEmpty()
                ? permitted
                : permitted.among(terms(permission.categories().stream()
                        .map(RowLabels::category)
                        .toList()));
    }
}
