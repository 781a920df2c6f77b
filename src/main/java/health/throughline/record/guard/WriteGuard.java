package health.throughline.record.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Role;
import health.throughline.record.consent.Completeness;
import health.throughline.record.consent.ConsentRule;
import health.throughline.store.ResourceChange;
import health.throughline.store.ResourceVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a caller may not write although the rows lie in their reach. */
public final class WriteGuard {

    /** Types from which access follows. */
    private static final Set<String> OPENING = Set.of("CareTeam", "Consent", "EpisodeOfCare", "RelatedPerson");

    private static final String REVIEW = "emergency-access-review";

    private final Access access;
    private final List<ChangeRule> rules;

    public WriteGuard(Access access, List<ChangeRule> rules) {
        this.access = access;
        this.rules = rules;
    }

    /** @throws Refusal FORBIDDEN, UNPROCESSABLE for a resource that would change its patient, or as a rule says */
    public void check(ResourceChange change) {
        applyRules(change);
        if (!access.audited()) {
            return;
        }
        if (change.version().key().type().equals("Consent") && !change.version().deleted()) {
            complete(change.version().tree());
        }
        ResourceVersion previous = change.previous();
        if (previous == null || previous.deleted()) {
            return;
        }
        long[] before = previous.patients();
        long[] after = change.patients();
        boolean moved = before.length > 0
                && after.length > 0
                && Arrays.stream(before).noneMatch(one -> Arrays.stream(after).anyMatch(other -> one == other));
        if (moved) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    "A resource stays with its patient; mark it as entered in error, and create another.");
        }
        ResourceKey user = access.rights().caller().user().resource();
        if (user != null && Set.of("Consent", "Task").contains(previous.key().type())) {
            ObjectNode was = previous.tree();
            if (deniesTo(user, was) || reviews(user, was)) {
                throw new Refusal(Refusal.Reason.FORBIDDEN, "This is about yourself; somebody else decides it.");
            }
        }
    }

    private void applyRules(ResourceChange change) {
        ResourceVersion previous = change.previous();
        if (previous == null || previous.deleted() || change.version().deleted()) {
            return;
        }
        ResourceKey key = previous.key();
        for (ChangeRule rule : rules) {
            if (rule.types().contains(key.type())) {
                rule.check(key, previous.tree(), change.version().tree());
            }
        }
    }

    /** Nothing leaves by a consent that lacks something (42 CFR 2.31(c)). */
    private static void complete(ObjectNode consent) {
        boolean denies = consent.path("provision").path("type").asText("permit").equals("deny");
        boolean opens = consent.path("status").asText().equals("active")
                && consent.has("provision")
                && !denies
                && ConsentRule.aboutPrivacy(consent, false);
        List<Issue> lacking = opens ? Completeness.lacking(consent) : List.of();
        if (!lacking.isEmpty()) {
            throw new Refusal(Refusal.Reason.UNPROCESSABLE, lacking);
        }
    }

    /** Whether a client keeps something from {@code user} by it. */
    private static boolean deniesTo(ResourceKey user, JsonNode consent) {
        JsonNode provision = consent.path("provision");
        return consent.path("resourceType").asText().equals("Consent")
                && consent.path("status").asText().equals("active")
                && user.type().equals("Practitioner")
                && provision.path("type").asText().equals("deny")
                && names(provision, user);
    }

    private static boolean names(JsonNode provision, ResourceKey user) {
        for (JsonNode actor : provision.path("actor")) {
            if (actor.path("reference").path("reference").asText().equals(user.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean reviews(ResourceKey user, JsonNode task) {
        boolean review = false;
        for (JsonNode coding : task.path("code").path("coding")) {
            review |= coding.path("code").asText().equals(REVIEW);
        }
        return review && task.path("requester").path("reference").asText().equals(user.toString());
    }

    /**
     * The same for what follows from what the caller wrote.
     *
     * @throws Refusal FORBIDDEN when it would open the record, and the caller is not one to decide that
     */
    public void checkDerived(ResourceChange change) {
        if (!access.audited() || !OPENING.contains(change.version().key().type())) {
            return;
        }
        Caller caller = access.rights().caller();
        boolean outside =
                caller.roles().contains(Role.SYSTEM) && caller.client().resource() != null;
        boolean only = caller.roles().equals(Set.of(Role.PEER))
                && change.version().key().type().equals("Consent");
        if (outside || only || caller.roles().equals(Set.of(Role.RELATIVE))) {
            throw new Refusal(
                    Refusal.Reason.FORBIDDEN, "This form decides who sees the record; it is not yours to fill in.");
        }
    }
}
