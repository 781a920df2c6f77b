package health.throughline.search.reference;

import health.throughline.fhir.Fhir;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** https://hl7.org/fhir/R4/search.html#reference: an id, {@code Type/id}, a URL, or a canonical with its version. */
final class ReferenceMatch {

    private final Stored stored;
    private final TokenMatch tokens;

    ReferenceMatch(Stored stored, TokenMatch tokens) {
        this.stored = stored;
        this.tokens = tokens;
    }

    /** @param targets the types that the parameter may refer to; none for any */
    boolean matches(Base value, String modifier, String asked, Set<String> targets) {
        if (modifier.equals("identifier")) {
            return value instanceof Reference reference
                    && reference.hasIdentifier()
                    && tokens.matches(reference.getIdentifier(), "", asked);
        }
        String wanted = Escaped.plain(asked);
        if (!(value instanceof Reference) && !(value instanceof Resource)) {
            return canonical(value.primitiveValue(), wanted);
        }
        String address = address(value);
        String type = address.contains("/") ? address.substring(0, address.indexOf('/')) : "";
        if (Fhir.isResourceType(modifier)) {
            return address.equals(wanted.contains("/") ? stored.address(wanted) : modifier + "/" + wanted)
                    && type.equals(modifier);
        }
        return wanted.contains("/")
                ? address.equals(stored.address(wanted))
                : address.equals(type + "/" + wanted)
                        && Fhir.isResourceType(type)
                        && (targets.isEmpty() || targets.contains(type));
    }

    private String address(Base value) {
        return value instanceof Reference reference
                ? stored.address(Objects.toString(reference.getReference(), ""))
                : Stored.key((Resource) value);
    }

    /** "A canonical without version matches any version." */
    private static boolean canonical(String stored, String asked) {
        return stored.equals(asked) || stored.startsWith(asked + "|");
    }
}
