package health.throughline.fhir;

import java.util.Optional;
import java.util.regex.Pattern;

/** The logical address of a resource: its type and id. */
public record ResourceKey(String type, String id) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    /** The id datatype of R4: letters, digits, '-' and '.', at most 64 of them. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * What a reference of the form {@code Type/id} names on this server; empty when it has another form.
     *
     * @param reference as {@link #toString} writes it
     */
    public static Optional<ResourceKey> of(String reference) {
        int slash = reference.indexOf('/');
        String id = reference.substring(slash + 1);
        return slash > 0 && isId(id)
                ? Optional.of(new ResourceKey(reference.substring(0, slash), id))
                : Optional.empty();
    }

    /** The same, of a Patient. */
    public static Optional<ResourceKey> ofPatient(String reference) {
        return of(reference).filter(key -> key.type().equals("Patient"));
    }

    /** As a relative reference: {@code Patient/1}. */
    @Override
    public String toString() {
        return type + "/" + id;
    }
}
