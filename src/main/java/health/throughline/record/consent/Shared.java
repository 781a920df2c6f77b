package health.throughline.record.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.privacy.Label;
import health.throughline.record.consent.Selection.Condition;
import health.throughline.record.consent.Selection.Dimension;
import health.throughline.record.consent.Selections.Denial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What all consents of one patient together share with one recipient: what any permits, without what any denies.
 *
 * @param selections of the patient's data
 * @param consents ids of the consents that permit it
 */
public record Shared(List<Selection> selections, List<String> consents) {

    private static final Condition NO_COUNSELING_NOTES =
            new Condition(Dimension.LABEL, Set.of(Label.COUNSELING_NOTE.text()), true);
    private static final Condition COUNSELING_NOTES =
            new Condition(Dimension.LABEL, Set.of(Label.COUNSELING_NOTE.text()), false);

    /** Counseling notes are shared by a consent of their own only, and it shares nothing else (42 CFR 2.31(b)). */
    public static Shared by(List<ObjectNode> consents, Recipient recipient, Instant now) {
        List<Selection> permitted = new ArrayList<>();
        List<Denial> denied = new ArrayList<>();
        List<String> permitting = new ArrayList<>();
        for (ObjectNode consent : consents) {
            ConsentRule rule = ConsentRule.of(consent, recipient, now);
            Condition notes = rule.aboutCounselingNotes() ? COUNSELING_NOTES : NO_COUNSELING_NOTES;
            rule.permitted().forEach(selection -> permitted.add(selection.and(notes)));
            denied.addAll(rule.denied());
            if (!rule.permitted().isEmpty()) {
                permitting.add(rule.id());
            }
        }
        return new Shared(Selections.without(permitted, denied), permitting);
    }

    /** Whether nothing is shared. */
    public boolean nothing() {
        return selections.isEmpty();
    }
}
