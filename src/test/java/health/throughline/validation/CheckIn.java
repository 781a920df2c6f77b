package health.throughline.validation;

import static health.throughline.testing.Json.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.definition.Canonicals;

/** An answer of the daily check-in, right and wrong by its profile. */
final class CheckIn {

    static final String PROFILE = Canonicals.of("StructureDefinition", "iop-checkin-craving");

    private CheckIn() {}

    /** A craving of seven, without any claim. */
    static ObjectNode plain() {
        return json("""
                {'resourceType':'Observation','status':'final','category':[{'coding':[{
                 'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'survey'}]}],
                 'code':{'coding':[{'system':'%s','code':'craving'}]},
                 'subject':{'reference':'Patient/checkin'},'effectiveDateTime':'2026-01-02T10:00:00Z',
                 'performer':[{'reference':'Patient/checkin'}],'valueInteger':7,
                 'derivedFrom':[{'reference':'QuestionnaireResponse/checkin'}]}""", Canonicals.of("CodeSystem", "checkin-item"));
    }

    /** The same, claiming its profile. */
    static ObjectNode claiming(String... profiles) {
        ObjectNode resource = plain();
        for (String profile : profiles) {
            resource.withObject("/meta").withArray("/profile").add(profile);
        }
        return resource;
    }

    /** Claims its profile, and has nothing that it derives from; its text must not come back. */
    static ObjectNode wrong() {
        ObjectNode resource = claiming(PROFILE);
        resource.remove("derivedFrom");
        resource.withObject("/code").put("text", "SecretOfTheClient");
        ((ObjectNode) resource.at("/code/coding/0")).put("code", "SecretOfTheClient");
        return resource;
    }
}
