package health.throughline.auth.stranger;

import static health.throughline.auth.SmartWorld.WORLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import health.throughline.auth.SmartWorld;
import health.throughline.auth.client.ClientRegistrations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** HAPI's client, with tokens of several kinds. */
class HapiClientIT {

    private static final FhirContext FHIR = FhirContext.forR4();

    static {
        FHIR.getRestfulClientFactory().setSocketTimeout(60_000);
    }

    private static IGenericClient client(String token) {
        IGenericClient client = FHIR.newRestfulGenericClient(WORLD.fhir);
        client.registerInterceptor(new BearerTokenAuthInterceptor(token));
        return client;
    }

    private static IGenericClient service(String... scopes) {
        ClientRegistrations.Registered app = WORLD.secretApp(List.of("system/*.cruds", "patient/*.rs"));
        var answer = WORLD.form(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials", "scope", String.join(" ", scopes)),
                SmartWorld.basic(app));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return client(SmartWorld.json(answer).path("access_token").asText());
    }

    private static IGenericClient appOf(String user, String scope, String patient) {
        return client(WORLD.launched(user, WORLD.publicApp(), scope, patient)
                .path("access_token")
                .asText());
    }

    private static Observation note(String patient, String text) {
        Observation note = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        note.getCode().setText(text);
        return note.setSubject(new Reference("Patient/" + patient));
    }

    @Test
    void the_client_checks_the_server_before_its_first_request_and_reads() {
        IGenericClient client = appOf("ann", "launch/patient patient/*.rs", "");
        FHIR.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.ONCE);
        Patient ann = client.read().resource(Patient.class).withId(WORLD.ann).execute();
        assertThat(ann.getNameFirstRep().getFamily()).isEqualTo("Anders");
    }

    @Test
    void a_search_leads_through_all_pages() {
        for (int beats = 50; beats < 57; beats++) {
            Records.pulse(WORLD.bob, beats);
        }
        IGenericClient client = appOf("lead", "launch/patient patient/Observation.rs", WORLD.bob);
        Bundle page = client.search()
                .forResource(Observation.class)
                .where(Observation.CODE.exactly().systemAndCode("http://loinc.org", "8867-4"))
                .count(3)
                .returnBundle(Bundle.class)
                .execute();
        List<String> found = new ArrayList<>();
        while (true) {
            page.getEntry().forEach(entry -> found.add(entry.getResource().getIdPart()));
            if (page.getLink("next") == null) {
                break;
            }
            page = client.loadPage().next(page).execute();
        }
        assertThat(found).hasSizeGreaterThanOrEqualTo(7).doesNotHaveDuplicates();
    }

    @Test
    void a_service_creates_updates_and_deletes() {
        IGenericClient client = service("system/Observation.cruds");
        var created = client.create().resource(note(WORLD.ann, "first")).execute();
        assertThat(created.getCreated()).isTrue();
        Observation stored = client.read()
                .resource(Observation.class)
                .withId(created.getId().getIdPart())
                .execute();
        stored.getCode().setText("second");
        assertThat(client.update().resource(stored).execute().getId().getVersionIdPart())
                .isEqualTo("2");
        client.delete().resourceById(created.getId().toUnqualifiedVersionless()).execute();
        assertThatThrownBy(() -> client.read()
                        .resource(Observation.class)
                        .withId(created.getId().getIdPart())
                        .execute())
                .isInstanceOf(ca.uhn.fhir.rest.server.exceptions.ResourceGoneException.class);
    }

    @Test
    void an_app_writes_what_it_may_and_nothing_else() {
        IGenericClient writes = appOf("ann", "launch/patient patient/Observation.c", "");
        var created = writes.create().resource(note(WORLD.ann, "mine")).execute();
        assertThatThrownBy(() -> writes.read()
                        .resource(Observation.class)
                        .withId(created.getId().getIdPart())
                        .execute())
                .isInstanceOf(ForbiddenOperationException.class);
        assertThatThrownBy(() ->
                        writes.create().resource(note(WORLD.bob, "another's")).execute())
                .isInstanceOf(ForbiddenOperationException.class);
    }

    @Test
    void a_transaction_is_held_against_the_scopes_entry_by_entry() {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        bundle.addEntry()
                .setResource(note(WORLD.ann, "in a bundle"))
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Observation");
        bundle.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl("Patient/" + WORLD.ann);
        Bundle answer = service("system/Observation.c", "system/Patient.r")
                .transaction()
                .withBundle(bundle)
                .execute();
        assertThat(answer.getEntry().get(0).getResponse().getStatus()).startsWith("201");
        assertThat(answer.getEntry().get(1).getResource().getIdPart()).isEqualTo(WORLD.ann);
        IGenericClient less = service("system/Observation.c");
        assertThatThrownBy(() -> less.transaction().withBundle(bundle).execute())
                .isInstanceOf(ForbiddenOperationException.class);
    }

    @Test
    void a_missing_scope_is_forbidden_and_what_is_out_of_sight_is_not_found() {
        IGenericClient client = appOf("lead", "launch/patient patient/Patient.rs", WORLD.bob);
        assertThatThrownBy(() -> client.search()
                        .forResource(Observation.class)
                        .returnBundle(Bundle.class)
                        .execute())
                .isInstanceOf(ForbiddenOperationException.class);
        assertThatThrownBy(() ->
                        client.read().resource(Patient.class).withId(WORLD.ann).execute())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void a_token_that_is_none_is_not_taken() {
        assertThatThrownBy(() -> client("invented")
                        .read()
                        .resource(Patient.class)
                        .withId(WORLD.ann)
                        .execute())
                .isInstanceOf(AuthenticationException.class);
    }
}
