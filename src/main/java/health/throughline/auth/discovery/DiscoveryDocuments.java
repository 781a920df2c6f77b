package health.throughline.auth.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.auth.site.PublicUrls;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import java.util.ArrayList;
import java.util.List;

/**
 * The discovery documents of SMART, OpenID Connect and OAuth 2.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART 2.2, conformance</a>
 */
public final class DiscoveryDocuments {

    private static final List<String> CAPABILITIES = List.of(
            "launch-ehr",
            "launch-standalone",
            "authorize-post",
            "client-public",
            "client-confidential-symmetric",
            "client-confidential-asymmetric",
            "sso-openid-connect",
            "context-banner",
            "context-style",
            "context-ehr-patient",
            "context-ehr-encounter",
            "context-standalone-patient",
            "context-standalone-encounter",
            "permission-offline",
            "permission-online",
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2");

    private static final List<String> SCOPES = List.of(
            "openid",
            "fhirUser",
            "profile",
            "launch",
            "launch/patient",
            "launch/encounter",
            "offline_access",
            "online_access",
            "patient/*.cruds",
            "patient/*.rs",
            "patient/*.read",
            "patient/*.write",
            "patient/*.*",
            "user/*.cruds",
            "user/*.rs",
            "user/*.read",
            "user/*.write",
            "user/*.*",
            "system/*.cruds",
            "system/*.rs",
            "system/*.read");

    private static final List<String> CONDITION = List.of(
            "http://terminology.hl7.org/CodeSystem/condition-category|encounter-diagnosis",
            "http://terminology.hl7.org/CodeSystem/condition-category|problem-list-item",
            "http://hl7.org/fhir/us/core/CodeSystem/condition-category|health-concern");

    private static final List<String> OBSERVATION = List.of(
            "http://terminology.hl7.org/CodeSystem/observation-category|laboratory",
            "http://terminology.hl7.org/CodeSystem/observation-category|social-history",
            "http://terminology.hl7.org/CodeSystem/observation-category|vital-signs",
            "http://terminology.hl7.org/CodeSystem/observation-category|survey",
            "http://hl7.org/fhir/us/core/CodeSystem/us-core-category|sdoh");

    private final PublicUrls urls;
    private final boolean registration;
    private final String brands;
    private final String brand;

    /**
     * @param registration whether apps may register themselves
     * @param brands URL of the Bundle of user-access brands; empty for none
     * @param brand identifier of this server's brand
     */
    public DiscoveryDocuments(PublicUrls urls, boolean registration, String brands, String brand) {
        this.urls = urls;
        this.registration = registration;
        this.brands = brands;
        this.brand = brand;
    }

    /** {@code [base]/.well-known/smart-configuration}. */
    public ObjectNode smart() {
        ObjectNode document = endpoints();
        document.put("management_endpoint", urls.apps());
        document.set("capabilities", array(CAPABILITIES));
        if (!brands.isEmpty()) {
            document.put("user_access_brand_bundle", brands);
            if (!brand.isEmpty()) {
                document.put("user_access_brand_identifier", brand);
            }
        }
        return document;
    }

    /** {@code [issuer]/.well-known/openid-configuration}. */
    public ObjectNode openId() {
        ObjectNode document = endpoints();
        document.put("userinfo_endpoint", urls.userInfo());
        document.set("subject_types_supported", array(List.of("public")));
        document.set("id_token_signing_alg_values_supported", array(List.of("RS256")));
        document.set(
                "claims_supported",
                array(List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "fhirUser")));
        document.put("claims_parameter_supported", false);
        document.put("request_parameter_supported", false);
        document.put("request_uri_parameter_supported", false);
        return document;
    }

    /** {@code [issuer]/.well-known/oauth-authorization-server} (RFC 8414). */
    public ObjectNode oauth() {
        return endpoints();
    }

    private ObjectNode endpoints() {
        ObjectNode document = FhirJson.object()
                .put("issuer", urls.issuer())
                .put("jwks_uri", urls.jwks())
                .put("authorization_endpoint", urls.authorize())
                .put("token_endpoint", urls.token())
                .put("introspection_endpoint", urls.introspect())
                .put("revocation_endpoint", urls.revoke())
                .put("authorization_response_iss_parameter_supported", true);
        if (registration) {
            document.put("registration_endpoint", urls.register());
        }
        document.set(
                "grant_types_supported", array(List.of("authorization_code", "client_credentials", "refresh_token")));
        document.set("response_types_supported", array(List.of("code")));
        document.set("response_modes_supported", array(List.of("query")));
        document.set("code_challenge_methods_supported", array(List.of("S256")));
        document.set("scopes_supported", array(scopes()));
        authentication(
                document,
                "token_endpoint",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none"));
        authentication(
                document,
                "introspection_endpoint",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"));
        authentication(
                document,
                "revocation_endpoint",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none"));
        return document;
    }

    private static void authentication(ObjectNode document, String endpoint, List<String> methods) {
        document.set(endpoint + "_auth_methods_supported", array(methods));
        document.set(endpoint + "_auth_signing_alg_values_supported", array(List.of("RS384", "ES384")));
    }

    /** All that SMART and US Core name one by one; every type is supported in every combination of actions. */
    private static List<String> scopes() {
        List<String> scopes = new ArrayList<>(SCOPES);
        for (String level : List.of("patient", "user", "system")) {
            CONDITION.forEach(category -> scopes.add(level + "/Condition.rs?category=" + category));
            OBSERVATION.forEach(category -> scopes.add(level + "/Observation.rs?category=" + category));
            Fhir.resourceTypes().forEach(type -> scopes.add(level + "/" + type + ".rs"));
            Fhir.resourceTypes().forEach(type -> scopes.add(level + "/" + type + ".read"));
        }
        return scopes;
    }

    private static ArrayNode array(List<String> values) {
        ArrayNode array = FhirJson.array();
        values.forEach(array::add);
        return array;
    }
}
