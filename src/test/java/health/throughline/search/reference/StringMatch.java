package health.throughline.search.reference;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StringType;

/** https://hl7.org/fhir/R4/search.html#string: starts with, without case and accents. */
final class StringMatch {

    private StringMatch() {}

    static boolean matches(Base value, String modifier, String asked) {
        String wanted = Escaped.plain(asked);
        return switch (modifier) {
            case "exact" -> texts(value).contains(wanted);
            case "contains" -> texts(value).stream().anyMatch(text -> fold(text).contains(fold(wanted)));
            default -> texts(value).stream().anyMatch(text -> fold(text).startsWith(fold(wanted)));
        };
    }

    /** R4 has punctuation ignored; dashes and slashes part words, and a text of punctuation alone stays (clarification). */
    static String fold(String text) {
        String letters = letters(text);
        String plain = letters.replaceAll("[\\p{Pd}/]", " ").replaceAll("\\p{P}", "");
        return plain.isBlank() ? letters : plain.strip().replaceAll("\\s+", " ");
    }

    /** Without case and accents, punctuation kept. */
    static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{Mn}", "")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("æ", "ae")
                .replace("ł", "l")
                .strip()
                .replaceAll("\\s+", " ");
    }

    /** Of a name or address, every text in it. */
    static List<String> texts(Base value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof HumanName name) {
            texts.add(name.getText());
            texts.add(name.getFamily());
            List.of(name.getGiven(), name.getPrefix(), name.getSuffix()).forEach(part -> all(part, texts));
        } else if (value instanceof Address address) {
            texts.add(address.getText());
            all(address.getLine(), texts);
            texts.add(address.getCity());
            texts.add(address.getDistrict());
            texts.add(address.getState());
            texts.add(address.getPostalCode());
            texts.add(address.getCountry());
        } else if (value instanceof PrimitiveType<?> primitive) {
            texts.add(primitive.getValueAsString());
        }
        return texts.stream().filter(Objects::nonNull).toList();
    }

    private static void all(List<StringType> from, List<String> texts) {
        from.forEach(text -> texts.add(text.getValue()));
    }
}
