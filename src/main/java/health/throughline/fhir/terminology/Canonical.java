package health.throughline.fhir.terminology;

/**
 * A canonical URL, {@code url|version}.
 *
 * @param version empty for the newest there is
 */
public record Canonical(String url, String version) {

    public static Canonical of(String text) {
        int bar = text.indexOf('|');
        return bar < 0 ? new Canonical(text, "") : new Canonical(text.substring(0, bar), text.substring(bar + 1));
    }
}
