package health.throughline.search.reference;

import health.throughline.search.reference.Codes.Code;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;

/** https://hl7.org/fhir/R4/search.html#token, with all of its modifiers but those that every type has. */
final class TokenMatch {

    private final Terminology terminology;

    TokenMatch(Terminology terminology) {
        this.terminology = terminology;
    }

    boolean matches(Base value, String modifier, String asked) {
        return switch (modifier) {
            case "text" -> Codes.texts(value).stream().anyMatch(text -> says(text, Escaped.plain(asked)));
            case "of-type" -> value instanceof Identifier identifier && ofType(identifier, asked);
            case "in" ->
                Codes.of(value).stream()
                        .anyMatch(code -> terminology.contains(Escaped.plain(asked), code.system(), code.code()));
            case "above", "below" -> Codes.of(value).stream().anyMatch(code -> related(code, modifier, asked));
            default -> Codes.of(value).stream().anyMatch(code -> same(code, asked));
        };
    }

    /** The text begins with what is asked, or has a word that does. */
    private static boolean says(String text, String asked) {
        String folded = StringMatch.letters(text);
        String wanted = StringMatch.letters(asked);
        return folded.startsWith(wanted)
                || Arrays.stream(folded.split("[^\\p{L}\\p{N}]+")).anyMatch(word -> word.startsWith(wanted));
    }

    /** {@code code}, {@code system|code}, {@code |code} or {@code system|}. */
    private static boolean same(Code code, String asked) {
        List<String> parts = Escaped.split(asked, '|');
        String wanted = Escaped.plain(parts.get(parts.size() - 1));
        if (parts.size() == 1) {
            return code.code().equals(wanted);
        }
        String system = Escaped.plain(parts.get(0));
        boolean sameSystem =
                system.isEmpty() ? code.implied() || code.system().isEmpty() : system.equals(code.system());
        return sameSystem && (wanted.isEmpty() || code.code().equals(wanted));
    }

    private static boolean ofType(Identifier identifier, String asked) {
        List<String> parts =
                Escaped.split(asked, '|').stream().map(Escaped::plain).toList();
        return parts.get(2).equals(identifier.getValue())
                && identifier.getType().getCoding().stream().anyMatch(type -> isType(type, parts));
    }

    private static boolean isType(Coding type, List<String> parts) {
        return parts.get(0).equals(Objects.toString(type.getSystem(), ""))
                && parts.get(1).equals(type.getCode());
    }

    private boolean related(Code code, String modifier, String asked) {
        List<String> parts =
                Escaped.split(asked, '|').stream().map(Escaped::plain).toList();
        if (!parts.get(0).equals(code.system())) {
            return false;
        }
        return modifier.equals("below")
                ? terminology.subsumes(parts.get(0), parts.get(1), code.code())
                : terminology.subsumes(parts.get(0), code.code(), parts.get(1));
    }
}
