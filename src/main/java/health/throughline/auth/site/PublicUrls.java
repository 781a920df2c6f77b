package health.throughline.auth.site;

import java.net.URI;

/**
 * The server's own addresses. They follow from the settings alone, never from a request's Host or X-Forwarded headers.
 *
 * @param fhir the FHIR base, without a slash at its end
 */
public record PublicUrls(String fhir) {

    private static final String FHIR = "/fhir";

    public PublicUrls {
        fhir = fhir.endsWith("/") ? fhir.substring(0, fhir.length() - 1) : fhir;
    }

    /** The FHIR base without {@code /fhir}: who issues tokens. */
    public String issuer() {
        return fhir.endsWith(FHIR) ? fhir.substring(0, fhir.length() - FHIR.length()) : fhir;
    }

    public String authorize() {
        return issuer() + "/oauth2/authorize";
    }

    public String token() {
        return issuer() + "/oauth2/token";
    }

    public String introspect() {
        return issuer() + "/oauth2/introspect";
    }

    public String revoke() {
        return issuer() + "/oauth2/revoke";
    }

    public String jwks() {
        return issuer() + "/oauth2/jwks";
    }

    public String userInfo() {
        return issuer() + "/userinfo";
    }

    public String register() {
        return issuer() + "/oauth2/register";
    }

    /** Where users see the apps they have authorized. */
    public String apps() {
        return issuer() + "/account/apps";
    }

    /** Whether {@code url} names the FHIR base; a slash at its end makes no difference. */
    public boolean isFhirBase(String url) {
        return url.equals(fhir) || url.equals(fhir + "/");
    }

    /** What browsers send as Origin from pages of this server. */
    public String origin() {
        URI uri = URI.create(issuer());
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
