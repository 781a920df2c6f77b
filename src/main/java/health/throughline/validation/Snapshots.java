package health.throughline.validation;

import ca.uhn.hapi.converters.canonical.VersionCanonicalizer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.terminology.Definitions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.ProfileKnowledgeWorkerR5;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;

/** Works out what a profile says in full from what it changes and from what it is based on. */
final class Snapshots {

    private final WorkerContext context;
    private final VersionCanonicalizer versions = new VersionCanonicalizer(Fhir.context());

    Snapshots(Definitions definitions) {
        context = new WorkerContext(new ValidationSupportChain(
                DefinitionSupport.whole(definitions), new SnapshotGeneratingValidationSupport(Fhir.context())));
    }

    /**
     * The snapshot of {@code profile}.
     *
     * @throws IllegalArgumentException with everything that is wrong with it
     */
    ObjectNode of(ObjectNode profile) {
        StructureDefinition full = versions.structureDefinitionToCanonical(Fhir.parse(FhirJson.bytes(profile)));
        StructureDefinition base = context.fetchResource(StructureDefinition.class, full.getBaseDefinition());
        if (base == null) {
            throw new IllegalArgumentException("there is no base definition " + full.getBaseDefinition());
        }
        List<ValidationMessage> messages = new ArrayList<>();
        try {
            new ProfileUtilities(context, messages, new ProfileKnowledgeWorkerR5(Fhir.context()))
                    .generateSnapshot(base, full, full.getUrl(), "", full.getName());
        } catch (FHIRException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        refuseErrors(messages);
        IBaseResource made = versions.structureDefinitionFromCanonical(full);
        String json = Fhir.context().newJsonParser().encodeResourceToString(made);
        return (ObjectNode)
                FhirJson.parse(json.getBytes(StandardCharsets.UTF_8)).get("snapshot");
    }

    private static void refuseErrors(List<ValidationMessage> messages) {
        String errors = messages.stream()
                .filter(message ->
                        message.getLevel() == IssueSeverity.ERROR || message.getLevel() == IssueSeverity.FATAL)
                .map(message -> message.getLocation() + ": " + message.getMessage())
                .distinct()
                .collect(Collectors.joining("; "));
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors);
        }
    }
}
