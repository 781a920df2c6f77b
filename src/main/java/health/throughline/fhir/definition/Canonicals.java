package health.throughline.fhir.definition;

/** The canonical URLs of this project's own definitions. */
public final class Canonicals {

    /** What all of them start with, without a slash at its end; changes once the project owns a domain. */
    public static final String BASE = "https://throughline.example/fhir";

    private Canonicals() {}

    /** The canonical URL of the definition of {@code type} whose id is {@code id}. */
    public static String of(String type, String id) {
        return BASE + "/" + type + "/" + id;
    }
}
