package health.throughline.api;

import health.throughline.fhir.Issue;
import health.throughline.fhir.privacy.Label;
import health.throughline.record.access.Access;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What goes with data that leave the programme by a client's consent: the notice, and by which consents they leave.
 *
 * @see <a href="https://www.ecfr.gov/current/title-42/section-2.32">42 CFR 2.32</a>
 */
public final class Release {

    /** The short form of the notice, as 42 CFR 2.32(a)(2) words it. */
    public static final String NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

    /** The header that carries it. */
    public static final String NOTICE_HEADER = "Redisclosure-Notice";

    /** The header that names the consents. */
    public static final String CONSENT_HEADER = "Consent-Reference";

    private static final List<Label> LABELS =
            List.of(Label.RESTRICTED, Label.PART2, Label.NO_REDISCLOSURE, Label.REDISCLOSURE_NOTICE);

    private Release() {}

    /** Whether what {@code access} gives out leaves the programme. */
    public static boolean leaves(Access access) {
        return !access.rights().consents().isEmpty();
    }

    /** The labels of a Bundle that leaves the programme, the highest of what may be in it; else empty. */
    static String labels(Access access) {
        if (!leaves(access)) {
            return "";
        }
        return LABELS.stream()
                .map(label -> "{\"system\":\"" + label.system() + "\",\"code\":\"" + label.code() + "\"}")
                .collect(Collectors.joining(",", ",\"security\":[", "]"));
    }

    /** Ids of the consents by which what has been given out so far may leave the programme. */
    public static Set<String> consents(Access access) {
        Set<String> ids = new TreeSet<>();
        for (long patient : access.log().told()) {
            ids.addAll(access.rights().consents().getOrDefault(patient, List.of()));
        }
        return ids;
    }

    /** The notice and the explanation of the consents, for the outcome of a search. */
    public static Outcomes explanation(Access access) {
        String named = consents(access).stream().map(id -> "Consent/" + id).collect(Collectors.joining(", "));
        return Outcomes.of(Issue.information(NOTICE + " They are disclosed by the client's consent (" + named
                + "), only as far as it goes and for its purposes; it can be revoked at any time."));
    }
}
