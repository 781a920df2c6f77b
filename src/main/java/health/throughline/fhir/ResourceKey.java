package health.throughline.fhir;

import java.util.regex.Pattern;

/** The logical address of a resource: its type and id. */
public record ResourceKey(String type, String id) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    /** The id datatype of R4: letters, digits, '-' and '.', at most 64 of them. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** As a relative reference: {@code Patient/1}. */
    @Override
    public String toString() {
        return type + "/" + id;
    }
}
