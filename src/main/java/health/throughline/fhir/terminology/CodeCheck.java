package health.throughline.fhir.terminology;

import org.jspecify.annotations.Nullable;

/**
 * Whether a code is one of a system, or of a value set.
 *
 * @param valid whether it is
 * @param known whether that could be told: false when the system or the value set is not known here
 * @param display how the system calls the code; null when unknown
 * @param message why it is not valid, or cannot be told; null when it is; names systems and value sets, never the code
 */
public record CodeCheck(
        boolean valid,
        boolean known,
        @Nullable String display,
        @Nullable String message) {

    public static CodeCheck valid(@Nullable String display) {
        return new CodeCheck(true, true, display, null);
    }

    public static CodeCheck invalid(String message) {
        return new CodeCheck(false, true, null, message);
    }

    public static CodeCheck unknown(String message) {
        return new CodeCheck(false, false, null, message);
    }
}
