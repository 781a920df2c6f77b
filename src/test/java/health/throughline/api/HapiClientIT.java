package health.throughline.api;

import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import health.throughline.fhir.Fhir;
import health.throughline.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** https://hapifhir.io/hapi-fhir/docs/client/generic_client.html: everything HAPI's client can ask is understood. */
class HapiClientIT {

    private static final String SYSTEM = "urn:test:client";

    private final String mark = unique("h");
    private IGenericClient client = client();

    private static IGenericClient client() {
        Fhir.context().getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        return Fhir.context().newRestfulGenericClient(TestServer.base());
    }

    @BeforeEach
    void a_fresh_client() {
        client = client();
    }

    private Patient patient(String family) {
        Patient patient = new Patient();
        patient.addName().setFamily(family);
        patient.addIdentifier().setSystem(SYSTEM).setValue(mark);
        return patient;
    }

    private String created(Resource resource) {
        return client.create().resource(resource).execute().getId().getIdPart();
    }

    private static List<String> ids(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }

    @Test
    void it_creates_reads_updates_and_deletes() {
        MethodOutcome created = client.create()
                .resource(patient("One"))
                .prefer(PreferReturnEnum.REPRESENTATION)
                .execute();
        assertThat(created.getCreated()).isTrue();
        assertThat(created.getId().getVersionIdPart()).isEqualTo("1");
        String id = created.getId().getIdPart();
        Patient read = client.read().resource(Patient.class).withId(id).execute();
        read.getNameFirstRep().setFamily("Two");
        MethodOutcome updated = client.update().resource(read).execute();
        assertThat(updated.getId().getVersionIdPart()).isEqualTo("2");
        Patient first =
                client.read().resource(Patient.class).withIdAndVersion(id, "1").execute();
        assertThat(first.getNameFirstRep().getFamily()).isEqualTo("One");
        MethodOutcome deleted = client.delete().resourceById("Patient", id).execute();
        assertThat(deleted.getOperationOutcome())
                .satisfiesAnyOf(
                        outcome -> assertThat(outcome).isNull(),
                        outcome -> assertThat(outcome).isInstanceOf(OperationOutcome.class));
        assertThatThrownBy(
                        () -> client.read().resource(Patient.class).withId(id).execute())
                .isInstanceOf(ResourceGoneException.class);
        assertThatThrownBy(() -> client.read()
                        .resource(Patient.class)
                        .withId(unique("x"))
                        .execute())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void it_talks_xml_as_well() {
        client.setEncoding(EncodingEnum.XML);
        String id = created(patient("Xml"));
        Patient read = client.read().resource(Patient.class).withId(id).execute();
        assertThat(read.getNameFirstRep().getFamily()).isEqualTo("Xml");
        Bundle found = client.search()
                .forResource(Patient.class)
                .where(Patient.IDENTIFIER.exactly().systemAndCode(SYSTEM, mark))
                .returnBundle(Bundle.class)
                .execute();
        assertThat(ids(found)).containsExactly(id);
        assertThatThrownBy(() -> client.search().byUrl("Patient?colour=red").execute())
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getOperationOutcome()).isNotNull());
    }

    @Test
    void it_creates_updates_and_deletes_under_conditions() {
        String url = "Patient?identifier=" + SYSTEM + "|" + mark;
        MethodOutcome first =
                client.create().resource(patient("One")).conditionalByUrl(url).execute();
        MethodOutcome again =
                client.create().resource(patient("One")).conditionalByUrl(url).execute();
        assertThat(again.getId().getIdPart()).isEqualTo(first.getId().getIdPart());
        MethodOutcome updated = client.update()
                .resource(patient("Two"))
                .conditional()
                .where(Patient.IDENTIFIER.exactly().systemAndIdentifier(SYSTEM, mark))
                .execute();
        assertThat(updated.getId().getVersionIdPart()).isEqualTo("2");
        client.delete().resourceConditionalByUrl(url).execute();
        assertThat(ids(client.search().byUrl(url).returnBundle(Bundle.class).execute()))
                .isEmpty();
    }

    @Test
    void it_reads_and_writes_by_version() {
        String id = created(patient("One"));
        Patient known = client.read().resource(Patient.class).withId(id).execute();
        Patient same = client.read()
                .resource(Patient.class)
                .withId(id)
                .ifVersionMatches("1")
                .returnResource(known)
                .execute();
        assertThat(same).isSameAs(known);
        Patient stale = patient("Three");
        stale.setId("Patient/" + id);
        assertThatThrownBy(() -> client.update()
                        .resource(stale)
                        .withAdditionalHeader("If-Match", "W/\"9\"")
                        .execute())
                .isInstanceOf(PreconditionFailedException.class);
    }

    @Test
    void it_patches() {
        String id = created(patient("One"));
        client.patch()
                .withBody("[{\"op\":\"replace\",\"path\":\"/name/0/family\",\"value\":\"Two\"}]")
                .withId("Patient/" + id)
                .execute();
        Parameters parameters = new Parameters();
        Parameters.ParametersParameterComponent operation =
                parameters.addParameter().setName("operation");
        operation.addPart().setName("type").setValue(new CodeType("replace"));
        operation.addPart().setName("path").setValue(new StringType("Patient.name[0].family"));
        operation.addPart().setName("value").setValue(new StringType("Three"));
        client.patch().withFhirPatch(parameters).withId("Patient/" + id).execute();
        client.patch()
                .withBody(
                        "<diff xmlns:f=\"http://hl7.org/fhir\">" + "<remove sel=\"f:Patient/f:name/f:family\"/></diff>")
                .withId("Patient/" + id)
                .withAdditionalHeader("Content-Type", "application/xml-patch+xml")
                .execute();
        assertThat(client.read()
                        .resource(Patient.class)
                        .withId(id)
                        .execute()
                        .getMeta()
                        .getVersionId())
                .isGreaterThanOrEqualTo("3");
    }

    @Test
    void it_reads_history_at_every_level() {
        String id = created(patient("One"));
        Patient second = patient("Two");
        second.setId("Patient/" + id);
        client.update().resource(second).execute();
        Bundle instance = client.history()
                .onInstance("Patient/" + id)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(instance.getEntry()).hasSize(2);
        assertThat(client.history()
                        .onType(Patient.class)
                        .returnBundle(Bundle.class)
                        .count(1)
                        .execute()
                        .getEntry())
                .hasSize(1);
        Bundle system =
                client.history().onServer().returnBundle(Bundle.class).count(2).execute();
        assertThat(system.getEntry()).hasSize(2);
        assertThat(client.loadPage().next(system).execute().getEntry()).isNotEmpty();
    }

    @Test
    void it_searches_with_sort_paging_includes_and_chains() {
        Organization house = new Organization();
        house.setName(mark);
        String organization = created(house);
        List<String> patients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Patient one = patient("F" + i);
            one.setManagingOrganization(new Reference("Organization/" + organization));
            patients.add(created(one));
        }
        Observation observation = new Observation();
        observation
                .setStatus(Observation.ObservationStatus.FINAL)
                .setSubject(new Reference("Patient/" + patients.get(2)));
        observation.getCode().addCoding().setCode(mark);
        created(observation);

        Bundle page = client.search()
                .forResource(Patient.class)
                .where(Patient.ORGANIZATION.hasChainedProperty(
                        Organization.NAME.matches().value(mark)))
                .sort()
                .descending(Patient.FAMILY)
                .count(2)
                .include(Patient.INCLUDE_ORGANIZATION)
                .returnBundle(Bundle.class)
                .execute();
        List<String> seen = new ArrayList<>();
        while (page != null) {
            page.getEntry().stream()
                    .filter(entry -> entry.getSearch().getMode() == Bundle.SearchEntryMode.MATCH)
                    .forEach(
                            entry -> seen.add(entry.getResource().getIdElement().getIdPart()));
            assertThat(ids(page)).contains(organization);
            page = page.getLink("next") == null
                    ? null
                    : client.loadPage().next(page).execute();
        }
        java.util.Collections.reverse(patients);
        assertThat(seen).isEqualTo(patients);

        Bundle reversed = client.search()
                .forResource(Patient.class)
                .where(Patient.RES_ID.exactly().code(patients.get(2)))
                .revInclude(Observation.INCLUDE_SUBJECT)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(reversed.getEntry()).hasSize(2);
        Bundle has = client.search()
                .forResource(Patient.class)
                .where(Patient.IDENTIFIER.exactly().systemAndCode(SYSTEM, mark))
                .and(new ca.uhn.fhir.rest.gclient.TokenClientParam("_has:Observation:subject:code")
                        .exactly()
                        .code(mark))
                .returnBundle(Bundle.class)
                .execute();
        assertThat(ids(has)).containsExactly(patients.get(2));
    }

    @Test
    void it_searches_by_post_and_with_summaries_and_elements() {
        String id = created(patient("One"));
        Bundle posted = client.search()
                .forResource(Patient.class)
                .where(Patient.IDENTIFIER.exactly().systemAndCode(SYSTEM, mark))
                .usingStyle(ca.uhn.fhir.rest.api.SearchStyleEnum.POST)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(ids(posted)).containsExactly(id);
        Bundle counted = client.search()
                .forResource(Patient.class)
                .where(Patient.IDENTIFIER.exactly().systemAndCode(SYSTEM, mark))
                .summaryMode(SummaryEnum.COUNT)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(counted.getTotal()).isEqualTo(1);
        Patient shown = client.read()
                .resource(Patient.class)
                .withId(id)
                .elementsSubset("identifier")
                .execute();
        assertThat(shown.hasName()).isFalse();
        assertThat(client.read()
                        .resource(Patient.class)
                        .withId(id)
                        .summaryMode(SummaryEnum.TRUE)
                        .execute()
                        .getMeta()
                        .getTag("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "SUBSETTED"))
                .isNotNull();
    }

    @Test
    void it_sends_transactions() {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.TRANSACTION);
        bundle.addEntry()
                .setFullUrl("urn:uuid:33333333-3333-4333-8333-333333333333")
                .setResource(patient("One"))
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Patient");
        bundle.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl("Patient?identifier=" + mark);
        Bundle answer = client.transaction().withBundle(bundle).execute();
        assertThat(answer.getType()).isEqualTo(Bundle.BundleType.TRANSACTIONRESPONSE);
        assertThat(((Bundle) answer.getEntry().get(1).getResource()).getEntry()).hasSize(1);
    }

    @Test
    void it_calls_operations_and_changes_meta() {
        String id = created(patient("One"));
        Meta tagged = client.meta()
                .add()
                .onResource(new org.hl7.fhir.r4.model.IdType("Patient", id))
                .meta(new Meta().addTag("urn:test:tag", mark, "a tag"))
                .execute();
        assertThat(tagged.getTag("urn:test:tag", mark)).isNotNull();
        assertThat(client.meta()
                        .get(Meta.class)
                        .fromResource(new org.hl7.fhir.r4.model.IdType("Patient", id))
                        .execute()
                        .getTag())
                .hasSize(1);
        Bundle everything = client.operation()
                .onInstance("Patient/" + id)
                .named("$everything")
                .withNoParameters(Parameters.class)
                .useHttpGet()
                .returnResourceType(Bundle.class)
                .execute();
        assertThat(ids(everything)).containsExactly(id);
    }

    @Test
    void it_stores_and_reads_binaries() {
        Binary binary = new Binary();
        binary.setContentType("text/plain").setData("hello".getBytes(StandardCharsets.UTF_8));
        String id = created(binary);
        Binary read = client.read().resource(Binary.class).withId(id).execute();
        assertThat(new String(read.getData(), StandardCharsets.UTF_8)).isEqualTo("hello");
        assertThat(read.getContentType()).startsWith("text/plain");
    }
}
