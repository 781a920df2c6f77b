package health.throughline.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.store.sql.Changes;
import java.util.ArrayList;
import java.util.List;

/** The product's own check against the definitions it ships, without a server and a database. */
public final class ShippedProfiles {

    private final ProfileCheck check;

    public ShippedProfiles() {
        Definitions definitions = OfflineCodes.definitions(ShippedDefinitions.load(List.of()));
        this.check =
                new ProfileCheck(OfflineCodes.validators(definitions), new OfflineCodes(definitions), new Changes());
    }

    /** The errors of {@code resource} by R4's structure and, when that is right, by {@code profile}. */
    public List<Issue> errors(ObjectNode resource, String profile) {
        List<Issue> errors = new ArrayList<>(StructureCheck.issues(resource));
        if (errors.isEmpty()) {
            errors.addAll(check.findings(resource, List.of(profile)));
        }
        errors.removeIf(issue -> issue.severity() != Issue.Severity.ERROR);
        return errors;
    }
}
